import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tasksQuery } from './queries.ts';
import { TaskList } from './TaskList.tsx';
import classes from './tasks.module.css';

/** What is to be done for one customer, and on demand what was; nothing at all where there never was any. */
export function CustomerTasks({ customerId }: { readonly customerId: number }) {
  const { t } = useTranslation();
  const [withDone, setWithDone] = useState(false);
  const open = useInfiniteQuery(tasksQuery({ due: 'open', customerId }));
  const done = useInfiniteQuery(tasksQuery({ due: 'done', customerId }));
  const some = (query: typeof open) => (query.data?.pages[0]?.rows.length ?? 0) > 0;
  if (open.error === null && !some(open) && !some(done)) return null;
  return (
    <section className={classes.section} aria-label={t(($) => $.interactions.tasks.title)}>
      <div className={classes.sectionHead}>
        <h2 className={classes.sectionTitle}>{t(($) => $.interactions.tasks.title)}</h2>
        {some(done) ? (
          <Button
            size="compact-xs"
            variant="subtle"
            c="var(--kc-dim)"
            aria-expanded={withDone}
            onClick={() => setWithDone(!withDone)}
          >
            {t(($) => (withDone ? $.interactions.tasks.hideDone : $.interactions.tasks.showDone))}
          </Button>
        ) : null}
      </div>
      <TaskList
        question={{ due: 'open', customerId }}
        label={t(($) => $.interactions.tasks.open)}
        empty={<p className={classes.none}>{t(($) => $.interactions.tasks.empty)}</p>}
      />
      {withDone ? (
        <TaskList question={{ due: 'done', customerId }} label={t(($) => $.interactions.tasks.doneTitle)} />
      ) : null}
    </section>
  );
}
