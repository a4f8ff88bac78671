import { type } from '@orpc/contract';
import { z } from 'zod';
import { shareModes, type ShareMode } from '../permissions/share.ts';
import { day, id, nothing, read, shortText, version, write } from '../rpc/contract-base.ts';
import type { BatchAnswer } from '../shared/batch.ts';

/** A share as the owner of the customer sees it (spec §3.8). */
export interface Share {
  readonly id: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly customerNumber: string;
  readonly personId: number;
  readonly byId: number;
  readonly mode: ShareMode;
  /** Money records too. */
  readonly money: boolean;
  /** Last day on which it holds; null: until revoked. */
  readonly untilOn: string | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
  /** It neither was ended nor is its last day over. */
  readonly running: boolean;
  readonly version: number;
}

/** Somebody asks the owner of a customer for a share. */
export interface ShareRequest {
  readonly id: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly customerNumber: string;
  readonly personId: number;
  readonly reason: string | null;
  readonly createdAt: string;
}

const terms = {
  mode: z.enum(shareModes),
  money: z.boolean(),
  /** Last day; null: until revoked. */
  untilOn: day.nullable(),
};
export const shareTermsSchema = z.strictObject(terms);
export type ShareTerms = z.infer<typeof shareTermsSchema>;

const reason = shortText.nullable();
const page = { after: id.optional(), limit: z.int().min(1).max(200).default(100) };

export const sharingContract = {
  /** All shares of a customer, running ones first: for whoever may share it. */
  ofCustomer: read('customers.share')
    .input(z.strictObject({ customerId: id }))
    .output(type<readonly Share[]>()),
  /** Running shares of all customers that one owns, newest first. */
  given: read('customers.share')
    .input(z.strictObject(page))
    .output(type<{ rows: readonly Share[]; next: number | null }>()),
  /** Shares each customer with each person; whoever has it already gets the new terms. */
  share: write('customers.share')
    .input(
      z.strictObject({
        customerIds: z.array(id).min(1).max(200),
        personIds: z.array(id).min(1).max(50),
        ...terms,
      }),
    )
    .output(type<BatchAnswer>()),
  change: write('customers.share')
    .input(z.strictObject({ id, version, ...terms }))
    .output(type<Share>()),
  /** Ends shares; ids of shares. */
  end: write('customers.share')
    .input(z.strictObject({ ids: z.array(id).min(1).max(200) }))
    .output(type<{ ended: number }>()),
  /** Asks the owner of a colleague's customer for a share. */
  ask: write('customers.exists')
    .input(z.strictObject({ customerId: id, reason }))
    .output(type<{ asked: true }>()),
  /** Open requests for customers that one may share. */
  requests: read('customers.share').input(nothing).output(type<readonly ShareRequest[]>()),
  /** Grants a request (with terms) or refuses it (null). */
  answer: write('customers.share')
    .input(z.strictObject({ id, terms: shareTermsSchema.nullable(), reason }))
    .output(type<{ answered: true }>()),
};
