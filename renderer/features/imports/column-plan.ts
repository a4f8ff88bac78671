import type { ImportTarget } from '#core/imports/import-plan.contract.ts';
import type { FileInspection } from '#core/imports/imports.contract.ts';

/** Column → field, as the person has it now. */
export type ColumnPlan = ReadonlyMap<number, ImportTarget>;

export function guessedPlan({ columns }: FileInspection): ColumnPlan {
  return new Map(columns.flatMap(({ index, field }) => (field === null ? [] : [[index, field] as const])));
}

/** Puts a column on a field, or on none; another column that had the field loses it. */
export function withField(plan: ColumnPlan, index: number, field: ImportTarget | null): ColumnPlan {
  const next = new Map([...plan].filter(([other, taken]) => other !== index && taken !== field));
  if (field !== null) next.set(index, field);
  return next;
}
