import { type } from '@orpc/contract';
import { z } from 'zod';
import type { Attachment } from '../attachments/attachments.contract.ts';
import type { Contact } from '../contacts/contacts.contract.ts';
import type { Customer } from '../customers/customers.contract.ts';
import { exportWhatSchema } from '../exports/exports.contract.ts';
import { interactionQuestionSchema, type Interaction } from '../interactions/interactions.contract.ts';
import { id, nothing, own, read, version, write } from '../rpc/contract-base.ts';
import type { Addressee } from './engine/addresses.ts';
import { printKinds } from './print-kinds.contract.ts';
import { printSetupSchema, type PrintSetup } from './print-setup.contract.ts';

/** What stands in a column: as in a file that is exported. */
export interface PrintColumn {
  /** By which templates know it. */
  readonly key: string;
  readonly title: string;
  readonly kind: 'text' | 'number' | 'money' | 'date' | 'time';
  /** Pixels on the screen. */
  readonly width: number;
}

/** Most rows of one print: as many as an office still reads. */
export const mostPrinted = 20_000;

/** Most letters at once. */
export const mostAddresses = 2000;
/** So many of those without an address are named. */
export const namedWithout = 8;
/** To whom letters go: the customer, its main contact, or everybody there. */
export const addressedTo = ['company', 'main', 'every'] as const;
export type AddressedTo = (typeof addressedTo)[number];

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
    .input(
      z.strictObject({
        customerId: id,
        contacts: z.boolean(),
        interactions: z.boolean(),
        /** Their names, not what is in them. */
        files: z.boolean(),
      }),
    )
    .output(
      type<
        Gathered & {
          readonly customer: Customer;
          readonly contacts: readonly Contact[];
          readonly interactions: readonly Interaction[];
          readonly files: readonly Attachment[];
        }
      >(),
    ),
  /** Whom letters go to; `missing` have no address, or one that is masked, the first of them by name. */
  addresses: own('customers.print')
    .input(z.strictObject({ what: exportWhatSchema, to: z.enum(addressedTo) }))
    .output(
      type<
        Gathered & {
          readonly addresses: readonly Addressee[];
          readonly missing: number;
          readonly without: readonly string[];
        }
      >(),
    ),
  /** The office's letterhead and templates. */
  setup: read('signedIn').input(nothing).output(type<PrintSetup & { readonly version: number }>()),
  /** Replaces both; `conflict` carries what somebody else has saved meanwhile. */
  saveSetup: write('settings.manage')
    .input(printSetupSchema.extend({ version }))
    .output(type<PrintSetup & { readonly version: number }>()),
  /** Writes into the log that it was printed, before it is. */
  printed: own(['customers.print', 'people.handover']).input(printed).output(type<void>()),
};
