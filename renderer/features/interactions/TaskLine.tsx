import { ActionIcon, Checkbox, Menu } from '@mantine/core';
import { IconAlarm, IconCalendarDue, IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { daysBetween, parseLocalDate, type LocalDate } from '#core/shared/local-date.ts';
import type { Task } from '#core/tasks/tasks.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';
import { useMe } from '../../lib/session.ts';
import { CustomerLink } from './CustomerLink.tsx';
import { dayOf, quickDay, quickDays, reminderAt, reminderOf } from './days.ts';
import { useTaskMutations } from './mutations.ts';
import classes from './tasks.module.css';
import { notifyUndo } from '../../ui/notify-undo.tsx';
import { useToday } from './use-today.ts';

interface TaskLineProps {
  readonly task: Task;
  /** Across customers: names its own. */
  readonly across: boolean;
  readonly onEdit: () => void;
}

/** One task: ticked off with a click, put off with two. */
export function TaskLine({ task, across, onEdit }: TaskLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const { nameOf } = useNames();
  const { setDone, update, remove } = useTaskMutations();
  const { id, what, version, personId } = task;
  const done = task.doneAt !== null;
  const undo = t(($) => $.interactions.done.undo);
  const may = (ability: Task['abilities'][number]) => task.abilities.includes(ability);

  const tick = () =>
    setDone.mutate(
      { id, done: !done },
      {
        onSuccess: () =>
          notifyUndo(
            t(($) => (done ? $.interactions.done.taskReopened : $.interactions.done.taskDone), { what }),
            undo,
            () => setDone.mutate({ id, done }),
          ),
      },
    );
  const moveTo = (dueOn: LocalDate) => {
    const kept = reminderOf(task.remindAt, task.dueOn);
    // A reminder set for its day moves along; one of its own stays.
    const remindAt = kept === null ? task.remindAt : reminderAt(kept, dueOn);
    const before = { id, what, personId, dueOn: task.dueOn, remindAt: task.remindAt };
    update.mutate(
      { id, version, what, personId, dueOn, remindAt },
      {
        onSuccess: (moved) =>
          notifyUndo(
            t(($) => $.interactions.done.taskMoved, { day: dueOn, what }),
            undo,
            () => update.mutate({ ...before, version: moved.version }),
          ),
      },
    );
  };
  return (
    <li className={classes.task} data-done={done || undefined}>
      <Checkbox
        className={classes.tick}
        checked={done}
        disabled={!may('done') || setDone.isPending}
        aria-label={t(($) => (done ? $.interactions.tasks.reopen : $.interactions.tasks.done), { what })}
        onChange={tick}
      />
      <div className={classes.taskBody}>
        <span className={classes.what}>{what}</span>
        <span className={classes.about}>
          {across ? <CustomerLink id={task.customerId} name={task.customerName} /> : null}
          {personId === me.id && across ? null : <span>{nameOf(personId)}</span>}
          {task.remindAt === null || done ? null : (
            <span className={classes.remind}>
              <IconAlarm size={13} stroke={1.7} aria-hidden />
              {t(($) => $.interactions.tasks.remindAt, { time: format.instant(task.remindAt) })}
            </span>
          )}
        </span>
      </div>
      <DueDay task={task} />
      {may('edit') && !done ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size={28} aria-label={t(($) => $.interactions.tasks.postponeWhat, { what })}>
              <IconCalendarDue size={17} stroke={1.6} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t(($) => $.interactions.tasks.postpone)}</Menu.Label>
            {quickDays.map((choice) => (
              <Menu.Item key={choice} onClick={() => moveTo(quickDay(choice, dayOf(new Date())))}>
                {t(($) => $.interactions.quickDays[choice])}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item leftSection={<IconPencil size={16} stroke={1.6} />} onClick={onEdit}>
              {t(($) => $.interactions.tasks.edit)}
            </Menu.Item>
            {may('remove') ? (
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={16} stroke={1.6} />}
                onClick={() =>
                  remove.mutate(
                    { id, version },
                    {
                      onSuccess: () =>
                        notifyUndo(
                          t(($) => $.interactions.done.taskRemoved),
                          undo,
                          null,
                        ),
                    },
                  )
                }
              >
                {t(($) => $.interactions.tasks.remove)}
              </Menu.Item>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </li>
  );
}

/** When it is due, in words where it is near; overdue ones say by how many days. */
function DueDay({ task }: { readonly task: Task }) {
  const { t } = useTranslation();
  const format = useFormat();
  const today = useToday();
  if (task.doneAt !== null) {
    return (
      <span className={classes.due}>
        {t(($) => $.interactions.tasks.doneAt, { time: format.instant(task.doneAt) })}
      </span>
    );
  }
  const day = parseLocalDate(task.dueOn);
  const left = day === null ? 0 : daysBetween(today, day);
  const words =
    left < 0
      ? t(($) => $.interactions.tasks.overdueDays, { count: -left })
      : left === 1
        ? t(($) => $.interactions.tasks.tomorrow)
        : left > 1 && left <= 7
          ? t(($) => $.interactions.tasks.inDays, { count: left })
          : format.day(task.dueOn);
  return (
    <time
      className={classes.due}
      dateTime={task.dueOn}
      title={task.dueOn}
      data-overdue={left < 0 || undefined}
    >
      {words}
    </time>
  );
}
