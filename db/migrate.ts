import { sql, type Kysely } from 'kysely';
import { AppError } from '#core/shared/errors.ts';
import { schemaSteps, type SchemaStep } from './migrations/index.ts';
import type { Database } from './schema/index.ts';

async function pragma(db: Kysely<Database>, name: string): Promise<number> {
  const answer = await sql<Record<string, number>>`${sql.raw(`pragma ${name}`)}`.execute(db);
  return Number(Object.values(answer.rows[0] ?? {})[0]);
}

/** The schema number of a database: how many steps it has taken; 0 for an empty file. */
export async function schemaNumber(db: Kysely<Database>): Promise<number> {
  return pragma(db, 'user_version');
}

/**
 * Brings the database to the newest schema, each step in a transaction of its own with its number, foreign keys
 * checked before the commit. `keepCopy` is called once before the first step of a database that already holds
 * something. Throws `databaseNewer` for a schema this program does not know; nothing is written then.
 */
export async function migrate(
  db: Kysely<Database>,
  keepCopy: (from: number) => Promise<void>,
  steps: readonly SchemaStep[] = schemaSteps,
): Promise<{ from: number; to: number }> {
  const from = await schemaNumber(db);
  if (from > steps.length) throw new AppError('databaseNewer', { found: from, known: steps.length });
  if (from > 0 && from < steps.length) await keepCopy(from);
  for (const [at, step] of steps.entries()) {
    if (at < from) continue;
    try {
      await db.transaction().execute(async (trx) => {
        await step.up(trx);
        const broken = await sql`pragma foreign_key_check`.execute(trx);
        if (broken.rows.length > 0) throw new Error(`foreign keys broken after ${step.name}`);
        await sql.raw(`pragma user_version = ${at + 1}`).execute(trx);
      });
    } catch (error) {
      throw new AppError('databaseMigrationFailed', { step: step.name }, { cause: error });
    }
  }
  return { from, to: steps.length };
}
