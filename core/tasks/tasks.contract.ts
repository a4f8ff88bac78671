import { type } from '@orpc/contract';
import { z } from 'zod';
import {
  day,
  id,
  nothing,
  read,
  shortText,
  version,
  write,
  type WithAbilities,
} from '../rpc/contract-base.ts';
import type { Count, Page } from '../shared/paging.ts';

export type TaskAbility = 'done' | 'edit' | 'remove';

/** What comes next for a customer (spec §5): a next step with a day, a person and perhaps a reminder. */
export interface Task extends WithAbilities<TaskAbility> {
  readonly id: number;
  readonly customerId: number;
  readonly customerName: string;
  /** The interaction it came out of. */
  readonly interactionId: number | null;
  /** Who does it. */
  readonly personId: number;
  readonly what: string;
  /** The day it is due. */
  readonly dueOn: string;
  /** When to remind its person; null: not. */
  readonly remindAt: string | null;
  readonly doneAt: string | null;
  readonly doneBy: number | null;
  readonly createdBy: number;
  readonly version: number;
}

/** An instant, UTC. */
export const instant = z.iso.datetime({ precision: 3 });

/** What people type of a task. */
export const taskFieldsSchema = z.strictObject({
  what: shortText,
  dueOn: day,
  personId: id,
  remindAt: instant.nullable(),
});
export type TaskFields = z.infer<typeof taskFieldsSchema>;

/** Longest texts in code points. */
export const taskMaxLength = { what: 200 } as const;

/** Open tasks by their day: before today, today, the coming seven days, beyond; `done`, the latest first. */
export const dueGroups = ['overdue', 'today', 'soon', 'later', 'open', 'done'] as const;
export type DueGroup = (typeof dueGroups)[number];
export const soonDays = 7;

const listInput = z.strictObject({
  /** Of one customer, or of one person: the asker where neither is given. */
  customerId: id.optional(),
  personId: id.optional(),
  due: z.enum(dueGroups),
  after: z.string().max(200).optional(),
  limit: z.int().min(1).max(200).default(50),
});
export type TaskListInput = z.infer<typeof listInput>;

export interface TeamFigures {
  readonly personId: number;
  readonly overdue: number;
  readonly today: number;
}

export interface TaskCounts {
  /** The office's calendar day. */
  readonly today: string;
  readonly overdue: Count;
  readonly dueToday: Count;
  readonly soon: Count;
  /** People of the asker's team with something overdue or due today; the most overdue first. */
  readonly team: readonly TeamFigures[];
}

/** A customer of one's own that nobody has followed since it was claimed. */
export interface UnfollowedCustomer {
  readonly id: number;
  readonly number: string;
  readonly name: string;
  readonly claimedAt: string;
}

const seeing = ['customers.see', 'pool.see'] as const;

export const tasksContract = {
  list: read(seeing).input(listInput).output(type<Page<Task>>()),
  counts: read(seeing).input(nothing).output(type<TaskCounts>()),
  /** Open tasks of one's own whose reminder has come, the latest reminder first. */
  reminders: read(seeing).input(nothing).output(type<{ rows: readonly Task[]; count: Count }>()),
  /** One's own customers without an interaction since they were claimed, the longest held first. */
  neverFollowed: read('customers.claim')
    .input(
      z.strictObject({ after: z.string().max(200).optional(), limit: z.int().min(1).max(200).default(50) }),
    )
    .output(type<Page<UnfollowedCustomer>>()),
  create: write(['customers.edit', 'customers.logShared'])
    .input(taskFieldsSchema.extend({ customerId: id }))
    .output(type<Task>()),
  /** `conflict` carries the newer task. */
  update: write(seeing).input(taskFieldsSchema.extend({ id, version })).output(type<Task>()),
  /** Ticks a task off, or opens it again: doing either twice does nothing more. */
  setDone: write(seeing)
    .input(z.strictObject({ id, done: z.boolean() }))
    .output(type<Task>()),
  /** Moves one's own reminder; null: no more reminding. */
  remind: write(seeing)
    .input(z.strictObject({ id, at: instant.nullable() }))
    .output(type<Task>()),
  remove: write(seeing).input(z.strictObject({ id, version })).output(type<void>()),
};
