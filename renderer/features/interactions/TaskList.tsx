import { Button, Skeleton, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '#core/tasks/tasks.contract.ts';
import { toAppError } from '../../lib/rpc.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { tasksQuery } from './queries.ts';
import { TaskDialog } from './TaskDialog.tsx';
import { TaskLine } from './TaskLine.tsx';
import classes from './tasks.module.css';

interface TaskListProps {
  readonly question: Parameters<typeof tasksQuery>[0];
  readonly across?: boolean;
  readonly label: string;
  /** Shown where there is none; nothing when left out. */
  readonly empty?: ReactNode;
}

/** Tasks by their day, a page at a time. */
export function TaskList({ question, across = false, label, empty = null }: TaskListProps) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<Task | null>(null);
  const tasks = useInfiniteQuery(tasksQuery(question));
  if (tasks.data === undefined) {
    if (tasks.error !== null)
      return <ErrorNote error={toAppError(tasks.error)} onRetry={() => void tasks.refetch()} />;
    return (
      <Stack component="output" gap="xs" aria-label={t(($) => $.common.loading)}>
        <Skeleton height={36} animate={false} />
        <Skeleton height={36} animate={false} />
      </Stack>
    );
  }
  const rows = tasks.data.pages.flatMap((page) => page.rows);
  return (
    <>
      {rows.length === 0 ? (
        empty
      ) : (
        <ul className={classes.tasks} aria-label={label}>
          {rows.map((task) => (
            <TaskLine key={task.id} task={task} across={across} onEdit={() => setEdited(task)} />
          ))}
        </ul>
      )}
      {tasks.hasNextPage ? (
        <Button
          variant="subtle"
          size="compact-sm"
          mt={4}
          loading={tasks.isFetchingNextPage}
          onClick={() => void tasks.fetchNextPage()}
        >
          {t(($) => $.interactions.today.more)}
        </Button>
      ) : null}
      <TaskDialog
        asked={
          edited === null
            ? null
            : { customer: { id: edited.customerId, name: edited.customerName }, task: edited }
        }
        onClose={() => setEdited(null)}
      />
    </>
  );
}
