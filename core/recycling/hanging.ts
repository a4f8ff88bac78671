/** What becomes of rows that refer to a record that is removed for good. */
export interface Hanging {
  readonly table: string;
  readonly column: string;
  /** `purge`: removed for good with all that hangs on it in turn; `clear`: stays and refers to nothing any more. */
  readonly how: 'purge' | 'delete' | 'clear';
}

export const purgedTables = ['customer', 'contact', 'interaction', 'task', 'attachment'] as const;
export type PurgedTable = (typeof purgedTables)[number];

/**
 * Every column that refers to a record that the recycle bin holds, in the order in which it is cleared away. A test walks
 * the schema and fails where one is missing: what is added later is entered here.
 */
export const hanging: Readonly<Record<PurgedTable, readonly Hanging[]>> = {
  customer: [
    { table: 'interaction', column: 'customer_id', how: 'purge' },
    { table: 'task', column: 'customer_id', how: 'purge' },
    { table: 'contact', column: 'customer_id', how: 'purge' },
    { table: 'attachment', column: 'customer_id', how: 'purge' },
    { table: 'share', column: 'customer_id', how: 'delete' },
    { table: 'share_request', column: 'customer_id', how: 'delete' },
    { table: 'extension_request', column: 'customer_id', how: 'delete' },
    { table: 'notice', column: 'customer_id', how: 'delete' },
    { table: 'unmasking', column: 'customer_id', how: 'delete' },
    { table: 'automatic_return', column: 'customer_id', how: 'delete' },
    { table: 'fall_back_warning', column: 'customer_id', how: 'delete' },
    { table: 'handover_customer', column: 'customer_id', how: 'delete' },
    { table: 'customer_tag', column: 'customer_id', how: 'delete' },
    { table: 'customer_value', column: 'customer_id', how: 'delete' },
    { table: 'ownership_event', column: 'customer_id', how: 'delete' },
    { table: 'likely_duplicate', column: 'a_id', how: 'delete' },
    { table: 'likely_duplicate', column: 'b_id', how: 'delete' },
    { table: 'not_duplicate', column: 'a_id', how: 'delete' },
    { table: 'not_duplicate', column: 'b_id', how: 'delete' },
    { table: 'customer_merge_move', column: 'from_id', how: 'delete' },
    // Merges into it: those that were merged are gone before it is.
    { table: 'customer_merge', column: 'survivor_id', how: 'delete' },
    { table: 'customer', column: 'parent_id', how: 'clear' },
    { table: 'customer', column: 'merged_into', how: 'clear' },
  ],
  interaction: [
    { table: 'attachment', column: 'interaction_id', how: 'purge' },
    { table: 'interaction_comment', column: 'interaction_id', how: 'delete' },
    { table: 'interaction_contact', column: 'interaction_id', how: 'delete' },
    { table: 'task', column: 'interaction_id', how: 'clear' },
  ],
  contact: [
    { table: 'attachment', column: 'contact_id', how: 'purge' },
    { table: 'contact_way', column: 'contact_id', how: 'delete' },
    { table: 'contact_relation', column: 'from_id', how: 'delete' },
    { table: 'contact_relation', column: 'to_id', how: 'delete' },
    { table: 'interaction_contact', column: 'contact_id', how: 'delete' },
  ],
  task: [],
  // What they held stays on the disk until the clean-up of stored files finds it.
  attachment: [
    { table: 'attachment_version', column: 'attachment_id', how: 'delete' },
    { table: 'attachment_upload', column: 'attachment_id', how: 'delete' },
  ],
};

/** Money on a customer, and whatever else keeps it from being removed for good. */
export interface Blocker {
  readonly table: string;
  /** Refers to the customer. */
  readonly column: string;
}

/**
 * The one place that says what hasMoney means (spec §3.1): a customer with a row in one of these tables is never removed for
 * good. Contracts, receivables, payments, invoices and expenses are entered here with their tables.
 */
export const blockers: readonly Blocker[] = [];
