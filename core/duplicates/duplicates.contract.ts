import { type } from '@orpc/contract';
import { z } from 'zod';
import type { CustomerRow, DuplicateHit } from '../customers/customers.contract.ts';
import { pieceBytes } from '../imports/imports.contract.ts';
import { id, nothing, own, read, shortText, write } from '../rpc/contract-base.ts';
import type { Page } from '../shared/paging.ts';

/** Most lines of one check. */
export const checkLimit = 2000;
/** Longest line: what is beyond is not looked at. */
const lineLength = 1000;
/** Largest file that is read for a check. */
export const checkFileBytes = pieceBytes;

/** A customer that a line may mean; `number` where the line is a customer number. */
export interface CheckHit extends Omit<DuplicateHit, 'why'> {
  readonly why: DuplicateHit['why'] | 'number';
}

/** `exact`: same name, number or tax number. */
export type CheckResult = 'exact' | 'similar' | 'none';

export interface CheckedLine {
  /** As it was pasted, without blanks around it. */
  readonly text: string;
  readonly result: CheckResult;
  readonly hits: readonly CheckHit[];
}

/** Why two customers may be one. */
export const likelyReasons = ['taxNumber', 'name', 'phone', 'email', 'similar'] as const;
export type LikelyReason = (typeof likelyReasons)[number];

/** Two customers of the register that are likely the same. */
export interface LikelyPair {
  readonly id: number;
  readonly reasons: readonly LikelyReason[];
  /** Of the names, in whole per cent. */
  readonly likeness: number;
  readonly customers: readonly [CustomerRow, CustomerRow];
  /** Whether the asker may merge them. */
  readonly mergeable: boolean;
}

export interface SearchState {
  /** How far the search under way is; null: none is. */
  readonly running: { readonly handled: number; readonly customers: number } | null;
  /** The last search that came to its end. */
  readonly last: {
    readonly finishedAt: string;
    readonly customers: number;
    readonly pairs: number;
  } | null;
  /** The last one did not come to its end. */
  readonly failed: boolean;
}

export const duplicatesContract = {
  /**
   * Spec §3.9, by the hundred: each line a name, or a customer number, tax number, telephone number, mail address; cells of
   * one line parted by tabs belong to one customer. Answers in the order of the lines, empty ones left out.
   */
  check: read('customers.exists')
    .input(z.strictObject({ lines: z.array(z.string().max(lineLength)).max(checkLimit) }))
    .output(type<readonly CheckedLine[]>()),
  /** The lines of a workbook or text file for `check`: name, tax number, phone and mail of each row. */
  readFile: own('customers.exists')
    .input(z.strictObject({ fileName: shortText, file: z.file().max(checkFileBytes) }))
    .output(type<{ lines: readonly string[]; more: boolean }>()),
  /** Likely duplicates in the register, the likeliest first; those one may read both of. */
  likely: read('pool.manage')
    .input(
      z.strictObject({ after: z.string().max(100).optional(), limit: z.int().min(1).max(100).default(50) }),
    )
    .output(type<Page<LikelyPair>>()),
  searchState: read('pool.manage').input(nothing).output(type<SearchState>()),
  /** Walks the register in the background; one search at a time. */
  search: own('pool.manage').input(nothing).output(type<SearchState>()),
  /** These are two customers: the pair never comes again. */
  dismiss: write('pool.manage').input(z.strictObject({ id })).output(type<{ dismissed: true }>()),
};
