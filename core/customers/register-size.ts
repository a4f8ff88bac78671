import { sql } from 'kysely';
import type { ReadDb } from '../shared/database.ts';

/** The highest id of a customer: how large the register is, deleted ones counted. */
export async function registerSize(db: ReadDb): Promise<number> {
  const found = await sql<{ last: number }>`select coalesce(max(id), 0) as last from customer`.execute(db);
  return found.rows[0]?.last ?? 0;
}
