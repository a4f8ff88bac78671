import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
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
      const { leftOut, rows, fileName } = status;
      const done = t(($) => $.exports.done, { count: rows, figure: format.number(rows), name: fileName });
      const figure = format.count(leftOut);
      notifyDone(
        leftOut.count === 0
          ? done
          : `${done} ${t(($) => $.exports.leftOut, { figure, count: leftOut.count })}`,
      );
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
