import { Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { sentence } from '#core/i18n/sentence.ts';
import { toldError } from '#core/shared/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { toAppError } from '../../lib/rpc.ts';
import { ErrorNote } from '../ErrorNote.tsx';
import classes from './list-page.module.css';
import type { Refused } from './types.ts';
import { pieceSize, type Batch, type BatchRun } from './use-batch.ts';

/** How far a batch is, and what came of it: the refused ones each with their sentence. */
export function BatchDialog({ batch }: { batch: Batch }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const { run } = batch;
  const running = run !== null && run.state !== 'finished';
  // One piece is done before anybody could read a progress bar; all done without a refusal needs no dialog.
  const plain =
    run !== null && !running && run.refused.length === 0 && run.error === null && run.handled === run.total;
  const opened = run !== null && !plain && run.total > (running ? pieceSize : 1);
  const result = ({ done, refused, handled, total }: BatchRun) => [
    t(($) => $.list.resultDone, { count: done.length }),
    // Each of them follows, so this sentence stands last.
    ...(handled < total ? [t(($) => $.list.resultLeft, { count: total - handled })] : []),
    ...(refused.length > 0 ? [t(($) => $.list.resultRefused, { count: refused.length })] : []),
  ];
  return (
    <Modal
      opened={opened}
      onClose={running ? batch.cancel : batch.close}
      title={running ? run.title : t(($) => $.list.resultTitle)}
      closeOnClickOutside={false}
      withCloseButton={!running}
      size="lg"
    >
      {run === null ? null : running ? (
        <Stack gap="sm">
          <Progress value={(run.handled / run.total) * 100} aria-label={run.title} />
          <Group justify="space-between">
            <Text size="sm">{t(($) => $.list.progress, { handled: run.handled, total: run.total })}</Text>
            <Button variant="default" disabled={run.state === 'cancelling'} onClick={batch.cancel}>
              {t(($) => (run.state === 'cancelling' ? $.list.cancelling : $.list.cancel))}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Stack gap="sm">
          <Text size="sm">{result(run).join(language === 'en' ? ' ' : '')}</Text>
          {run.error === null ? null : <ErrorNote error={toAppError(run.error)} />}
          {run.refused.length === 0 ? null : <RefusedList refused={run.refused} />}
          <Group justify="flex-end">
            <Button data-autofocus onClick={batch.close}>
              {t(($) => $.list.close)}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

/** Each refused record with the sentence why. */
export function RefusedList({ refused }: { refused: readonly Refused[] }) {
  const { language } = useFormat();
  const { t } = useTranslation();
  return (
    <div className={classes.refusedBox} tabIndex={0} role="region" aria-label={t(($) => $.list.refused)}>
      <ul className={classes.refused}>
        {refused.map((one) => (
          <li key={one.id}>
            <strong>{one.name}</strong>
            <span>{sentence(toldError(one), language)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
