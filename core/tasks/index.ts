export { addTask, removeTasksOf, restoreTasksOf } from './task-commands.ts';
