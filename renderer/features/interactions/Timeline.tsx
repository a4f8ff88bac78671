import { Button, Skeleton, Stack } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Interaction } from '#core/interactions/interactions.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { toAppError } from '../../lib/rpc.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { dayOf } from './days.ts';
import { EditDialog } from './LogDialog.tsx';
import { timelineQuery, type TimelineQuestion } from './queries.ts';
import classes from './timeline.module.css';
import { TimelineEntry } from './TimelineEntry.tsx';

interface TimelineProps {
  readonly question: TimelineQuestion;
  /** Across customers: each entry names its own. */
  readonly across?: boolean;
  readonly empty: ReactNode;
  /** Below a heading of this level. */
  readonly level?: 2 | 3;
}

/** What was said, newest first, under its day; the next page is fetched before the end is reached. */
export function Timeline({ question, across = false, empty, level = 2 }: TimelineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [edited, setEdited] = useState<Interaction | null>(null);
  const timeline = useInfiniteQuery(timelineQuery(question));
  const { data, error, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage } = timeline;
  const { ref, entry } = useIntersection({ rootMargin: '600px' });
  const near = entry?.isIntersecting === true;
  useEffect(() => {
    if (near && hasNextPage && !isFetchingNextPage && error === null) void fetchNextPage();
  }, [near, hasNextPage, isFetchingNextPage, error, fetchNextPage]);

  if (data === undefined) {
    if (error !== null)
      return <ErrorNote error={toAppError(error)} onRetry={() => void timeline.refetch()} />;
    return (
      <Stack component="output" gap="sm" aria-label={t(($) => $.common.loading)}>
        {[0, 1, 2].map((at) => (
          <Skeleton key={at} height={72} animate={false} />
        ))}
      </Stack>
    );
  }
  const rows = data.pages.flatMap((page) => page.rows);
  if (rows.length === 0 && !hasNextPage) return empty;
  const days = new Map<string, Interaction[]>();
  for (const row of rows) {
    const day = dayOf(new Date(row.happenedAt));
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div className={classes.timeline} data-waiting={isPlaceholderData || undefined}>
      {[...days].map(([day, interactions]) => (
        <section key={day} aria-label={day} className={classes.dayGroup}>
          <Heading className={classes.day}>{format.day(day)}</Heading>
          <ol className={classes.entries}>
            {interactions.map((interaction) => (
              <TimelineEntry
                key={interaction.id}
                interaction={interaction}
                across={across}
                onEdit={() => setEdited(interaction)}
              />
            ))}
          </ol>
        </section>
      ))}
      {error === null ? null : <ErrorNote error={toAppError(error)} onRetry={() => void fetchNextPage()} />}
      {hasNextPage ? (
        <div ref={ref} className={classes.more}>
          <Button
            variant="default"
            size="compact-md"
            loading={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {t(($) => (rows.length === 0 ? $.interactions.timeline.searching : $.interactions.timeline.more))}
          </Button>
        </div>
      ) : null}
      <EditDialog interaction={edited} onClose={() => setEdited(null)} />
    </div>
  );
}
