import { type } from '@orpc/contract';
import { z } from 'zod';
import {
  id,
  nothing,
  own,
  read,
  shortText,
  version,
  write,
  type WithAbilities,
} from '../rpc/contract-base.ts';
import type { BatchAnswer } from '../shared/batch.ts';
import type { Count, Page } from '../shared/paging.ts';

/** Kinds of records that files hang on (spec §9). */
export const ownerKinds = ['customer', 'contact', 'interaction'] as const;
export type OwnerKind = (typeof ownerKinds)[number];
export const ownerSchema = z.strictObject({ kind: z.enum(ownerKinds), id });
export type FileOwner = z.infer<typeof ownerSchema>;

/** What a content is, by its bytes and never by its name. Only these are shown inside the program; `other` is saved. */
export const fileKinds = ['png', 'jpeg', 'webp', 'gif', 'pdf', 'text', 'other'] as const;
export type FileKind = (typeof fileKinds)[number];
export const charsets = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const;
export type Charset = (typeof charsets)[number];

/** `unmask`: it can be opened once the contact data of its unclaimed customer have been shown (spec §3.7). */
export type AttachmentAbility = 'open' | 'unmask' | 'change' | 'restore';

/** A file that hangs on a record, as its newest version is. */
export interface Attachment extends WithAbilities<AttachmentAbility> {
  readonly id: number;
  readonly owner: FileOwner & {
    /** Name of the contact, subject of the interaction; null for the customer itself. */
    readonly title: string | null;
    /** When the interaction took place. */
    readonly at: string | null;
  };
  readonly customerId: number;
  readonly name: string;
  readonly description: string | null;
  readonly kind: FileKind;
  readonly bytes: number;
  /** The newest version, by which it is opened. */
  readonly versionId: number;
  readonly versions: number;
  /** Who added the newest version, and when. */
  readonly addedBy: number;
  readonly addedAt: string;
  /** The stored file was found missing or changed. */
  readonly damaged: boolean;
  readonly version: number;
}

export interface FileVersion {
  readonly id: number;
  /** From 1. */
  readonly number: number;
  readonly fileName: string;
  readonly kind: FileKind;
  readonly bytes: number;
  readonly addedBy: number;
  readonly addedAt: string;
  readonly damaged: boolean;
}

/** What is in a list of files, and what the person may do there. */
export interface FileList extends Page<Attachment> {
  readonly abilities: readonly 'add'[];
  /** Largest file that may be added, in bytes. */
  readonly limitBytes: number;
}

export interface DeletedAttachment {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly customerName: string;
  /** The record that it hangs on is in the recycle bin itself: it comes back after it. */
  readonly ownerDeleted: boolean;
  readonly deletedAt: string;
  readonly deletedBy: number | null;
}

/** Stored files as the administrator meets them: sizes and dates, never whose they are. */
export interface StoredFiles {
  readonly objects: { readonly count: number; readonly bytes: number };
  readonly freeBytes: number;
  /** Contents that nothing refers to any more; they are removed after `graceDays`. */
  readonly unreferenced: {
    readonly count: number;
    readonly bytes: number;
    /** Of these: old enough to go. */
    readonly due: { readonly count: number; readonly bytes: number };
    readonly rows: readonly StoredFile[];
  };
  /** Found missing or changed when they were read. */
  readonly faults: readonly (StoredFile & {
    readonly fault: 'missing' | 'changed';
    readonly files: number;
  })[];
}

export interface StoredFile {
  /** The beginning of its hash, by which it is found on the disk. */
  readonly hash: string;
  readonly bytes: number;
  /** Since when nothing refers to it, or when the fault was found. */
  readonly since: string;
}

/** Bytes of one uploaded piece. */
export const pieceBytes = 1024 * 1024;
/** A file of which nothing more came is given up after so many hours. */
export const uploadHours = 24;
/** Contents that nothing refers to are kept so many days: a backup may still refer to them. */
export const graceDays = 7;
/** Longest description, in code points. */
export const descriptionMax = 500;

const seeing = ['customers.see', 'pool.see'] as const;
const changing = ['customers.edit', 'customers.logShared', 'pool.manage'] as const;
const restoring = ['recycleBin.restore', ...changing] as const;
const uploadId = z.strictObject({ uploadId: id });
/** More than any setting allows. */
const fileBytes = z
  .int()
  .min(0)
  .max(1024 ** 4);

export const attachmentsContract = {
  /**
   * Newest first. Of a customer: its own files, those of its contacts and of its interactions, unless `only`; of a contact or an
   * interaction its own.
   */
  list: read(seeing)
    .input(
      z.strictObject({
        owner: ownerSchema,
        only: z.boolean().default(false),
        after: z.string().max(200).optional(),
        limit: z.int().min(1).max(200).default(100),
      }),
    )
    .output(type<FileList>()),
  /** How many files a customer has, with those of its contacts and interactions; counted no further than 1,000. */
  count: read(seeing)
    .input(z.strictObject({ customerId: id }))
    .output(type<Count>()),
  /** Every version of a file, newest first. */
  versions: read(seeing).input(z.strictObject({ id })).output(type<readonly FileVersion[]>()),
  /**
   * Announces a file: checks the right, the size (`fileLimit`) and the room (`fileNoRoom`). The same file of the same person
   * for the same record goes on where it was broken off: `received` says from where.
   */
  begin: own(changing)
    .input(
      z.strictObject({
        owner: ownerSchema,
        name: z.string().max(2000),
        bytes: fileBytes,
        modifiedAt: z.int().min(0),
      }),
    )
    .output(type<{ uploadId: number; received: number }>()),
  /**
   * Appends a piece; answers how much is there. What is there already is compared and passed over, so that sending a piece
   * again is harmless, and `fileChanged` where it is another; a piece from further on is refused with `uploadOutOfOrder`,
   * which names what is there.
   */
  append: own(changing)
    .input(z.strictObject({ uploadId: id, offset: z.int().min(0), piece: z.file().max(pieceBytes) }))
    .output(type<{ received: number }>()),
  /**
   * Keeps what has arrived whole: as a new version of a file of the same record, or as a file of its own, whose name gets
   * a figure where it is taken. Asked again it answers the same.
   */
  finish: own(changing)
    .input(uploadId.extend({ versionOf: id.nullable() }))
    .output(type<Attachment>()),
  cancel: own(changing).input(uploadId).output(type<void>()),
  update: write(changing)
    .input(z.strictObject({ id, version, name: shortText, description: z.string().max(2000).nullable() }))
    .output(type<Attachment>()),
  /** To the recycle bin. */
  remove: write(changing).input(z.strictObject({ id })).output(type<void>()),
  deleted: read('recycleBin.restore')
    .input(
      z.strictObject({ after: z.string().max(200).optional(), limit: z.int().min(1).max(200).default(100) }),
    )
    .output(type<Page<DeletedAttachment>>()),
  /** Out of the recycle bin: by those who restore, and by those who removed them and may still change the record. */
  restore: write(restoring)
    .input(z.strictObject({ ids: z.array(id).min(1).max(200) }))
    .output(type<BatchAnswer>()),
  stored: own('settings.manage').input(nothing).output(type<StoredFiles>()),
  /** Removes now what nothing has referred to for `graceDays`. */
  cleanUp: own('settings.manage').input(nothing).output(type<{ count: number; bytes: number }>()),
};
