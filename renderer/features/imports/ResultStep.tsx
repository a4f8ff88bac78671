import { Button, Group, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { codeSentence } from '#core/i18n/sentence.ts';
import type { ImportStatus } from '#core/imports/imports.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { notifyDone } from '../../lib/notify.ts';
import { useConfirm } from '../../ui/ConfirmDialog.tsx';
import { SentenceNote } from '../../ui/ErrorNote.tsx';
import { Findings } from './Findings.tsx';
import classes from './imports.module.css';
import { useGoOnImport, useRejectedFile, useUndoImport } from './mutations.ts';
import { chooseImport } from './upload.ts';

function save(fileName: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser reads the address after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** How an import ended: figures, the rows that stayed out, a file of those with errors. */
export function ResultStep({ status }: { readonly status: ImportStatus }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, importId, fileName, failure, kept, nextSheet, rejected, updated } = status;
  const rejectedFile = useRejectedFile((file) => {
    save(file.fileName, file.text);
    notifyDone(t(($) => $.imports.result.saved, { name: file.fileName }));
  });
  const confirm = useConfirm();
  const undo = useUndoImport();
  const goOn = useGoOnImport();
  const takeOut = async () => {
    const figures = { created: format.number(status.created), updated: format.number(updated) };
    const words = {
      title: t(($) => $.imports.undo.title),
      text: t(($) => $.imports.undo.text, figures),
      action: t(($) => $.imports.undo.action),
      danger: true,
    };
    if (await confirm(words)) undo.mutate({ importId });
  };
  const done = state === 'done';
  const title = done
    ? t(($) => $.imports.nouns[status.noun].done, { count: status.created })
    : state === 'undone'
      ? t(($) => $.imports.result.undone)
      : state === 'cancelled' && failure === null
        ? t(($) => $.imports.result.cancelled)
        : t(($) => $.imports.result.failed);
  return (
    <>
      <div className={classes.outcome} aria-live="polite">
        {done ? (
          <IconCircleCheck size={28} className={classes.good} aria-hidden="true" />
        ) : (
          <IconCircleX size={28} className={classes.dim} aria-hidden="true" />
        )}
        <div>
          <h2 className={classes.heading}>{title}</h2>
          <Text fz="sm" c="dimmed" className={classes.breakable}>
            {t(($) => $.imports.result.doneText, { name: fileName, rows: format.number(status.rows) })}
            {status.finishedAt !== null && ` · ${format.instant(status.finishedAt)}`}
          </Text>
          {state === 'cancelled' && status.plan !== null && kept === 0 && (
            <Text fz="sm">{t(($) => $.imports.result.cancelledText)}</Text>
          )}
          {done && updated > 0 && (
            <Text fz="sm">{t(($) => $.imports.nouns[status.noun].updated, { count: updated })}</Text>
          )}
          {done && status.contacts > 0 && (
            <Text fz="sm">{t(($) => $.imports.result.contacts, { count: status.contacts })}</Text>
          )}
          {nextSheet !== null && (
            <Text fz="sm" className={classes.breakable}>
              {t(($) => $.imports.result.nextSheet, { name: nextSheet })}
            </Text>
          )}
          {kept > 0 && <Text fz="sm">{t(($) => $.imports.result.kept, { count: kept })}</Text>}
        </div>
      </div>
      {failure !== null && (
        <SentenceNote>{codeSentence(failure.code, failure.params, format.language)}</SentenceNote>
      )}
      {done && <Findings status={status} />}
      <Group justify="space-between">
        <Group gap="xs">
          <Button variant="default" onClick={() => chooseImport('new')}>
            {t(($) => $.imports.another)}
          </Button>
          {status.undoable && (
            <Button variant="default" loading={undo.isPending} onClick={() => void takeOut()}>
              {t(($) => $.imports.undo.action)}
            </Button>
          )}
          {done && rejected > 0 && (
            <Button
              variant="default"
              loading={rejectedFile.isPending}
              onClick={() => rejectedFile.mutate({ importId, language: format.language })}
            >
              {t(($) => $.imports.result.save)}
            </Button>
          )}
        </Group>
        {done && (
          <Group gap="xs">
            <Button component={Link} to="/pool" variant={nextSheet === null ? 'filled' : 'default'}>
              {t(($) => $.imports.toPool)}
            </Button>
            {nextSheet !== null && (
              <Button loading={goOn.isPending} onClick={() => goOn.mutate({ importId })}>
                {t(($) => $.imports.result.goOn)}
              </Button>
            )}
          </Group>
        )}
      </Group>
    </>
  );
}
