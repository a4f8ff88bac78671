import { type } from '@orpc/contract';
import { z } from 'zod';
import type { CustomerLevel, CustomerStatus } from '../customers/customers.contract.ts';
import { id, nothing, read, shortText, write } from '../rpc/contract-base.ts';

/** What can belong to somebody who leaves. Later kinds of records join here and in `handoverKinds`. */
export const belongings = [
  'customers',
  'deletedCustomers',
  'tasks',
  'sharesGiven',
  'sharesReceived',
  'shareRequestsTo',
  'shareRequestsFrom',
  'extensionRequests',
] as const;
export type Belonging = (typeof belongings)[number];

/** What becomes of a record that is no customer. */
export const outcomes = [
  'taskFollows',
  'taskToOwner',
  'taskGiven',
  'taskClosed',
  'shareEnded',
  'receivedShareEnded',
  'shareRequestClosed',
  'ownRequestClosed',
  'extensionDropped',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Somebody whose things one may hand over. */
export interface Leaver {
  readonly id: number;
  readonly name: string;
  readonly department: string | null;
  readonly active: boolean;
  readonly customers: number;
  readonly tasks: number;
}

export interface Figure<Key> {
  readonly key: Key;
  readonly count: number;
}

/** What is theirs, in figures: nothing of it names a customer. */
export interface Overview {
  readonly person: Leaver;
  readonly counts: Readonly<Record<Belonging, number>>;
  /** People who report to them; the reporting line stays as it is. */
  readonly subordinates: number;
  /** How the customers divide: what rules can be made of. Code of the province, null where none is known. */
  readonly provinces: readonly Figure<string | null>[];
  readonly industries: readonly (Figure<number> & { readonly label: string })[];
  readonly levels: readonly Figure<CustomerLevel | null>[];
  readonly statuses: readonly Figure<CustomerStatus>[];
  /** Whether the person may see the customers themselves, and pick among them by hand. */
  readonly seesCustomers: boolean;
}

/** One record that is theirs; of a customer only what the asker may know. */
export interface OwnedRecord {
  readonly id: number;
  readonly customerId: number | null;
  readonly customerName: string;
  readonly text: string | null;
  readonly personId: number | null;
  readonly on: string | null;
}

/** Nobody: the pool. One: that person. Several: evenly among them. */
const receivers = z.array(id).max(50);
const ruleSchema = z.strictObject({
  regionCodes: z.array(z.string().max(12)).min(1).max(100).optional(),
  industryIds: z.array(id).min(1).max(200).optional(),
  levels: z
    .array(z.enum(['A', 'B', 'C', 'none']))
    .min(1)
    .optional(),
  statuses: z
    .array(z.enum(['potential', 'interested', 'deal', 'lost']))
    .min(1)
    .optional(),
  to: receivers,
});
/** The first rule that fits decides. */
export type SplitRule = z.infer<typeof ruleSchema>;

const planSchema = z.strictObject({
  personId: id,
  /** Picked by hand: before every rule. */
  picks: z
    .array(z.strictObject({ ids: z.array(id).min(1).max(20_000), to: id.nullable() }))
    .max(200)
    .default([]),
  rules: z.array(ruleSchema).max(50).default([]),
  /** Who gets what no rule fits. */
  rest: receivers,
  /** Whether shares they gave go on under the new owner. In the pool they end. */
  shares: z.enum(['keep', 'end']).default('keep'),
  /** Who gets the open tasks that follow no customer to a new owner; null: they are closed. */
  tasksTo: id.nullable().default(null),
});
/** Who gets what of somebody who leaves. */
export type HandoverPlan = z.infer<typeof planSchema>;

/** What one person would get, or the pool. */
export interface Portion {
  /** null: the pool. */
  readonly personId: number | null;
  readonly customers: number;
  readonly deals: number;
  readonly levels: readonly Figure<CustomerLevel | null>[];
  readonly tasks: number;
  /** Held afterwards, as the limit counts, and the limit; null: no limit. Limits do not refuse a handover. */
  readonly held: number;
  readonly maxHeld: number | null;
}

export interface HandoverPreview {
  readonly customers: number;
  readonly portions: readonly Portion[];
  readonly outcomes: readonly Figure<Outcome>[];
  /** Shares that go on under a new owner. */
  readonly sharesKept: number;
  /** Customers that no rule fits, where the rest goes to the pool. */
  readonly unruled: number;
  /** Deleted customers: whoever restores one finds it unclaimed. */
  readonly deleted: number;
}

/** A handover that took place. */
export interface Handover {
  readonly id: number;
  readonly personId: number;
  readonly byId: number;
  readonly at: string;
  readonly reason: string | null;
  readonly customers: number;
  readonly receivers: readonly { readonly personId: number | null; readonly customers: number }[];
  /** Until when it can be undone; null: no more. */
  readonly undoUntil: string | null;
  readonly undoneAt: string | null;
  readonly undoneBy: number | null;
  /** Customers that undoing gave back. */
  readonly restored: number;
}

export interface SheetRow {
  readonly position: number;
  readonly personId: number | null;
  readonly number: string;
  readonly name: string;
  readonly status: CustomerStatus;
  readonly level: CustomerLevel | null;
  readonly tasks: number;
  /** It was in the recycle bin, and is unclaimed once restored. */
  readonly deleted: boolean;
}

/** What is printed and signed. Customers as they were at the handover. */
export interface Sheet {
  readonly handover: Handover;
  readonly office: string;
  readonly outcomes: readonly Figure<Outcome>[];
  /** Whether the asker may see the customers: an administrator without another role gets the figures. */
  readonly named: boolean;
  readonly rows: readonly SheetRow[];
  readonly next: number | null;
}

export interface UndoReport {
  readonly restored: number;
  /** Moved, deleted or merged by somebody since: they stay where they are. */
  readonly left: number;
  readonly tasks: number;
  readonly shares: number;
  /** Whether the person signs in now: undoing opens the account if it is as the handover left it. */
  readonly active: boolean;
}

const right = 'people.handover';

export const handoverContract = {
  /** Whose things one may hand over, those who have left too. */
  people: read(right).input(nothing).output(type<readonly Leaver[]>()),
  overview: read(right)
    .input(z.strictObject({ personId: id }))
    .output(type<Overview>()),
  /** Records of one kind; `after` is the last id of the page before. */
  records: read(right)
    .input(
      z.strictObject({
        personId: id,
        kind: z.enum(belongings),
        after: id.optional(),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(type<{ rows: readonly OwnedRecord[]; next: number | null }>()),
  preview: read(right).input(planSchema).output(type<HandoverPreview>()),
  /** Hands over in one transaction and closes the account. `expected`: the customers of the preview. */
  run: write(right)
    .input(
      z.strictObject({ plan: planSchema, reason: shortText.nullable().default(null), expected: z.int() }),
    )
    .output(type<Handover>()),
  /** Past handovers, newest first. */
  list: read(right).input(nothing).output(type<readonly Handover[]>()),
  sheet: read(right)
    .input(z.strictObject({ id, after: z.int().default(0), limit: z.int().min(1).max(5000).default(2000) }))
    .output(type<Sheet>()),
  undo: write(right).input(z.strictObject({ id })).output(type<UndoReport>()),
};
