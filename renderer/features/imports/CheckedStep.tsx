import { Badge, Button, Checkbox, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importedChoiceKinds, type ImportStatus } from '#core/imports/imports.contract.ts';
import { Findings } from './Findings.tsx';
import classes from './imports.module.css';
import { useCancelImport, useRunImport } from './mutations.ts';
import { chooseImport } from './upload.ts';

const mostShown = 24;

/** What the import would do, in figures and rows; one question for choices that the file brings anew. */
export function CheckedStep({
  status,
  onBack,
}: {
  readonly status: ImportStatus;
  readonly onBack: () => void;
}) {
  const { t } = useTranslation();
  const [add, setAdd] = useState(true);
  const run = useRunImport();
  const cancel = useCancelImport(() => chooseImport('new'));
  const { importId, created, newChoices, mayAddChoices } = status;
  return (
    <>
      <h2 className={classes.heading}>{t(($) => $.imports.checked.title)}</h2>
      <Findings status={status} />
      {newChoices.length > 0 && <NewChoices status={status} add={add} onChange={setAdd} />}
      {created === 0 && <Text fw={500}>{t(($) => $.imports.checked.nothing)}</Text>}
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
        <Button
          disabled={created === 0}
          loading={run.isPending}
          onClick={() => run.mutate({ importId, addChoices: add && mayAddChoices })}
        >
          {t(($) => $.imports.checked.run, { count: created })}
        </Button>
      </Group>
    </>
  );
}

interface NewChoicesProps {
  readonly status: ImportStatus;
  readonly add: boolean;
  readonly onChange: (add: boolean) => void;
}

function NewChoices({ status: { newChoices, mayAddChoices }, add, onChange }: NewChoicesProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.panel}>
      <Text fw={600}>{t(($) => $.imports.newChoices.title, { count: newChoices.length })}</Text>
      {importedChoiceKinds.map((kind) => {
        const labels = newChoices.filter((choice) => choice.kind === kind);
        if (labels.length === 0) return null;
        return (
          <div key={kind} className={classes.labels}>
            <Text component="span" fz="sm" c="dimmed">
              {t(($) => $.imports.newChoices.kinds[kind])}
            </Text>
            {labels.slice(0, mostShown).map(({ label, rows }) => (
              <Badge key={label} color="gray" className={classes.badge}>{`${label} ${rows}`}</Badge>
            ))}
            {labels.length > mostShown && (
              <Text component="span" fz="sm" c="dimmed">
                {t(($) => $.imports.newChoices.more, { count: labels.length - mostShown })}
              </Text>
            )}
          </div>
        );
      })}
      {mayAddChoices ? (
        <Checkbox
          label={t(($) => $.imports.newChoices.add)}
          description={t(($) => $.imports.newChoices.addHint)}
          checked={add}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      ) : (
        <Text fz="sm">{t(($) => $.imports.newChoices.notAllowed)}</Text>
      )}
    </div>
  );
}
