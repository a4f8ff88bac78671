import { type } from '@orpc/contract';
import { z } from 'zod';
import { nothing, read, version, write } from '../rpc/contract-base.ts';

/** Fewest and most days after which the recycle bin is emptied. */
export const emptyDays = { least: 7, most: 3650, suggested: 90 } as const;

/** When the recycle bin is emptied by itself. */
export interface RecycleBinRules {
  /** Days after the deletion; null: never. */
  readonly emptyAfterDays: number | null;
  readonly version: number;
  readonly mayChange: boolean;
}

/** What emptying would remove for good. */
export interface EmptyingFigures {
  readonly customers: number;
  readonly contacts: number;
  readonly interactions: number;
  /** That were deleted by themselves; those of a record go with it. */
  readonly files: number;
  /** Old enough and kept: something stands in the way. */
  readonly kept: number;
}

const days = z.int().min(emptyDays.least).max(emptyDays.most);
const seeing = ['recycleBin.restore', 'pool.manage', 'settings.manage'] as const;
const changing = ['pool.manage', 'settings.manage'] as const;

export const recyclingContract = {
  rules: read(seeing).input(nothing).output(type<RecycleBinRules>()),
  /** What would go today with so many days. */
  preview: read(changing).input(z.strictObject({ days })).output(type<EmptyingFigures>()),
  saveRules: write(changing)
    .input(z.strictObject({ version, emptyAfterDays: days.nullable() }))
    .output(type<RecycleBinRules>()),
};
