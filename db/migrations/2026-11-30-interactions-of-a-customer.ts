import { sql, type QueryExecutorProvider } from 'kysely';

/**
 * All interactions of a customer by one index, those in the recycle bin too: merging moves them, and a customer that is removed
 * for good is asked for what still refers to it. An index of those that are not deleted cannot answer that.
 */
const statements = [
  'drop index interaction_customer',
  'create index interaction_customer on interaction (customer_id, deleted_at, happened_at, id)',
];

export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
