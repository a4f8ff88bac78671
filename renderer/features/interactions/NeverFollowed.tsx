import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { askToLog } from '../../lib/to-log.ts';
import { CustomerLink } from './CustomerLink.tsx';
import { neverFollowedQuery } from './queries.ts';
import classes from './tasks.module.css';

/** One's own customers without an interaction since they were claimed; nothing where all were followed. */
export function NeverFollowed() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(neverFollowedQuery());
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  if (rows.length === 0) return null;
  const title = t(($) => $.interactions.today.neverFollowed);
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHead}>
        <h2 className={classes.sectionTitle} title={t(($) => $.interactions.today.neverFollowedHint)}>
          {title}
        </h2>
      </div>
      <ul className={classes.unfollowed}>
        {rows.map(({ id, name, number, claimedAt }) => (
          <li key={id}>
            <div className={classes.taskBody}>
              <CustomerLink id={id} name={name} />
              <span className={classes.about}>
                <span>{number}</span>
                <span>{t(($) => $.interactions.today.claimedAt, { time: format.instant(claimedAt) })}</span>
              </span>
            </div>
            <Button size="compact-sm" variant="default" onClick={() => askToLog({ id, name })}>
              {t(($) => $.interactions.logShort)}
            </Button>
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <Button
          variant="subtle"
          size="compact-sm"
          mt={4}
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t(($) => $.interactions.today.more)}
        </Button>
      ) : null}
    </section>
  );
}
