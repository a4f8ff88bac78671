import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFallsBackWords } from '../../lib/falls-back.ts';
import { useNames } from '../../lib/names.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import classes from './protection.module.css';
import { protectionQueries } from './queries.ts';

/** The customers that one automatic return took: whose they were, and why. */
export function RunCustomers({ id }: { readonly id: number }) {
  const { t } = useTranslation();
  const { nameOf } = useNames();
  const { why } = useFallsBackWords();
  const query = useInfiniteQuery(protectionQueries.runCustomers(id));
  return (
    <QueryView query={query} lines={3}>
      {({ pages }) => (
        <>
          <ul className={classes.taken}>
            {pages
              .flatMap((page) => page.rows)
              .map((row) => (
                <li key={row.id}>
                  <Link className={classes.customer} to="/customers/$id" params={{ id: String(row.id) }}>
                    {row.name}
                  </Link>
                  <Text span fz="sm" c="dimmed">
                    {row.number} · {nameOf(row.ownerId)} · {why(row.rule, row.days)}
                    {row.restored ? ` · ${t(($) => $.protection.runs.givenBack)}` : ''}
                  </Text>
                </li>
              ))}
          </ul>
          {query.hasNextPage ? (
            <Button
              size="compact-sm"
              variant="subtle"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t(($) => $.protection.runs.more)}
            </Button>
          ) : null}
        </>
      )}
    </QueryView>
  );
}
