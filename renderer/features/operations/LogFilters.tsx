import { Group, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { loggedEntities, loggedKinds } from '#core/operations/operations.contract.ts';
import { DayInput } from '../../ui/DayInput.tsx';
import { PersonSelect } from '../../ui/PersonSelect.tsx';
import classes from './operations.module.css';
import type { LogQuestion } from './queries.ts';

interface LogFiltersProps {
  readonly question: LogQuestion;
  readonly onChange: (part: Partial<LogQuestion>) => void;
}

const everybody = () => true;

/** By person, record, time and kind (spec §15); each holds as soon as it is set. */
export function LogFilters({ question, onChange }: LogFiltersProps) {
  const { t } = useTranslation();
  const any = t(($) => $.operations.any);
  return (
    <Group className={classes.filters} gap="xs" align="flex-end">
      <PersonSelect
        label={t(($) => $.operations.person)}
        placeholder={any}
        clearable
        only={everybody}
        value={question.personId}
        onChange={(personId) => onChange({ personId })}
      />
      <Select
        label={t(($) => $.operations.kind)}
        placeholder={any}
        clearable
        value={question.kind}
        data={loggedKinds.map((kind) => ({ value: kind, label: t(($) => $.operations.kinds[kind]) }))}
        onChange={(value) => onChange({ kind: loggedKinds.find((kind) => kind === value) ?? null })}
      />
      <Select
        label={t(($) => $.operations.about)}
        placeholder={any}
        clearable
        value={question.entity}
        data={loggedEntities.map((entity) => ({
          value: entity,
          label: t(($) => $.operations.entities[entity]),
        }))}
        onChange={(value) => onChange({ entity: loggedEntities.find((entity) => entity === value) ?? null })}
      />
      <TextInput
        label={t(($) => $.operations.number)}
        maxLength={40}
        value={question.number}
        onChange={(event) => onChange({ number: event.currentTarget.value })}
      />
      <DayInput
        label={t(($) => $.operations.from)}
        value={question.from}
        onChange={(from) => onChange({ from })}
      />
      <DayInput label={t(($) => $.operations.to)} value={question.to} onChange={(to) => onChange({ to })} />
    </Group>
  );
}
