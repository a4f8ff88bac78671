import { type } from '@orpc/contract';
import { z } from 'zod';
import { conditionsSchema } from '../conditions/conditions.contract.ts';
import { day, id, read, shortText, version, write, type WithAbilities } from '../rpc/contract-base.ts';
import type { BatchAnswer } from '../shared/batch.ts';
import type { CustomValues } from '../custom-fields/custom-fields.contract.ts';
import {
  customerFieldsSchema,
  customerLevels,
  customerStatuses,
  customerTypes,
  type CustomerFields,
  type CustomerLevel,
  type CustomerStatus,
  type CustomerType,
} from './customer-fields.contract.ts';
import type { ReceivedShare } from '../permissions/share.ts';
import type { Count, Page } from '../shared/paging.ts';
import type { FieldWarning } from './checks.ts';
import type { FallsBack } from './falls-back.contract.ts';
import type { HistoryEntry } from './history.contract.ts';

export {
  customerFieldsSchema,
  customerLevels,
  customerStatuses,
  customerTypes,
  maxLength,
  type CustomerFields,
  type CustomerLevel,
  type CustomerStatus,
  type CustomerType,
} from './customer-fields.contract.ts';

/**
 * How much of a customer the asker sees: all of it; all but masked contact data (unclaimed, spec §3.7);
 * or only name, number, region, industry and owner (a colleague's).
 */
export type Sight = 'full' | 'masked' | 'minimal';

export type CustomerAbility =
  | 'edit'
  | 'claim'
  | 'return'
  | 'takeBack'
  | 'assign'
  | 'remove'
  | 'restore'
  | 'merge'
  | 'unmask'
  | 'log'
  | 'share'
  | 'lock'
  | 'askExtension'
  | 'export'
  | 'print'
  | 'overrideDuplicate';

/** A line of a list. Beyond name, number, region, industry and owner everything is null where `sight` is minimal. */
export interface CustomerRow extends WithAbilities<CustomerAbility> {
  readonly id: number;
  readonly number: string;
  readonly name: string;
  readonly regionCode: string | null;
  readonly industryId: number;
  readonly ownerId: number | null;
  readonly sight: Sight;
  readonly shortName: string | null;
  readonly type: CustomerType | null;
  readonly sourceId: number | null;
  readonly status: CustomerStatus | null;
  readonly level: CustomerLevel | null;
  readonly tagIds: readonly number[];
  /** Values of custom fields, of retired ones too; none where `sight` is minimal. */
  readonly custom: CustomValues;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly claimedAt: string | null;
  readonly lastInteractionAt: string | null;
  readonly nextStepOn: string | null;
  /** Never falls back by itself; null where it is unclaimed or hardly seen. */
  readonly locked: boolean | null;
  /** null: it does not. */
  readonly fallsBack: FallsBack | null;
  /** The share by which it is seen, if one is there. */
  readonly share: ReceivedShare | null;
  readonly version: number;
}

/** The whole record, for the customer page and the form. */
export interface Customer extends CustomerRow {
  readonly fax: string | null;
  readonly postcode: string | null;
  readonly website: string | null;
  readonly taxNumber: string | null;
  readonly bank: string | null;
  readonly bankAccount: string | null;
  readonly legalFormId: number | null;
  readonly sizeId: number | null;
  readonly revenueFen: number | null;
  readonly foundedOn: string | null;
  readonly parentId: number | null;
  readonly parentName: string | null;
  readonly remark: string | null;
  readonly createdBy: number | null;
  readonly lastDealOn: string | null;
  /** Last day of a granted extension. */
  readonly extendedUntil: string | null;
  readonly deletedAt: string | null;
  /** Checks of the format: shown at the field, never in the way of saving. */
  readonly warnings: Readonly<Partial<Record<keyof CustomerFields, FieldWarning>>>;
}

export const sortKeys = [
  'name',
  'number',
  'updatedAt',
  'createdAt',
  'claimedAt',
  'region',
  'industry',
  'owner',
  'source',
  'status',
  'level',
  'lastInteractionAt',
  'nextStepOn',
] as const;
export type SortKey = (typeof sortKeys)[number];

const ids = z.array(id).min(1).max(50);
/** Which customers: the same for list, count, ids of a selection, and (later) print and export. */
export const customerQuerySchema = z.strictObject({
  /** My customers; the register; those shared with me; those of everyone below me (spec §3). */
  view: z.enum(['mine', 'pool', 'sharedWithMe', 'subordinates']),
  segment: z.enum(['unclaimed', 'claimed', 'all']).default('all'),
  search: z.string().max(400).default(''),
  filters: z
    .strictObject({
      type: z.enum(customerTypes).optional(),
      statuses: z.array(z.enum(customerStatuses)).min(1).optional(),
      levels: z.array(z.enum(customerLevels)).min(1).optional(),
      industryIds: ids.optional(),
      sourceIds: ids.optional(),
      /** A customer matches when its region lies within one of these. */
      regionCodes: z
        .array(z.string().regex(/^(\d{2}|\d{4}|\d{6})$/))
        .min(1)
        .max(50)
        .optional(),
      ownerIds: ids.optional(),
      tagIds: ids.optional(),
      createdFrom: day.optional(),
      createdTo: day.optional(),
    })
    .default({}),
  /** A combined query besides. */
  where: conditionsSchema.optional(),
});
export type CustomerQuery = z.infer<typeof customerQuerySchema>;
export type CustomerQueryInput = z.input<typeof customerQuerySchema>;

export const pageLimit = 200;
const listInput = customerQuerySchema.extend({
  sort: z
    .strictObject({ by: z.enum(sortKeys), direction: z.enum(['asc', 'desc']) })
    .default({ by: 'updatedAt', direction: 'desc' }),
  limit: z.int().min(1).max(pageLimit).default(100),
  /** `next` of the page before. */
  after: z.string().max(2000).optional(),
  /** Jump: rows to skip from the start, when no page before is known. */
  skip: z.int().min(0).max(10_000_000).optional(),
});
export type CustomerListInput = z.infer<typeof listInput>;

/** A customer that a new one may be the same as (spec §3.9), as far as anybody may know it. */
export interface DuplicateHit {
  readonly id: number;
  readonly number: string;
  readonly name: string;
  readonly ownerId: number | null;
  readonly status: CustomerStatus | null;
  readonly lastInteractionAt: string | null;
  /** Why: the first that holds. `name` and `taxNumber` block, the others ask. */
  readonly why: 'name' | 'taxNumber' | 'contains' | 'similar' | 'phone' | 'email';
  /** A colleague's that the asker does not read: a share can be asked for (spec §3.8). */
  readonly foreign: boolean;
  /** Likeness of the names in whole per cent. */
  readonly likeness: number;
}

/** How a person answers the duplicate check: similar ones seen and meant; exact one overridden with a reason. */
const duplicateAnswer = {
  confirmSimilar: z.boolean().default(false),
  overrideReason: shortText.nullable().default(null),
};

const ids200 = z.array(id).min(1).max(200);
const reason = shortText.nullable();
/** What becomes of the open tasks: they stay with their person, or are closed (spec §3.6). */
const tasks = z.enum(['stay', 'close']).default('stay');

/** What hangs on customers that are about to leave their owner. */
export interface Hanging {
  readonly tasks: number;
  readonly shares: number;
}

export interface DeletedCustomer extends WithAbilities<CustomerAbility> {
  readonly id: number;
  readonly number: string;
  readonly name: string;
  readonly deletedAt: string;
  readonly deletedBy: number | null;
  /** Where its things are now, if it was merged: it comes back by undoing that, and not by itself. */
  readonly mergedInto: { readonly id: number; readonly number: string; readonly name: string } | null;
  readonly mergeId: number | null;
  readonly version: number;
}

export interface ContactData {
  readonly phone: string | null;
  readonly fax: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly website: string | null;
}

const seeing = ['customers.see', 'customers.exists', 'pool.see'] as const;

export const customersContract = {
  list: read(seeing).input(listInput).output(type<Page<CustomerRow>>()),
  count: read(seeing).input(customerQuerySchema).output(type<Count>()),
  /** Figures of the pool's segments, with the same search and filters. */
  segments: read(seeing)
    .input(customerQuerySchema.omit({ segment: true, view: true }))
    .output(type<{ unclaimed: Count; claimed: Count; all: Count }>()),
  /** Ids of all matches in id order, at most 5,000 (`tooManySelected` beyond), for batches. */
  ids: read(seeing).input(customerQuerySchema).output(type<{ ids: readonly number[] }>()),
  get: read(seeing).input(z.strictObject({ id })).output(type<Customer>()),
  /** Quick search: the best few hits, names that begin with the text first. */
  quick: read(seeing)
    .input(z.strictObject({ search: z.string().max(400), limit: z.int().min(1).max(50).default(10) }))
    .output(type<readonly CustomerRow[]>()),
  create: write(['customers.create', 'customers.createAndClaim'])
    .input(z.strictObject({ fields: customerFieldsSchema, claim: z.boolean(), ...duplicateAnswer }))
    .output(type<Customer>()),
  /** Takes the whole record as it was read and edited; `conflict` carries the newer one. */
  update: write(['customers.edit', 'pool.manage'])
    .input(z.strictObject({ id, version, fields: customerFieldsSchema, ...duplicateAnswer }))
    .output(type<Customer>()),
  checkDuplicates: read(['customers.create', 'customers.createAndClaim', 'customers.edit', 'pool.manage'])
    .input(
      z.strictObject({
        name: z.string().max(20_000),
        taxNumber: shortText.nullable(),
        phone: shortText.nullable(),
        email: shortText.nullable(),
        exceptId: id.nullable(),
      }),
    )
    .output(type<readonly DuplicateHit[]>()),
  history: read(seeing)
    .input(
      z.strictObject({
        id,
        after: z.int().optional(),
        limit: z.int().min(1).max(pageLimit).default(50),
      }),
    )
    .output(type<{ rows: readonly HistoryEntry[]; next: number | null }>()),
  remove: write('pool.manage')
    .input(z.strictObject({ ids: ids200, reason }))
    .output(type<BatchAnswer>()),
  deleted: read('recycleBin.restore')
    .input(
      z.strictObject({
        search: z.string().max(400).default(''),
        after: z.string().max(2000).optional(),
        limit: z.int().min(1).max(pageLimit).default(100),
      }),
    )
    .output(type<Page<DeletedCustomer>>()),
  restore: write('recycleBin.restore')
    .input(z.strictObject({ ids: ids200 }))
    .output(type<BatchAnswer>()),
};

export const poolContract = {
  /** Open tasks and running shares of those of the customers that one may return or take back. */
  hanging: read(['customers.return', 'customers.takeBack'])
    .input(z.strictObject({ ids: z.array(id).min(1).max(5000) }))
    .output(type<Hanging>()),
  claim: write('customers.claim')
    .input(z.strictObject({ ids: ids200 }))
    .output(type<BatchAnswer>()),
  return: write('customers.return')
    .input(z.strictObject({ ids: ids200, reason, tasks }))
    .output(type<BatchAnswer>()),
  takeBack: write('customers.takeBack')
    .input(z.strictObject({ ids: ids200, reason, tasks }))
    .output(type<BatchAnswer>()),
  assign: write('customers.assign')
    .input(z.strictObject({ ids: ids200, toId: id, reason }))
    .output(type<BatchAnswer>()),
  /** Shows the contact data of an unclaimed customer; counted and logged (spec §3.7). */
  unmask: write('pool.contactData').input(z.strictObject({ id })).output(type<ContactData>()),
  /** What of the claimer's limits is used: for the page's head. */
  myLimits: read('customers.claim').input(z.strictObject({})).output(
    type<{
      held: number;
      maxHeld: number | null;
      claimsToday: number;
      maxClaimsPerDay: number | null;
      coolDownDays: number | null;
    }>(),
  ),
};
