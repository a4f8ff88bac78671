import { type } from '@orpc/contract';
import { z } from 'zod';
import { customerQuerySchema, sortKeys } from '../customers/customers.contract.ts';
import { interactionQuestionSchema } from '../interactions/interactions.contract.ts';
import { id, nothing, own, read } from '../rpc/contract-base.ts';
import type { Count } from '../shared/paging.ts';

/** Columns of a customer list that a file can have, by the keys of the list's layout. */
export const customerColumns = [
  'name',
  'number',
  'status',
  'level',
  'owner',
  'sharedBy',
  'shareMode',
  'shareUntil',
  'sharedSince',
  'fallsBack',
  'region',
  'industry',
  'phone',
  'tags',
  'source',
  'claimedAt',
  'updatedAt',
  'createdAt',
  'lastInteractionAt',
  'nextStepOn',
  'shortName',
  'type',
  'email',
  'address',
] as const;
/** One of them, or `custom:7`, the custom field 7. */
export type CustomerColumnKey = (typeof customerColumns)[number] | `custom:${number}`;
export const exportColumnKey = z.union([
  z.enum(customerColumns),
  z.templateLiteral(['custom:', z.int().positive()]),
]) satisfies z.ZodType<CustomerColumnKey>;

/** Most customers that are chosen one by one. */
export const mostChosen = 5000;

const sort = z
  .strictObject({ by: z.enum(sortKeys), direction: z.enum(['asc', 'desc']) })
  .default({ by: 'updatedAt', direction: 'desc' });
/** Of a list, all that it finds, or those chosen from it. */
const customersAsked = {
  query: customerQuerySchema,
  sort,
  ids: z.array(id).min(1).max(mostChosen).optional(),
};

export const exportWhatSchema = z.discriminatedUnion('noun', [
  z.strictObject({
    noun: z.literal('customers'),
    ...customersAsked,
    /** As they stand on the screen: in their order, headed as there, `width` in pixels. */
    columns: z
      .array(
        z.strictObject({
          key: exportColumnKey,
          title: z.string().max(100),
          width: z.int().min(0).max(4000),
        }),
      )
      .min(1)
      .max(150),
  }),
  /** The contacts of those customers. */
  z.strictObject({ noun: z.literal('contacts'), ...customersAsked }),
  z.strictObject({ noun: z.literal('interactions'), question: interactionQuestionSchema }),
]);
export type ExportWhat = z.infer<typeof exportWhatSchema>;
/** `folder`: the whole of one customer. */
export type ExportNoun = ExportWhat['noun'] | 'folder';

export const fileFormats = ['xlsx', 'csv', 'csvGb18030'] as const;
/** Excel; CSV in UTF-8 with its mark; CSV in GB18030 for programs that know no other. */
export type FileFormat = (typeof fileFormats)[number];

/** Of the headings and words in the file. */
const language = z.enum(['zh-CN', 'en']);
const startInput = z.strictObject({ what: exportWhatSchema, format: z.enum(fileFormats), language });
export type ExportInput = z.infer<typeof startInput>;

/** Largest card that goes into a customer's folder, in bytes. */
export const cardBytes = 32 * 1024 * 1024;
const folderInput = z.strictObject({
  customerId: id,
  language,
  /** The card as the window has laid it out and sent it before: a PDF where the program makes one, else a page. */
  card: z.strictObject({ kind: z.enum(['pdf', 'html']), bytes: z.int().min(1).max(cardBytes) }),
});
export type FolderInput = z.infer<typeof folderInput>;

/** Up to so many customers the answer waits until the file is there; more are written in the background. */
export const atOnceLimit = 5000;
/** Files are kept so long. */
export const keptHours = 24;
/** Bytes of a card that one call takes. */
export const cardPieceBytes = 1024 * 1024;
/** Bytes of a file that one call hands out. */
export const pieceBytes = 768 * 1024;

export type ExportState = 'running' | 'done' | 'failed' | 'cancelled';

export interface ExportStatus {
  readonly exportId: number;
  readonly noun: ExportNoun;
  readonly format: FileFormat | 'zip';
  readonly fileName: string;
  readonly state: ExportState;
  /** Rows in the file, so far while it is running. */
  readonly rows: number;
  /** Rows that are expected, null where that is not known beforehand. */
  readonly expected: Count | null;
  /** Customers (of an export of interactions: interactions) that the right to export does not reach; of a folder: files. */
  readonly leftOut: Count;
  readonly bytes: number;
  readonly failure: {
    readonly code: string;
    readonly params: Readonly<Record<string, string | number>>;
  } | null;
  readonly startedAt: string;
  /** When the file goes. */
  readonly keptUntil: string;
}

export const exportsContract = {
  /** Before: how many customers the question finds, and how many of them the asker may export. */
  preview: read('customers.export')
    .input(z.strictObject(customersAsked).omit({ sort: true }))
    .output(type<{ all: Count; exported: Count }>()),
  /**
   * Writes a file of what the asker may export, each value as they see it (spec §11). One of a person at a time
   * (`exportRunning`). Small ones are `done` in the answer; of large ones a notice tells when they are there.
   */
  start: own('customers.export').input(startInput).output(type<ExportStatus>()),
  /** A piece of the card for a folder; 0 begins it anew. A person has one at a time. */
  putCard: own('customers.export')
    .input(z.strictObject({ offset: z.int().min(0).max(cardBytes), piece: z.file().max(cardPieceBytes) }))
    .output(type<void>()),
  /**
   * The whole of one customer as an archive: card, workbook, files. `notFound` where it is not the asker's to export,
   * `cardMissing` where another card was sent. As `start` otherwise.
   */
  startFolder: own('customers.export').input(folderInput).output(type<ExportStatus>()),
  status: read('customers.export')
    .input(z.strictObject({ exportId: id }))
    .output(type<ExportStatus>()),
  /** The asker's exports that are still kept, newest first. */
  list: read('customers.export').input(nothing).output(type<readonly ExportStatus[]>()),
  cancel: own('customers.export')
    .input(z.strictObject({ exportId: id }))
    .output(type<ExportStatus>()),
  /** A piece of one's own finished file, base64; `next` is where the next one begins, null after the last. */
  piece: own('customers.export')
    .input(z.strictObject({ exportId: id, offset: z.int().min(0) }))
    .output(type<{ base64: string; next: number | null }>()),
};
