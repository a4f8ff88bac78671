import { type } from '@orpc/contract';
import { z } from 'zod';
import { customerFieldsSchema, type Customer, type CustomerFields } from '../customers/customers.contract.ts';
import { id, read, version, write } from '../rpc/contract-base.ts';

/** Most customers in one merge: what fits side by side. */
export const mergeLimit = 10;

export type TypedField = Exclude<keyof CustomerFields, 'custom'>;
/** A custom field is named `custom:7`, after its id. */
export type MergeField = TypedField | `custom:${string}`;
const typedSchema = customerFieldsSchema.omit({ custom: true }).keyof();
export const typedFields: readonly TypedField[] = typedSchema.options;
/** Fields whose values can be taken from all: tags together, remarks one below the other. */
export const joinableFields = ['tagIds', 'remark'] as const satisfies readonly MergeField[];

/**
 * From which customer each field is taken, `all` for joinable ones. What is not named comes from the survivor, or
 * where it has nothing there, from the first of the others that has.
 */
const choiceSchema = z
  .partialRecord(
    z.union([typedSchema, z.templateLiteral(['custom:', z.string().regex(/^[1-9]\d{0,14}$/)])]),
    z.union([id, z.literal('all')]),
  )
  .refine((choice) => Object.keys(choice).length <= 400);
export type MergeChoice = Readonly<Partial<Record<MergeField, number | 'all'>>>;

/** What hangs on one of the customers and would move. */
export interface MergeFigures {
  readonly contacts: number;
  readonly interactions: number;
  readonly tasks: number;
  readonly shares: number;
  /** Customers whose parent company it is. */
  readonly subsidiaries: number;
}

export interface MergePreview {
  /** As asked, else the one that is owned and has been followed up most. */
  readonly survivorId: number;
  /** Whose owner stays. */
  readonly ownerFrom: number;
  readonly customers: readonly { readonly customer: Customer; readonly figures: MergeFigures }[];
  /** What is chosen where nobody chooses; of custom fields those that one of them has. */
  readonly choice: MergeChoice;
}

/** A merge into a customer that one may read. */
export interface Merge {
  readonly id: number;
  readonly at: string;
  readonly byId: number;
  readonly merged: readonly { readonly id: number; readonly number: string; readonly name: string }[];
  /** Whether the asker may undo it now. */
  readonly undoable: boolean;
}

export interface UndoneMerge {
  /** Customers that are back. */
  readonly restored: readonly { readonly id: number; readonly name: string }[];
  /** Fields of the survivor that stay as somebody changed them since. */
  readonly keptFields: readonly string[];
  /** Records that are no longer with the survivor and were left where they are. */
  readonly left: number;
}

const mergeIds = z.array(id).min(2).max(mergeLimit);

export const mergingContract = {
  /** What a merge would take from where, and move. `notFound`, `notAllowed` when one of them is not to be merged. */
  preview: read('pool.manage')
    .input(z.strictObject({ ids: mergeIds, survivorId: id.nullable() }))
    .output(type<MergePreview>()),
  /** Spec §3.10. All at the version they were read at, or `conflict`. */
  merge: write('pool.manage')
    .input(
      z.strictObject({
        survivorId: id,
        customers: z.array(z.strictObject({ id, version })).min(2).max(mergeLimit),
        choice: choiceSchema.default({}),
        ownerFrom: id.nullable().default(null),
      }),
    )
    .output(type<{ mergeId: number; customer: Customer }>()),
  /** Newest first; none for those who may undo none. */
  ofCustomer: read('pool.manage')
    .input(z.strictObject({ customerId: id }))
    .output(type<readonly Merge[]>()),
  /** `mergeNotLast` where a later one must be undone first, `mergeOver` when one of them is gone for good. */
  undo: write('pool.manage')
    .input(z.strictObject({ mergeId: id }))
    .output(type<UndoneMerge>()),
};
