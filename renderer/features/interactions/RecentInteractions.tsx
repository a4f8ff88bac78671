import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Interaction } from '#core/interactions/interactions.contract.ts';
import { toAppError } from '../../lib/rpc.ts';
import { askToLog, type CustomerToLog } from '../../lib/to-log.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { CustomerTasks } from './CustomerTasks.tsx';
import { EditDialog } from './LogDialog.tsx';
import { timelineQuery } from './queries.ts';
import classes from './timeline.module.css';
import { TimelineEntry } from './TimelineEntry.tsx';

const shown = 5;

interface RecentInteractionsProps {
  readonly customer: CustomerToLog;
  readonly mayLog: boolean;
  readonly onAll: () => void;
}

/** On the overview: what is to be done, and the latest of what was said. */
export function RecentInteractions({ customer, mayLog, onAll }: RecentInteractionsProps) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<Interaction | null>(null);
  const timeline = useInfiniteQuery(timelineQuery({ customerId: customer.id }));
  const rows = timeline.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className={classes.recent}>
      <CustomerTasks customerId={customer.id} />
      <section aria-label={t(($) => $.interactions.timeline.label)}>
        <div className={classes.recentHead}>
          <h2 className={classes.recentTitle}>{t(($) => $.interactions.timeline.label)}</h2>
          {rows.length > shown || timeline.hasNextPage ? (
            <Button size="compact-xs" variant="subtle" onClick={onAll}>
              {t(($) => $.interactions.timeline.all)}
            </Button>
          ) : null}
        </div>
        {timeline.error === null ? null : (
          <ErrorNote error={toAppError(timeline.error)} onRetry={() => void timeline.refetch()} />
        )}
        {timeline.data !== undefined && rows.length === 0 ? (
          <p className={classes.none}>
            {t(($) => $.interactions.timeline.empty)}
            {mayLog ? (
              <Button size="compact-xs" variant="subtle" onClick={() => askToLog(customer)}>
                {t(($) => $.interactions.log)}
              </Button>
            ) : null}
          </p>
        ) : null}
        <ol className={classes.entries}>
          {rows.slice(0, shown).map((interaction) => (
            <TimelineEntry
              key={interaction.id}
              interaction={interaction}
              across={false}
              dated
              onEdit={() => setEdited(interaction)}
            />
          ))}
        </ol>
      </section>
      <EditDialog interaction={edited} onClose={() => setEdited(null)} />
    </div>
  );
}
