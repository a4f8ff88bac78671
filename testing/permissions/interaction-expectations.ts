import { reading, table } from './table.ts';

const logging = table(`
    anna   done         .            notFound     notAllowed   notFound     notFound     notAllowed   done
    mark   done         done         notFound     notAllowed   notFound     notFound     notAllowed   done
    cleo   .            .            done         done         notFound     notFound     done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`);
/** Somebody else's task: those who only read find it, and change nothing. */
const changingTasks = table(`
    anna   done         .            notFound     notAllowed   notFound     notFound     notAllowed   done
    mark   done         done         notFound     notAllowed   notFound     notFound     notAllowed   done
    cleo   .            .            done         done         notFound     notFound     done         done
    bob    .            .            notAllowed   notFound     notFound     notFound     notAllowed   notAllowed
    olga   .            .            notAllowed   notAllowed   notFound     notFound     notAllowed   notAllowed
    rita   .            .            notAllowed   notFound     notFound     notFound     notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`);

export const interactionTables = {
  'interactions.list': reading,
  'interactions.count': reading,
  'interactions.log': logging,
  'interactions.comment': logging,
  // Written down by somebody else: only the author edits.
  'interactions.update': table(`
    anna   notAllowed   .            notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    mark   notAllowed   notAllowed   notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            notAllowed   notAllowed   notFound     notFound     notAllowed   notAllowed
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'interactions.remove': table(`
    anna   notAllowed   .            notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    mark   notAllowed   notAllowed   notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            done         done         notFound     notFound     done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            done         done         notFound     notFound     done         done
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  // An interaction that is in the recycle bin itself.
  'interactions.restore': table(`
    anna   notFound     .            notFound     notFound     notFound     notFound     notFound     notFound
    mark   notFound     notFound     notFound     notFound     notFound     notFound     notFound     notFound
    cleo   .            .            done         done         customerDeleted notFound  done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            done         done         customerDeleted notFound  done         done
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            done         done         customerDeleted notFound  .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'tasks.list': reading,
  'tasks.create': logging,
  'tasks.update': changingTasks,
  'tasks.setDone': changingTasks,
  'tasks.remove': changingTasks,
  // Somebody else's reminder.
  'tasks.remind': table(`
    anna   notAllowed   .            notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    mark   notAllowed   notAllowed   notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            notAllowed   notAllowed   notFound     notFound     notAllowed   notAllowed
    bob    .            .            notAllowed   notFound     notFound     notFound     notAllowed   notAllowed
    olga   .            .            notAllowed   notAllowed   notFound     notFound     notAllowed   notAllowed
    rita   .            .            notAllowed   notFound     notFound     notFound     notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
};
