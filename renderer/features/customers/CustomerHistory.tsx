import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '#core/customers/history.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useFallsBackWords } from '../../lib/falls-back.ts';
import { useNames } from '../../lib/names.ts';
import { toAppError } from '../../lib/rpc.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import classes from './customer-page.module.css';
import { useFieldLabel, useFieldWords } from './fields.ts';
import { historyQuery } from './queries.ts';

/** Who did what to the customer, and how it came to each of its owners (spec §3.5, §15). */
export function CustomerHistory({ id }: { id: number }) {
  const { t } = useTranslation();
  const { data, error, refetch, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(historyQuery(id));
  if (error !== null) return <ErrorNote error={toAppError(error)} onRetry={() => void refetch()} />;
  if (isPending) {
    return (
      <Stack gap="sm">
        {[0, 1, 2].map((at) => (
          <Skeleton key={at} height={44} animate={false} />
        ))}
      </Stack>
    );
  }
  const entries = data.pages.flatMap((page) => page.rows);
  if (entries.length === 0) return <Text c="var(--kc-dim)">{t(($) => $.customers.history.empty)}</Text>;
  return (
    <>
      <ol className={classes.history}>
        {entries.map((entry) => (
          <HistoryLine key={entry.seq} entry={entry} />
        ))}
      </ol>
      {hasNextPage ? (
        <Button
          variant="default"
          size="compact-md"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t(($) => $.customers.history.more)}
        </Button>
      ) : null}
    </>
  );
}

/** Actions after which another owner stands: they show from whom to whom. */
const ownership: ReadonlySet<string> = new Set([
  'claimed',
  'returned',
  'takenBack',
  'assigned',
  'automatic',
  'automaticUndone',
  'handedOver',
  'handoverUndone',
]);

function HistoryLine({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation();
  const { nameOf } = useNames();
  const format = useFormat();
  const words = useFieldWords();
  const label = useFieldLabel();
  const { why } = useFallsBackWords();
  const { action, changes } = entry;
  const owner = (id: number | null) => (id === null ? t(($) => $.customers.unclaimed) : nameOf(id));
  // A new record lists all of its fields: shown only where something was there before.
  const shown = action === 'updated' || action === 'merged' || action === 'mergeUndone' ? changes : [];
  const nothing = t(($) => $.customers.history.nothing);
  return (
    <li className={classes.entry} data-ownership={ownership.has(action) || undefined}>
      <div className={classes.entryHead}>
        <strong>
          {entry.personId === null ? t(($) => $.customers.history.system) : nameOf(entry.personId)}
        </strong>
        <span>
          {action === 'updated'
            ? t(($) => $.customers.history.updated, { count: changes.length })
            : t(($) => $.customers.history[action])}
        </span>
        <time dateTime={entry.at} title={[format.full(entry.at), entry.device].filter(Boolean).join(' · ')}>
          {format.instant(entry.at)}
        </time>
      </div>
      {ownership.has(action) || entry.fromId !== null || entry.toId !== null ? (
        <div className={classes.entryLine}>
          {t(($) => $.customers.history.fromTo, { from: owner(entry.fromId), to: owner(entry.toId) })}
        </div>
      ) : null}
      {entry.share === null ? null : (
        <div className={classes.entryLine}>
          {[
            nameOf(entry.share.personId),
            entry.share.mode === null ? '' : t(($) => $.customers.shareModes[entry.share?.mode ?? 'read']),
            entry.share.untilOn === null
              ? ''
              : t(($) => $.customers.history.shareUntil, { day: format.day(entry.share.untilOn) }),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </div>
      )}
      {entry.protection === null ? null : (
        <div className={classes.entryLine}>
          {[
            entry.protection.rule === null || entry.protection.days === null
              ? ''
              : why(entry.protection.rule, entry.protection.days),
            entry.protection.untilOn === null
              ? ''
              : t(($) => $.customers.history.shareUntil, { day: format.day(entry.protection.untilOn) }),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </div>
      )}
      {entry.mergedFrom.length === 0 ? null : (
        <div className={classes.entryLine}>
          {t(($) => $.customers.history.mergedFrom, { names: format.list([...entry.mergedFrom]) })}
        </div>
      )}
      {entry.mergedInto === null ? null : (
        <div className={classes.entryLine}>
          {t(($) => $.customers.history.intoOther, { name: entry.mergedInto })}
        </div>
      )}
      {entry.of === null ? null : (
        <div className={classes.entryLine}>{t(($) => $.customers.history.ofOther, { ...entry.of })}</div>
      )}
      {entry.reason === null || entry.reason === '' ? null : (
        <div className={classes.entryLine}>
          {t(($) => $.customers.history.reason, { reason: entry.reason })}
        </div>
      )}
      {shown.length === 0 ? null : (
        <dl className={classes.changes}>
          {shown.map((change) => (
            <div key={change.field}>
              <dt>{label(change.field)}</dt>
              <dd>
                {words(change.field, change.before) === '' ? (
                  <span className={classes.none}>{nothing}</span>
                ) : (
                  <del>{words(change.field, change.before)}</del>
                )}
                <span aria-hidden> → </span>
                <ins>{words(change.field, change.after) || nothing}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
