import { type } from '@orpc/contract';
import { z } from 'zod';
import type { Contact } from '../contacts/contacts.contract.ts';
import type { Customer } from '../customers/customers.contract.ts';
import { exportWhatSchema } from '../exports/exports.contract.ts';
import { interactionQuestionSchema, type Interaction } from '../interactions/interactions.contract.ts';
import { id, own } from '../rpc/contract-base.ts';
import { printKinds } from './print-kinds.contract.ts';

/** What stands in a column: as in a file that is exported. */
export interface PrintColumn {
  readonly title: string;
  readonly kind: 'text' | 'number' | 'money' | 'date' | 'time';
  /** Pixels on the screen. */
  readonly width: number;
}

/** Most rows of one print: as many as an office still reads. */
export const mostPrinted = 20_000;

/** What was gathered to be printed; `token` names it when it has been printed. */
interface Gathered {
  readonly token: string;
  /** Those that the right to print does not reach. */
  readonly leftOut: number;
  /** There were more than are printed at once. */
  readonly more: boolean;
}

const printed = z.strictObject({
  kind: z.enum(printKinds),
  /** What was gathered before; null for what is put together of other answers. */
  token: z.string().max(100).nullable(),
  rows: z.int().min(0).max(1_000_000),
  pages: z.int().min(1).max(1_000_000),
  copies: z.int().min(1).max(99),
  paper: z.string().max(40),
  way: z.enum(['pdf', 'printer']),
});
export type Printed = z.infer<typeof printed>;

export const printingContract = {
  /** The rows of a list of customers or contacts as on the screen, as far as they may be printed. */
  rows: own('customers.print')
    .input(
      z.strictObject({
        what: exportWhatSchema,
        /** Of the headings and words. */
        language: z.enum(['zh-CN', 'en']),
      }),
    )
    .output(
      type<
        Gathered & {
          readonly columns: readonly PrintColumn[];
          readonly rows: readonly (readonly (string | number | null)[])[];
        }
      >(),
    ),
  /** Interactions with what was said, newest first. */
  interactions: own('customers.print')
    .input(z.strictObject({ question: interactionQuestionSchema }))
    .output(type<Gathered & { readonly interactions: readonly Interaction[] }>()),
  /** One customer and what hangs on it; `notFound`, or `notAllowed` where it is read and not printed. */
  card: own('customers.print')
    .input(z.strictObject({ customerId: id, contacts: z.boolean(), interactions: z.boolean() }))
    .output(
      type<
        Gathered & {
          readonly customer: Customer;
          readonly contacts: readonly Contact[];
          readonly interactions: readonly Interaction[];
        }
      >(),
    ),
  /** Writes into the log that it was printed, before it is. */
  printed: own(['customers.print', 'people.handover']).input(printed).output(type<void>()),
};
