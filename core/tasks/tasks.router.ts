import { reading, writing } from '../rpc/procedure.ts';
import { createTask, moveReminder, removeTask, setTaskDone, updateTask } from './task-commands.ts';
import { countTasks, dueReminders, listNeverFollowed, listTasks } from './task-queries.ts';

export const tasksRouter = {
  list: reading.tasks.list.handler(({ context, input }) => listTasks(context, input)),
  counts: reading.tasks.counts.handler(({ context }) => countTasks(context)),
  reminders: reading.tasks.reminders.handler(({ context }) => dueReminders(context)),
  neverFollowed: reading.tasks.neverFollowed.handler(({ context, input }) =>
    listNeverFollowed(context, input),
  ),
  create: writing.tasks.create.handler(({ context, input }) => createTask(context, input)),
  update: writing.tasks.update.handler(({ context, input }) => updateTask(context, input)),
  setDone: writing.tasks.setDone.handler(({ context, input }) => setTaskDone(context, input)),
  remind: writing.tasks.remind.handler(({ context, input }) => moveReminder(context, input)),
  remove: writing.tasks.remove.handler(({ context, input }) => removeTask(context, input)),
};
