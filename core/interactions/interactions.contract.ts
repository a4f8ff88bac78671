import { type } from '@orpc/contract';
import { z } from 'zod';
import { conditionsSchema } from '../conditions/conditions.contract.ts';
import { customerStatuses, type CustomerStatus } from '../customers/customers.contract.ts';
import { day, id, read, shortText, version, write, type WithAbilities } from '../rpc/contract-base.ts';
import type { BatchAnswer } from '../shared/batch.ts';
import type { Count, Page } from '../shared/paging.ts';
import { instant, taskFieldsSchema } from '../tasks/tasks.contract.ts';

export const channels = ['phone', 'visit', 'wechat', 'mail', 'sms', 'meeting', 'other'] as const;
export type Channel = (typeof channels)[number];

export type InteractionAbility = 'edit' | 'remove' | 'comment' | 'restore';

export interface InteractionComment {
  readonly id: number;
  readonly personId: number;
  readonly text: string;
  readonly createdAt: string;
}

/** A call, visit, mail, message or meeting that took place (spec §5). */
export interface Interaction extends WithAbilities<InteractionAbility> {
  readonly id: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly channel: Channel;
  readonly happenedAt: string;
  /** By whom. */
  readonly personId: number;
  readonly subject: string | null;
  readonly text: string;
  readonly result: string | null;
  readonly statusBefore: CustomerStatus | null;
  readonly statusAfter: CustomerStatus | null;
  readonly contacts: readonly { readonly id: number; readonly name: string }[];
  readonly comments: readonly InteractionComment[];
  /** How many files hang on it. */
  readonly files: number;
  /** Who wrote it down: the only one who edits it, until `editableUntil`. */
  readonly createdBy: number;
  readonly createdAt: string;
  readonly editableUntil: string;
  readonly version: number;
}

const multiline = z.string().max(20_000);

/** What people type of an interaction. */
export const interactionFieldsSchema = z.strictObject({
  channel: z.enum(channels),
  /** null: now, or as it was. */
  happenedAt: instant.nullable(),
  personId: id,
  contactIds: z.array(id).max(50),
  subject: shortText.nullable(),
  text: multiline,
  result: shortText.nullable(),
});
export type InteractionFields = z.infer<typeof interactionFieldsSchema>;

/** Longest texts in code points. */
export const interactionMaxLength = { subject: 200, text: 10_000, result: 200, comment: 2000 } as const;

const logInput = interactionFieldsSchema.extend({
  customerId: id,
  /** The customer's new status; null: as it is. */
  status: z.enum(customerStatuses).nullable(),
  /** What comes next: becomes a task of the customer. */
  nextStep: taskFieldsSchema.nullable(),
});
export type LogInteractionInput = z.infer<typeof logInput>;

/** Which interactions: by me, by me and those below me, all that I may read; of one customer where it is named. */
export const interactionViews = ['mine', 'team', 'all'] as const;
export type InteractionView = (typeof interactionViews)[number];

const listInput = z.strictObject({
  view: z.enum(interactionViews).default('all'),
  customerId: id.optional(),
  personId: id.optional(),
  channels: z.array(z.enum(channels)).min(1).max(channels.length).optional(),
  from: day.optional(),
  to: day.optional(),
  search: z.string().max(400).default(''),
  /** A combined query besides. */
  where: conditionsSchema.optional(),
  after: z.string().max(200).optional(),
  limit: z.int().min(1).max(200).default(50),
});
export type InteractionListInput = z.infer<typeof listInput>;
/** Which interactions, for what takes all of them. */
export const interactionQuestionSchema = listInput.omit({ after: true, limit: true });

/** A line of the recycle bin: not what was said, for whoever empties and restores need not read it. */
export interface DeletedInteraction {
  readonly id: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly customerNumber: string;
  readonly channel: Channel;
  readonly happenedAt: string;
  readonly personId: number;
  readonly deletedAt: string;
  readonly deletedBy: number;
}

const seeing = ['customers.see', 'pool.see'] as const;
const logging = ['customers.edit', 'customers.logShared'] as const;

export const interactionsContract = {
  /**
   * Newest first. A page may hold fewer rows than asked for, even none, and still have a `next`: so much was looked
   * through without finding more.
   */
  list: read(seeing).input(listInput).output(type<Page<Interaction>>()),
  /** How many a customer has, counted no further than 1,000. */
  count: read(seeing)
    .input(z.strictObject({ customerId: id }))
    .output(type<Count>()),
  log: write(logging).input(logInput).output(type<Interaction>()),
  /** The author, within the period; `conflict` carries the newer one. */
  update: write(logging).input(interactionFieldsSchema.extend({ id, version })).output(type<Interaction>()),
  /** A later addition, by anybody who may log on the customer. */
  comment: write(logging)
    .input(z.strictObject({ id, text: multiline }))
    .output(type<Interaction>()),
  remove: write(['customers.edit', 'customers.logShared', 'pool.manage'])
    .input(z.strictObject({ id }))
    .output(type<void>()),
  deleted: read('recycleBin.restore')
    .input(
      z.strictObject({ after: z.string().max(200).optional(), limit: z.int().min(1).max(200).default(100) }),
    )
    .output(type<Page<DeletedInteraction>>()),
  /** Brings back from the recycle bin; the author what they removed themselves within the period. */
  restore: write(['recycleBin.restore', 'customers.edit', 'customers.logShared'])
    .input(z.strictObject({ ids: z.array(id).min(1).max(200) }))
    .output(type<BatchAnswer>()),
};
