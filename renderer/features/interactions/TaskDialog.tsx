import { Button, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useHotkeys } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '#core/tasks/tasks.contract.ts';
import { neededText, say } from '../../lib/form-checks.ts';
import { showFormError } from '../../lib/form-errors.ts';
import { useFormat } from '../../lib/format.ts';
import { notifyDone } from '../../lib/notify.ts';
import { useMe } from '../../lib/session.ts';
import type { CustomerToLog } from '../../lib/to-log.ts';
import { DayInput } from '../../ui/DayInput.tsx';
import { DialogFooter } from '../../ui/DialogFooter.tsx';
import { SentenceNote } from '../../ui/ErrorNote.tsx';
import { useLeaveGuard } from '../../ui/leave-guard.ts';
import { PersonSelect } from '../../ui/PersonSelect.tsx';
import { quickDay, quickDays, reminderAt, reminderOf, reminders, type Reminder } from './days.ts';
import classes from './log-form.module.css';
import { useTaskMutations } from './mutations.ts';
import { useToday } from './use-today.ts';

export interface TaskQuestion {
  readonly customer: CustomerToLog;
  /** null: a new one. */
  readonly task: Task | null;
}

interface Values extends Record<string, unknown> {
  readonly what: string;
  readonly dueOn: string;
  readonly personId: number;
  /** null: it was put off, and stays as it is. */
  readonly remind: Reminder | null;
}

/** A task of a customer: what, when, who, and when to be reminded. */
export function TaskDialog({
  asked,
  onClose,
}: {
  readonly asked: TaskQuestion | null;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const leave = useRef<() => Promise<boolean>>(async () => true);
  const close = async () => {
    if (await leave.current()) onClose();
  };
  return (
    <Modal
      opened={asked !== null}
      onClose={() => void close()}
      size="30rem"
      title={
        asked === null
          ? ''
          : `${t(($) => (asked.task === null ? $.interactions.tasks.new : $.interactions.tasks.edit))} · ${asked.customer.name}`
      }
      closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
    >
      {asked === null ? null : (
        <TaskForm
          key={`${asked.customer.id} ${asked.task?.id ?? 0}`}
          asked={asked}
          onDone={onClose}
          onCancel={() => void close()}
          onGuard={(guard) => {
            leave.current = guard;
          }}
        />
      )}
    </Modal>
  );
}

interface TaskFormProps {
  readonly asked: TaskQuestion;
  readonly onDone: () => void;
  readonly onCancel: () => void;
  readonly onGuard: (mayLeave: () => Promise<boolean>) => void;
}

function TaskForm({ asked: { customer, task }, onDone, onCancel, onGuard }: TaskFormProps) {
  const { t } = useTranslation();
  const me = useMe();
  const format = useFormat();
  const [note, setNote] = useState<string | null>(null);
  const today = useToday();
  const form = useForm<Values>({
    initialValues: {
      what: task?.what ?? '',
      dueOn: task?.dueOn ?? quickDay('tomorrow', today),
      personId: task?.personId ?? me.id,
      remind: task === null ? 'sameDay' : reminderOf(task.remindAt, task.dueOn),
    },
    validate: {
      what: (value) => neededText(value, 200),
      dueOn: (value) => (value === '' ? say('required') : null),
    },
  });
  const { mayLeave } = useLeaveGuard(() => form.isDirty());
  onGuard(mayLeave);
  const { create, update } = useTaskMutations((error) => setNote(showFormError(form, error)));
  const busy = create.isPending || update.isPending;
  const done = (message: string) => {
    form.resetDirty();
    notifyDone(message);
    onDone();
  };
  const save = form.onSubmit(({ what, dueOn, personId, remind }) => {
    if (busy) return;
    setNote(null);
    const remindAt = remind === null ? (task?.remindAt ?? null) : reminderAt(remind, dueOn);
    const fields = { what, dueOn, personId, remindAt };
    if (task === null)
      create.mutate(
        { customerId: customer.id, ...fields },
        { onSuccess: () => done(t(($) => $.interactions.done.taskAdded)) },
      );
    else
      update.mutate(
        { id: task.id, version: task.version, ...fields },
        { onSuccess: () => done(t(($) => $.interactions.done.saved)) },
      );
  });
  useHotkeys(
    [
      ['mod+Enter', () => save()],
      ['mod+S', () => save()],
    ],
    [],
  );
  return (
    <form noValidate onSubmit={save}>
      <Stack gap="sm">
        <TextInput
          data-autofocus
          required
          label={t(($) => $.interactions.form.what)}
          placeholder={t(($) => $.interactions.form.whatPlaceholder)}
          {...form.getInputProps('what')}
        />
        <DayInput
          required
          clearable={false}
          label={t(($) => $.interactions.form.dueOn)}
          value={form.values.dueOn}
          error={form.errors['dueOn']}
          onChange={(day) => form.setFieldValue('dueOn', day)}
        />
        <div className={classes.days}>
          {quickDays.map((choice) => {
            const day = quickDay(choice, today);
            return (
              <Button
                key={choice}
                size="compact-sm"
                variant={form.values.dueOn === day ? 'filled' : 'default'}
                aria-pressed={form.values.dueOn === day}
                onClick={() => form.setFieldValue('dueOn', day)}
              >
                {t(($) => $.interactions.quickDays[choice])}
              </Button>
            );
          })}
        </div>
        <div className={classes.grid}>
          <PersonSelect
            label={t(($) => $.interactions.form.who)}
            {...form.getInputProps('personId')}
            onChange={(id) => form.setFieldValue('personId', id ?? me.id)}
          />
          <Select
            label={t(($) => $.interactions.form.remind)}
            allowDeselect={false}
            data={[
              ...reminders.map((reminder) => ({
                value: reminder as string,
                label: t(($) => $.interactions.reminders[reminder]),
              })),
              ...(form.values.remind === null && task !== null
                ? [
                    {
                      value: '',
                      label: t(($) => $.interactions.reminders.own, { time: format.full(task.remindAt) }),
                    },
                  ]
                : []),
            ]}
            value={form.values.remind ?? ''}
            onChange={(next) =>
              form.setFieldValue('remind', reminders.find((reminder) => reminder === next) ?? null)
            }
          />
        </div>
        {note === null ? null : <SentenceNote>{note}</SentenceNote>}
        <DialogFooter onClose={onCancel} action={t(($) => $.common.save)} busy={busy} />
      </Stack>
    </form>
  );
}
