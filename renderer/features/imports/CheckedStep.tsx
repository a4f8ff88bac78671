import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ValueMeaning } from '#core/imports/import-plan.contract.ts';
import type { ImportStatus } from '#core/imports/imports.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Findings } from './Findings.tsx';
import classes from './imports.module.css';
import { useCancelImport, useCheckImport, useRunImport } from './mutations.ts';
import { TreatmentSelect } from './TreatmentSelect.tsx';
import { chooseImport } from './upload.ts';
import { ValuesPanel } from './ValuesPanel.tsx';

const nothingSaid: readonly ValueMeaning[] = [];

/** What the import would do, in figures and rows; what unknown values are to mean; then the import. */
export function CheckedStep({
  status,
  onBack,
}: {
  readonly status: ImportStatus;
  readonly onBack: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const said = status.plan?.values ?? nothingSaid;
  const [add, setAdd] = useState(true);
  const [meanings, setMeanings] = useState(said);
  const [refusal, setRefusal] = useState<AppError | null>(null);
  const run = useRunImport();
  const check = useCheckImport(setRefusal);
  const cancel = useCancelImport(() => chooseImport('new'));
  const { importId, newValues, mayAddChoices, plan, duplicates, will, noun, contacts } = status;
  const nothing = will.create + will.update === 0;
  const runLabel =
    will.update === 0
      ? t(($) => $.imports.nouns[noun].run, { count: will.create })
      : will.create === 0
        ? t(($) => $.imports.nouns[noun].update, { count: will.update })
        : t(($) => $.imports.nouns[noun].both, {
            create: format.number(will.create),
            update: format.number(will.update),
          });
  const recheck = () => {
    setRefusal(null);
    if (plan === null) return;
    check.mutate({
      importId,
      columns: [...plan.columns],
      defaults: plan.defaults,
      values: [...meanings],
      duplicates: plan.duplicates,
    });
  };
  return (
    <>
      <h2 className={classes.heading}>{t(($) => $.imports.checked.title)}</h2>
      <Findings status={status} />
      {contacts > 0 && <Text fz="sm">{t(($) => $.imports.checked.contacts, { count: contacts })}</Text>}
      {newValues.length > 0 && (
        <ValuesPanel status={status} meanings={meanings} onChange={setMeanings} add={add} onAdd={setAdd} />
      )}
      {duplicates > 0 && plan !== null && (
        <TreatmentSelect
          className={classes.treatment}
          label={t(($) => $.imports.treatments.label, { count: duplicates })}
          description={t(($) => $.imports.treatments.hint)}
          status={status}
          row={null}
          value={plan.duplicates}
        />
      )}
      {refusal !== null && <ErrorNote error={refusal} />}
      {nothing && <Text fw={500}>{t(($) => $.imports.checked.nothing)}</Text>}
      <Group justify="space-between">
        <Group gap="xs">
          <Button variant="default" onClick={onBack}>
            {t(($) => $.imports.checked.back)}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ importId })}
          >
            {t(($) => $.imports.checked.cancel)}
          </Button>
        </Group>
        {JSON.stringify(meanings) === JSON.stringify(said) ? (
          <Button
            disabled={nothing}
            loading={run.isPending}
            onClick={() => run.mutate({ importId, addChoices: add && mayAddChoices })}
          >
            {runLabel}
          </Button>
        ) : (
          <Button loading={check.isPending} onClick={recheck}>
            {t(($) => $.imports.checked.again)}
          </Button>
        )}
      </Group>
    </>
  );
}
