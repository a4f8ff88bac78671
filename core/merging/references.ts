/** What a merge does with the rows of a table that refer to a merged customer by one of its columns. */
export type Reference = {
  readonly table: string;
  readonly column: string;
} & (
  | {
      /** `moved`: refers to the survivor afterwards; the key names one row. `special`: moved by a function of its own. */
      readonly how: 'moved' | 'special';
      readonly key: string;
    }
  | { readonly how: 'stays'; readonly because: string }
);

/**
 * Every column that refers to customers (spec §3.10: everything that hangs on the others moves over). A test walks the
 * schema and fails where one is missing. A table added later is entered here: `moved` is all it takes where no two rows of
 * one customer exclude each other.
 */
export const references = [
  { table: 'contact', column: 'customer_id', how: 'moved', key: 'id' },
  { table: 'interaction', column: 'customer_id', how: 'moved', key: 'id' },
  { table: 'task', column: 'customer_id', how: 'moved', key: 'id' },
  { table: 'share', column: 'customer_id', how: 'moved', key: 'id' },
  { table: 'share_request', column: 'customer_id', how: 'moved', key: 'id' },
  { table: 'extension_request', column: 'customer_id', how: 'moved', key: 'id' },
  { table: 'notice', column: 'customer_id', how: 'moved', key: 'id' },
  { table: 'attachment', column: 'customer_id', how: 'moved', key: 'id' },
  { table: 'unmasking', column: 'customer_id', how: 'moved', key: 'id' },
  { table: 'customer', column: 'parent_id', how: 'moved', key: 'id' },
  // One per run.
  { table: 'automatic_return', column: 'customer_id', how: 'special', key: 'run_id' },
  {
    table: 'customer_value',
    column: 'customer_id',
    how: 'stays',
    because: 'values are fields: the survivor gets the chosen ones, the others keep theirs for the undo',
  },
  {
    table: 'handover_customer',
    column: 'customer_id',
    how: 'stays',
    because: 'a handover sheet shows each customer as it was handed over',
  },
  {
    table: 'customer_tag',
    column: 'customer_id',
    how: 'stays',
    because: 'tags are a field: the survivor gets the chosen ones, the others keep theirs for the undo',
  },
  {
    table: 'ownership_event',
    column: 'customer_id',
    how: 'stays',
    because: 'append-only; history and cool-down ask for the merged customers too',
  },
  {
    table: 'fall_back_warning',
    column: 'customer_id',
    how: 'stays',
    because: 'remembers which warning was given for which day; the survivor has days of its own',
  },
  {
    table: 'customer',
    column: 'merged_into',
    how: 'stays',
    because: 'pointers make a chain, so that merges are undone one after the other',
  },
  {
    table: 'customer_merge',
    column: 'survivor_id',
    how: 'stays',
    because: 'earlier merges are undone into the customer that they were merged into',
  },
  {
    table: 'customer_merge_move',
    column: 'from_id',
    how: 'stays',
    because: 'says to whom the undo gives back',
  },
  {
    table: 'customer_merge_part',
    column: 'customer_id',
    how: 'stays',
    because: 'says who was merged, also when it is gone for good',
  },
  ...(['a_id', 'b_id'] as const).flatMap((column) => [
    {
      table: 'likely_duplicate',
      column,
      how: 'stays' as const,
      because: 'pairs with a customer in the recycle bin are not shown and go with the next search',
    },
    {
      table: 'not_duplicate',
      column,
      how: 'stays' as const,
      because: 'was said of the customer as it is again after the undo',
    },
  ]),
] as const satisfies readonly Reference[];

export const movedTables = references.filter((reference) => reference.how === 'moved');
