import { Button, Menu, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Task } from '#core/tasks/tasks.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { CustomerLink } from './CustomerLink.tsx';
import { snoozedUntil, snoozes } from './days.ts';
import { useTaskMutations } from './mutations.ts';
import { remindersQuery } from './queries.ts';
import classes from './tasks.module.css';
import { notifyUndo } from '../../ui/notify-undo.tsx';

/** How many reminders wait: for the bell. */
export function useReminderCount(enabled: boolean): number {
  return useQuery({ ...remindersQuery(), enabled }).data?.count.count ?? 0;
}

/** The reminders that have come, each to be done, put off or taken note of. Nothing where there is none. */
export function Reminders({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(remindersQuery());
  if (data === undefined || data.rows.length === 0) return null;
  return (
    <section aria-label={t(($) => $.interactions.bell.title)}>
      <Text fw={600} px={14} pt={10}>
        {t(($) => $.interactions.bell.title)}
      </Text>
      <ul className={classes.reminders}>
        {data.rows.map((task) => (
          <Reminder key={task.id} task={task} last={data.rows.length === 1} onClose={onClose} />
        ))}
      </ul>
    </section>
  );
}

interface ReminderProps {
  readonly task: Task;
  /** With it the bell has nothing more to say, and closes. */
  readonly last: boolean;
  readonly onClose: () => void;
}

function Reminder({ task, last, onClose }: ReminderProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { remind, setDone } = useTaskMutations();
  const { id, what } = task;
  const busy = remind.isPending || setDone.isPending;
  const settled = () => {
    if (last) onClose();
  };
  const finish = () =>
    setDone.mutate(
      { id, done: true },
      {
        onSuccess: () => {
          settled();
          notifyUndo(
            t(($) => $.interactions.done.taskDone, { what }),
            t(($) => $.interactions.done.undo),
            () => setDone.mutate({ id, done: false }),
          );
        },
      },
    );
  return (
    <li className={classes.reminder}>
      <div className={classes.what}>{what}</div>
      <div className={classes.about}>
        <CustomerLink id={task.customerId} name={task.customerName} onClick={onClose} />
        <span>{format.day(task.dueOn)}</span>
      </div>
      <div className={classes.reminderActions}>
        <Button size="compact-sm" variant="default" disabled={busy} onClick={finish}>
          {t(($) => $.interactions.bell.done)}
        </Button>
        {/* Inside the popover: a click on it must not close the bell. */}
        <Menu withinPortal={false} position="bottom-start">
          <Menu.Target>
            <Button size="compact-sm" variant="default" disabled={busy}>
              {t(($) => $.interactions.bell.snooze)}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {snoozes.map((snooze) => (
              <Menu.Item
                key={snooze}
                onClick={() =>
                  remind.mutate({ id, at: snoozedUntil(snooze, new Date()) }, { onSuccess: settled })
                }
              >
                {t(($) => $.interactions.bell.snoozes[snooze])}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={busy}
          onClick={() => remind.mutate({ id, at: null }, { onSuccess: settled })}
        >
          {t(($) => $.interactions.bell.known)}
        </Button>
      </div>
    </li>
  );
}
