import { type } from '@orpc/contract';
import { z } from 'zod';
import { id, own, read, shortText } from '../rpc/contract-base.ts';
import type { Page } from '../shared/paging.ts';
import {
  importNouns,
  planInput,
  treatments,
  type ImportNoun,
  type ImportPlan,
  type ImportTarget,
  type Treatment,
  type ValueKind,
} from './import-plan.contract.ts';

/** Bytes of one uploaded piece. */
export const pieceBytes = 1024 * 1024;

/** What was found in the file, with a guess for each column. */
export interface FileInspection {
  readonly importId: number;
  readonly fileName: string;
  readonly kind: 'xlsx' | 'csv' | 'vcf';
  readonly encoding: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be' | null;
  readonly columns: readonly {
    readonly index: number;
    readonly heading: string;
    readonly field: ImportTarget | null;
    /** The first few values, to recognise the column by. */
    readonly samples: readonly string[];
  }[];
  readonly rows: number;
  /** Of a workbook with the place of the one that is read; empty of a text file. */
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[];
  readonly sheet: number;
  /** Row of the headings as a spreadsheet counts; 0 when the file has none. */
  readonly headingRow: number;
  /** The first rows, to choose the headings by. */
  readonly head: readonly { readonly row: number; readonly text: string }[];
  /** What it holds, as far as its headings or the person say. */
  readonly noun: ImportNoun;
  /** The named mapping that its columns were recognised by, and all that there are. */
  readonly mapping: (Pick<ImportPlan, 'defaults' | 'values'> & { readonly id: number }) | null;
  readonly mappings: readonly { readonly id: number; readonly name: string }[];
  /** Whether the asker may give customers an owner: only who assigns them may. */
  readonly mayAssign: boolean;
}

/** What is wrong with a cell or a row: a code with its sentence in core/i18n. */
export interface CellProblem {
  /** Heading of the column it concerns, null when it concerns the whole row. */
  readonly column: string | null;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** The column in the file, where it concerns one. */
  readonly at?: number;
}

/** `new` lists what would be created, as long as it has not been; `similar` and `warning` rows are among it. */
export const rowKinds = ['new', 'updated', 'rejected', 'duplicate', 'similar', 'warning'] as const;
export type RowKind = (typeof rowKinds)[number];

/** A row of the file that somebody should look at. */
export interface RowProblem {
  /** Row of the file as a spreadsheet counts it: the first is 1. */
  readonly row: number;
  readonly name: string;
  /** None of a `new` row, else at least one; the first says most. */
  readonly problems: readonly CellProblem[];
  /** The cells that can be corrected, as they are now. */
  readonly cells: readonly { readonly index: number; readonly heading: string; readonly text: string }[];
  /** Whether somebody has corrected it. */
  readonly corrected: boolean;
  /** What was said of this row alone, if it is there already. */
  readonly treatment: Treatment | null;
}

/** `cancelled` carries a failure when the program, not the person, ended it; what it had created is taken out again. */
export type ImportState =
  | 'uploading'
  | 'inspected'
  | 'checking'
  | 'checked'
  | 'running'
  | 'cancelling'
  | 'done'
  | 'cancelled'
  | 'failed'
  | 'undone';

/** A value that stands for nothing the office has. */
export interface NewValue {
  readonly kind: ValueKind;
  readonly label: string;
  readonly rows: number;
}

export interface ImportStatus {
  readonly importId: number;
  readonly fileName: string;
  /** What the file is, null while it has not been read. */
  readonly kind: FileInspection['kind'] | null;
  readonly state: ImportState;
  /** Rows handled so far in the present step, and of how many. */
  readonly handled: number;
  readonly rows: number;
  /** Milliseconds the present step will still take, null while unknown. */
  readonly leftMs: number | null;
  /** Rows that are new: to be created once `checked`, created once `done`. */
  readonly created: number;
  /** Rows whose customer is there already; of a finished import those that were left out. */
  readonly duplicates: number;
  /** What the file holds: `created`, `updated` and `duplicates` count these. */
  readonly noun: ImportNoun;
  /** Contacts that came along with customers. */
  readonly contacts: number;
  /** Those that were there already and that it has changed. */
  readonly updated: number;
  /** Of a checked one: how many it would create and change, with what becomes of duplicates. */
  readonly will: { readonly create: number; readonly update: number };
  readonly rejected: number;
  /** Among the new ones: whose name is like that of a customer already there. */
  readonly similar: number;
  /** Among the new ones: with something to look at that does not keep them out. */
  readonly warned: number;
  /** Of a cancelled import: customers that stay because somebody claimed or changed them meanwhile. */
  readonly kept: number;
  /** Values that the office does not know, each with its rows; what they are to mean is part of the plan. */
  readonly newValues: readonly NewValue[];
  /** Whether the asker may add choices. */
  readonly mayAddChoices: boolean;
  /** Whether the asker may create customers who are there already (spec §3.9: pool managers). */
  readonly mayCreateDuplicates: boolean;
  /** Whether it can be taken out again as a whole. */
  readonly undoable: boolean;
  /** Another sheet of the file that looks like the contacts of these customers, and with which it can go on. */
  readonly nextSheet: string | null;
  /** Which columns were checked and imported, null before. */
  readonly plan: ImportPlan | null;
  /** Why it ended without being done: a code with its sentence. */
  readonly failure: {
    readonly code: string;
    readonly params: Readonly<Record<string, string | number>>;
  } | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

export const importsContract = {
  /** Refuses by size before anything is sent (`fileEmpty`, `fileTooLarge`); what the file is shows in its first piece. */
  begin: own('customers.import')
    .input(z.strictObject({ fileName: shortText, bytes: z.int().min(0) }))
    .output(type<{ importId: number }>()),
  /** One piece of at most 1 MiB; `offset` must be where the last one ended; sending the last again is harmless. */
  upload: own('customers.import')
    .input(z.strictObject({ importId: id, offset: z.int().min(0), piece: z.file().max(pieceBytes) }))
    .output(type<{ received: number }>()),
  /** Reads the whole file once; asked again it answers the same. */
  inspect: own('customers.import')
    .input(z.strictObject({ importId: id }))
    .output(type<FileInspection>()),
  /**
   * Reads it as the person says: another sheet, or another row of headings (0: none; null: found by itself). A plan and a
   * check that were made of it before are dropped. `fileEmpty` of a sheet in which nothing stands; the import goes on then.
   */
  layout: own('customers.import')
    .input(
      z.strictObject({
        importId: id,
        sheet: z.int().min(0).max(10_000),
        headingRow: z.int().min(0).max(1_048_576).nullable(),
        /** What the file holds; null: as its headings look. */
        noun: z.enum(importNouns).nullable().default(null),
        /** The named mapping to read its columns by; null: as they look. */
        mapping: id.nullable().default(null),
      }),
    )
    .output(type<FileInspection>()),
  /** Keeps what the columns mean under a name, for everybody who imports; a mapping of the same name is what this one is now. */
  keepMapping: own('customers.import')
    .input(
      z.strictObject({
        importId: id,
        name: shortText,
        columns: planInput.columns,
        defaults: planInput.defaults,
      }),
    )
    .output(type<readonly { id: number; name: string }[]>()),
  /** Gives a mapping another name (`nameTaken`), or removes it (`name` null). */
  changeMapping: own('customers.import')
    .input(z.strictObject({ id, name: shortText.nullable() }))
    .output(type<readonly { id: number; name: string }[]>()),
  /** Starts the check of every row; follow it by `status`. Nothing is written to the register. */
  check: own('customers.import')
    .input(z.strictObject({ importId: id, ...planInput }))
    .output(type<ImportStatus>()),
  /**
   * Corrects cells of a checked row; they are kept with the import, and the row is checked again. Answers how the row stands
   * now, and the figures.
   */
  correct: own('customers.import')
    .input(
      z.strictObject({
        importId: id,
        row: z.int().positive(),
        cells: z
          .array(z.strictObject({ index: z.int().min(0).max(199), text: z.string().max(20_000) }))
          .min(1)
          .max(50),
      }),
    )
    .output(type<{ status: ImportStatus; kinds: readonly RowKind[]; row: RowProblem }>()),
  /**
   * Starts the import of a checked file with the same plan; unknown choices whose meaning nobody has said are added when
   * `addChoices`, else their cells stay empty. One import of a person runs at a time (`importRunning`).
   */
  run: own('customers.import')
    .input(z.strictObject({ importId: id, addChoices: z.boolean() }))
    .output(type<ImportStatus>()),
  /** What becomes of one row that is there already, or of all (`row` null); `treatment` null: of the row what becomes of all. */
  treat: own('customers.import')
    .input(
      z.strictObject({
        importId: id,
        row: z.int().positive().nullable(),
        treatment: z.enum(treatments).nullable(),
      }),
    )
    .output(type<ImportStatus>()),
  /**
   * Takes a finished import out again as a whole, within 30 days (`importTooOld`): what it created, unless somebody has worked
   * with it since, and what it changed is as it was before, unless somebody has changed it since.
   */
  undo: own('customers.import')
    .input(z.strictObject({ importId: id }))
    .output(type<ImportStatus>()),
  /**
   * Begins an import of the sheet that `nextSheet` names, from the same file: an import of its own. `importNotReady` where there is
   * none, or somebody has gone on with it.
   */
  goOn: own('customers.import')
    .input(z.strictObject({ importId: id }))
    .output(type<FileInspection>()),
  /** Stops; what was imported so far is taken out again. */
  cancel: own('customers.import')
    .input(z.strictObject({ importId: id }))
    .output(type<ImportStatus>()),
  status: read('customers.import')
    .input(z.strictObject({ importId: id }))
    .output(type<ImportStatus>()),
  /** The asker's imports, newest first. */
  list: read('customers.import')
    .input(z.strictObject({ after: z.string().max(40).optional() }))
    .output(type<Page<ImportStatus>>()),
  /** Rows that somebody should look at, in the order of the file. */
  rows: read('customers.import')
    .input(
      z.strictObject({
        importId: id,
        kind: z.enum(rowKinds),
        after: z.string().max(40).optional(),
      }),
    )
    .output(type<Page<RowProblem>>()),
  /** The rejected rows as they were, with the reason in a last column, as CSV (UTF-8 with BOM, formulas neutralised). */
  rejectedFile: own('customers.import')
    .input(z.strictObject({ importId: id, language: z.enum(['zh-CN', 'en']) }))
    .output(type<{ fileName: string; text: string }>()),
};
