import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconNotes, IconSunHigh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Count } from '#core/shared/paging.ts';
import { useFormat } from '../../lib/format.ts';
import { toAppError } from '../../lib/rpc.ts';
import { useCan } from '../../lib/session.ts';
import { askToLog } from '../../lib/to-log.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useFollowUpChanged } from './mutations.ts';
import { NeverFollowed } from './NeverFollowed.tsx';
import { taskCountsQuery } from './queries.ts';
import { TaskList } from './TaskList.tsx';
import { TeamFigures } from './TeamFigures.tsx';
import classes from './tasks.module.css';

const sections = ['overdue', 'today', 'soon'] as const;

interface TodayPageProps {
  /** Above everything else, and beside the tasks: what other features have for today. */
  readonly top?: ReactNode;
  readonly aside?: ReactNode;
}

/** The start page: what is overdue, due and coming, whom nobody has followed yet, and what the team is late with. */
export function TodayPage({ top, aside }: TodayPageProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const refresh = useFollowUpChanged();
  const mayEdit = useCan('customers.edit');
  const mayLogShared = useCan('customers.logShared');
  const mayClaim = useCan('customers.claim');
  const counts = useQuery(taskCountsQuery());
  useHotkeys([['F5', refresh]], []);
  const figures: Partial<Record<(typeof sections)[number], Count>> = {
    overdue: counts.data?.overdue,
    today: counts.data?.dueToday,
    soon: counts.data?.soon,
  };
  const titles = {
    overdue: t(($) => $.interactions.today.overdue),
    today: t(($) => $.interactions.today.due),
    soon: t(($) => $.interactions.today.soon),
  };
  const nothing = counts.data !== undefined && sections.every((due) => figures[due]?.count === 0);
  return (
    <div className="kc-page">
      <PageHeader
        title={t(($) => $.interactions.today.title)}
        count={counts.data?.today}
        actions={
          mayEdit || mayLogShared ? (
            <Button
              leftSection={<IconNotes size={16} stroke={1.6} aria-hidden />}
              onClick={() => askToLog('ask')}
            >
              {t(($) => $.interactions.log)}
            </Button>
          ) : undefined
        }
      />
      {counts.error !== null && counts.data === undefined ? (
        <ErrorNote error={toAppError(counts.error)} onRetry={() => void counts.refetch()} />
      ) : null}
      {top}
      <div className={classes.today}>
        <div className={classes.column}>
          {nothing ? (
            <EmptyState
              icon={<IconSunHigh size={22} />}
              title={t(($) => $.interactions.today.nothing)}
              text={t(($) => $.interactions.today.nothingText)}
            />
          ) : (
            sections.map((due) => {
              const figure = figures[due];
              // Today is always there; what is not overdue and not coming takes no room.
              if (due !== 'today' && (figure === undefined || figure.count === 0)) return null;
              return (
                <section key={due} className={classes.section} aria-label={titles[due]}>
                  <div className={classes.sectionHead}>
                    <h2 className={classes.sectionTitle} data-overdue={due === 'overdue' || undefined}>
                      {titles[due]}
                    </h2>
                    {figure === undefined || figure.count === 0 ? null : (
                      <span className={classes.figure}>{format.count(figure)}</span>
                    )}
                  </div>
                  <TaskList
                    question={{ due }}
                    across
                    label={titles[due]}
                    empty={<p className={classes.none}>{t(($) => $.interactions.today.nothingDue)}</p>}
                  />
                </section>
              );
            })
          )}
        </div>
        <div className={classes.aside}>
          {counts.data === undefined || counts.data.team.length === 0 ? null : (
            <TeamFigures team={counts.data.team} />
          )}
          {aside}
          {mayClaim ? <NeverFollowed /> : null}
        </div>
      </div>
    </div>
  );
}
