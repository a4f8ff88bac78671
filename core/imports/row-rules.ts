import type { BroughtContact } from '../contacts/brought.contract.ts';
import type { CustomerKeys, Derived } from '../customers/derived.contract.ts';
import type { CustomerFields } from '../customers/customers.contract.ts';
import type { CustomField } from '../custom-fields/custom-fields.contract.ts';
import type { ImportNoun, ImportTarget, ValueKind } from './import-plan.contract.ts';
import type { CellProblem } from './imports.contract.ts';

/** How the rows of one import are read, and what comes of it. Plain data that may cross a thread. */

export interface UnknownValue {
  readonly kind: ValueKind;
  readonly label: string;
}

export type GivenField = Exclude<keyof CustomerFields, 'custom' | 'parentId'>;

/** A row that can become a customer. */
export interface UsableRow {
  readonly row: number;
  readonly fields: CustomerFields;
  /** The fields that the row says something of; the others stand for empty cells. */
  readonly given: readonly GivenField[];
  readonly keys: CustomerKeys;
  /** What the customer is found and sorted by; null where none is made of the row. */
  readonly derived: Derived | null;
  /** The contacts that come along, each name once; of a file of contacts exactly one. */
  readonly contacts: readonly BroughtContact[];
  /** It is the contact that the row is about, not the customer. */
  readonly isContact: boolean;
  /** The number of a customer who is there. */
  readonly customerNumber: string | null;
  readonly ownerId: number | null;
  /** Day, or day and time, of the office's calendar: `2024-03-05`, `2024-03-05T14:30`. */
  readonly createdOn: string | null;
  readonly warnings: readonly CellProblem[];
  /** Values that the office does not know, whatever they are to mean. */
  readonly unknown: readonly UnknownValue[];
  /** As they stand in the file, corrections aside. */
  readonly cells: readonly string[];
}

export interface RejectedRow {
  readonly row: number;
  readonly name: string;
  readonly problems: readonly CellProblem[];
  readonly unknown: readonly UnknownValue[];
  readonly cells: readonly string[];
}

/** Some rows of a file, read. */
export interface ReadBatch {
  readonly usable: readonly UsableRow[];
  readonly rejected: readonly RejectedRow[];
}

/** A colleague by name; `code` says why they cannot be given a customer. */
export interface PossibleOwner {
  readonly id: number;
  readonly code: 'personLeft' | 'receiverCannotOwn' | 'ownerNotYours' | null;
}

export interface RuleColumn {
  readonly index: number;
  readonly heading: string;
  readonly field: ImportTarget;
}

export interface RowRules {
  readonly noun: ImportNoun;
  /** Whether customers and contacts are made of the rows: what those are found and sorted by is the most that reading a row costs. */
  readonly makes: boolean;
  /** Rows up to this one are headings. */
  readonly headingRow: number;
  readonly columns: readonly RuleColumn[];
  /** The custom fields that columns fill. */
  readonly customFields: readonly CustomField[];
  readonly defaults: {
    readonly type: 'company' | 'person';
    readonly sourceId: number;
    readonly industryId: number;
  };
  /** The office's choices by `choiceName`. */
  readonly choices: ReadonlyMap<string, number>;
  /** What unknown values are to mean, by `choiceName`. */
  readonly meanings: ReadonlyMap<string, number | string | null>;
  /** Colleagues by folded name. */
  readonly people: ReadonlyMap<string, PossibleOwner>;
  /** Cells that somebody corrected: by row, by column. */
  readonly corrections: ReadonlyMap<number, ReadonlyMap<number, string>>;
  /** Whether the file is text, in which an apostrophe in front of a cell only keeps it from being computed. */
  readonly apostrophes: boolean;
  /** Whether unknown labels are to become choices; otherwise their cells stay empty, with a warning. */
  readonly addChoices: boolean;
  /** The day in the office: nothing was created later. */
  readonly today: string;
}
