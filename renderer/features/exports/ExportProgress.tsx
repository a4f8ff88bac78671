import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ExportStatus } from '#core/exports/exports.contract.ts';
import { codeSentence } from '#core/i18n/sentence.ts';
import { useFormat } from '../../lib/format.ts';
import { notifyDone } from '../../lib/notify.ts';
import { toAppError } from '../../lib/rpc.ts';
import { ErrorNote, SentenceNote } from '../../ui/ErrorNote.tsx';
import { useCancelExport, useSaveExport } from './mutations.ts';
import { exportQueries } from './queries.ts';

interface ExportProgressProps {
  readonly exportId: number;
  readonly onClose: () => void;
  readonly onAgain: () => void;
}

/** What has been saved, and what was left out. */
function doneWords(t: TFunction, format: ReturnType<typeof useFormat>, status: ExportStatus): string {
  const { leftOut, rows, fileName, noun } = status;
  const left = { figure: format.count(leftOut), count: leftOut.count };
  const folder = noun === 'folder';
  const done = folder
    ? t(($) => $.exports.folder.done, { name: fileName })
    : t(($) => $.exports.done, { count: rows, figure: format.number(rows), name: fileName });
  if (leftOut.count === 0) return done;
  return `${done} ${folder ? t(($) => $.exports.folder.leftOut, left) : t(($) => $.exports.leftOut, left)}`;
}

/** How far the file is; when it is there it is saved, and the dialog closes. */
export function ExportProgress({ exportId, onClose, onAgain }: ExportProgressProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: status, error, refetch } = useQuery(exportQueries.status(exportId));
  const cancel = useCancelExport();
  const { save } = useSaveExport();
  const fetched = useRef(false);
  useEffect(() => {
    if (status?.state !== 'done' || fetched.current) return;
    fetched.current = true;
    void save(status).then((saved) => {
      if (!saved) return;
      notifyDone(doneWords(t, format, status));
      onClose();
    });
  }, [status, save, t, format, onClose]);
  if (error !== null && status === undefined)
    return <ErrorNote error={toAppError(error)} onRetry={() => void refetch()} />;
  if (status === undefined) return null;
  const { state, rows, expected, failure } = status;
  if (state === 'failed' || state === 'cancelled') {
    return (
      <Stack gap="md">
        {failure === null ? (
          <Text size="sm">{t(($) => $.exports.cancelled)}</Text>
        ) : (
          <SentenceNote>{codeSentence(failure.code, failure.params, format.language)}</SentenceNote>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onAgain}>
            {t(($) => $.exports.again)}
          </Button>
          <Button onClick={onClose}>{t(($) => $.common.close)}</Button>
        </Group>
      </Stack>
    );
  }
  const known = expected !== null && !expected.more && expected.count > 0;
  return (
    <Stack gap="md">
      <Text size="sm" aria-live="polite">
        {state === 'done'
          ? t(($) => $.exports.saving)
          : status.noun === 'folder'
            ? t(($) => $.exports.folder.progress)
            : known
              ? t(($) => $.exports.progress, {
                  figure: format.number(rows),
                  total: format.number(expected.count),
                })
              : t(($) => $.exports.progressOpen, { figure: format.number(rows) })}
      </Text>
      <Progress
        value={state === 'done' || !known ? 100 : Math.min(100, (rows / expected.count) * 100)}
        animated={!known || state === 'done'}
        aria-label={t(($) => $.exports.title)}
      />
      <Text size="sm" c="var(--kc-dim)">
        {t(($) => $.exports.mayClose)}
      </Text>
      <Group justify="flex-end">
        <Button
          variant="default"
          disabled={state === 'done'}
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ exportId })}
        >
          {t(($) => $.exports.cancel)}
        </Button>
        <Button onClick={onClose}>{t(($) => $.exports.background)}</Button>
      </Group>
    </Stack>
  );
}
