import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HandoverPreview, Portion } from '#core/handover/handover.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { RecordTable } from '../../ui/RecordTable.tsx';
import classes from './handover.module.css';
import { Warning } from './Owned.tsx';

/** What the plan would do: each receiver's part, everything else in figures, and what nobody would get. */
export function PreviewPanel({
  preview,
  ruled,
}: {
  readonly preview: HandoverPreview;
  readonly ruled: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  const { portions, outcomes, sharesKept, unruled, deleted } = preview;
  const closing = outcomes.find(({ key }) => key === 'taskClosed')?.count ?? 0;
  const lines = [
    ...outcomes.map(({ key, count }) => ({ text: t(($) => $.handover.outcomes[key]), count })),
    { text: t(($) => $.handover.preview.sharesKept), count: sharesKept },
    { text: t(($) => $.handover.preview.deleted), count: deleted },
  ].filter(({ count }) => count > 0);
  return (
    <>
      <RecordTable
        label={t(($) => $.handover.page.preview)}
        rows={portions}
        keyOf={({ personId }) => personId ?? 0}
        columns={[
          {
            key: 'receiver',
            title: t(($) => $.handover.preview.receiver),
            cell: ({ personId }) =>
              personId === null ? t(($) => $.handover.preview.pool) : nameOf(personId),
          },
          {
            key: 'customers',
            title: t(($) => $.handover.preview.customers),
            align: 'right',
            cell: ({ customers }) => format.number(customers),
          },
          {
            key: 'deals',
            title: t(($) => $.handover.preview.deals),
            align: 'right',
            cell: ({ deals }) => format.number(deals),
          },
          {
            key: 'tasks',
            title: t(($) => $.handover.preview.tasks),
            align: 'right',
            cell: ({ tasks }) => format.number(tasks),
          },
          {
            key: 'after',
            title: t(($) => $.handover.preview.after),
            align: 'right',
            cell: (portion) => <After portion={portion} />,
          },
        ]}
      />
      {portions.some(({ held, maxHeld }) => maxHeld !== null && held > maxHeld) ? (
        <Text fz="sm" c="dimmed" mt={6}>
          {t(($) => $.handover.preview.limitHint)}
        </Text>
      ) : null}
      {unruled === 0 || !ruled ? null : (
        <Warning>
          {t(($) => $.handover.preview.unruled, { count: unruled, number: format.number(unruled) })}
        </Warning>
      )}
      {closing === 0 ? null : <Warning>{t(($) => $.handover.preview.closing, { count: closing })}</Warning>}
      {lines.length === 0 ? null : (
        <>
          <Text fw={500} mt="sm">
            {t(($) => $.handover.preview.outcomes)}
          </Text>
          <ul className={classes.outcomes}>
            {lines.map(({ text, count }) => (
              <li key={text}>
                <span>{text}</span>
                <strong>{format.number(count)}</strong>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function After({ portion: { personId, held, maxHeld } }: { readonly portion: Portion }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (personId === null) return '–';
  if (maxHeld === null) return format.number(held);
  const text = t(($) => $.handover.preview.limit, {
    held: format.number(held),
    max: format.number(maxHeld),
  });
  return held <= maxHeld ? (
    text
  ) : (
    <span className={classes.over} title={t(($) => $.handover.preview.over)}>
      {text}
    </span>
  );
}
