import { Button, Progress, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ImportStatus } from '#core/imports/imports.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useConfirm } from '../../ui/ConfirmDialog.tsx';
import classes from './imports.module.css';
import { useCancelImport } from './mutations.ts';

function timeLeft(t: TFunction, milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  const time =
    seconds < 90
      ? t(($) => $.imports.progress.seconds, { count: seconds })
      : t(($) => $.imports.progress.minutes, { count: Math.round(seconds / 60) });
  return t(($) => $.imports.progress.left, { time });
}

/** How far the check, the import or its undoing is. */
export function ProgressStep({ status }: { readonly status: ImportStatus }) {
  const { t } = useTranslation();
  const format = useFormat();
  const confirm = useConfirm();
  const cancel = useCancelImport();
  const { state, handled, rows, importId } = status;
  const running = state === 'running';
  const title = t(
    ($) => $.imports.progress[state === 'checking' || state === 'cancelling' ? state : 'running'],
  );
  const percent = rows === 0 ? 0 : Math.min(100, Math.round((handled / rows) * 100));

  const stop = async () => {
    const words = {
      title: t(($) => $.imports.cancelQuestion.title),
      text: t(($) => $.imports.cancelQuestion.text),
      action: t(($) => $.imports.cancelQuestion.action),
      stay: t(($) => $.imports.cancelQuestion.stay),
      danger: true,
    };
    if (running && !(await confirm(words))) return;
    cancel.mutate({ importId });
  };
  return (
    <div className={classes.panel}>
      <div className={classes.between}>
        <Text fw={600}>{title}</Text>
        <Text fz="sm" c="dimmed" className={classes.breakable}>
          {status.fileName}
        </Text>
      </div>
      <Progress value={percent} size="lg" aria-label={title} aria-valuetext={`${percent}%`} />
      <div className={classes.between}>
        <Text fz="sm" c="dimmed">
          {state === 'cancelling'
            ? t(($) => $.imports.progress.removed, { handled: format.number(handled) })
            : t(($) => $.imports.progress.figure, {
                handled: format.number(handled),
                rows: format.number(rows),
              })}
          {status.leftMs !== null && ` · ${timeLeft(t, status.leftMs)}`}
        </Text>
        {state !== 'cancelling' && (
          <Button variant="default" loading={cancel.isPending} onClick={() => void stop()}>
            {running ? t(($) => $.imports.progress.cancelImport) : t(($) => $.imports.progress.cancel)}
          </Button>
        )}
      </div>
      <Text fz="sm" c="dimmed">
        {t(($) => $.imports.progress.leave)}
      </Text>
    </div>
  );
}
