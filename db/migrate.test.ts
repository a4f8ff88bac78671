import { sql, type Kysely } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AppError } from '#core/shared/errors.ts';
import { openConnection } from './dialects/sqlite/connection.ts';
import { officeDatabase } from './dialects/sqlite/dialect.ts';
import { migrate } from './migrate.ts';
import { schemaSteps, type SchemaStep } from './migrations/index.ts';
import type { Database } from './schema/index.ts';

let db: Kysely<Database>;
beforeEach(() => {
  db = officeDatabase(openConnection(':memory:'));
});
afterEach(() => db.destroy());

const noCopy = async () => undefined;
const tables = async () => {
  const found = await sql<{ name: string }>`select name from sqlite_schema where type = 'table'`.execute(db);
  return found.rows.map(({ name }) => name);
};
const version = async () =>
  (await sql<{ user_version: number }>`pragma user_version`.execute(db)).rows[0]?.user_version;
const step = (name: string, ...statements: string[]): SchemaStep => ({
  name,
  up: async (trx) => {
    for (const statement of statements) await sql.raw(statement).execute(trx);
  },
});

it('takes every step once, and none the second time', async () => {
  expect(await migrate(db, noCopy)).toEqual({ from: 0, to: schemaSteps.length });
  expect(await migrate(db, noCopy)).toEqual({ from: schemaSteps.length, to: schemaSteps.length });
  expect(await tables()).toContain('customer');
});

it('keeps every table STRICT, every foreign key indexed, every column of the row types', async () => {
  await migrate(db, noCopy);
  const strict = await sql<{ name: string; strict: number }>`
    select name, strict from pragma_table_list where type = 'table' and name not like 'sqlite_%'`.execute(db);
  const own = strict.rows.filter(({ name }) => !name.startsWith('customer_search'));
  expect(own.filter((row) => row.strict === 0)).toEqual([]);
  for (const { name } of own) {
    // An index of some rows only does not answer whether any row refers; people are never removed, choices once in a blue moon.
    const keys = await sql<{ column: string }>`
      select "from" as "column" from pragma_foreign_key_list(${name}) where "table" not in ('person', 'choice')`.execute(
      db,
    );
    for (const { column } of keys.rows) {
      const plan = await sql<{ detail: string }>`
        explain query plan select 1 from ${sql.table(name)} where ${sql.ref(column)} = 1`.execute(db);
      const details = plan.rows.map(({ detail }) => detail);
      expect([name, column, details.filter((detail) => detail.startsWith('SCAN'))]).toEqual([
        name,
        column,
        [],
      ]);
    }
  }
});

it('copies before the first step of a database that holds something, and only then', async () => {
  const copies: number[] = [];
  const keep = async (from: number) => {
    copies.push(from);
  };
  const first = [step('one', 'create table one (id integer primary key) strict')];
  await migrate(db, keep, first);
  await migrate(db, keep, [...first, step('two', 'create table two (id integer primary key) strict')]);
  expect(copies).toEqual([1]);
});

it('rolls a failing step back whole and keeps the steps before', async () => {
  const steps = [
    step('one', 'create table one (id integer primary key) strict'),
    step('two', 'create table two (id integer primary key) strict', 'create table two (id integer)'),
  ];
  const failed = await migrate(db, noCopy, steps).catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: 'databaseMigrationFailed', params: { step: 'two' } });
  expect(await tables()).toEqual(['one']);
  expect(await version()).toBe(1);
});

it('refuses a step that leaves a broken reference', async () => {
  const steps = [
    step(
      'orphans',
      'create table parent (id integer primary key) strict',
      'create table child (id integer primary key, parent_id integer references parent (id) deferrable initially deferred) strict',
      'insert into child (id, parent_id) values (1, 9)',
    ),
  ];
  const failed = await migrate(db, noCopy, steps).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(AppError);
  expect(await tables()).toEqual([]);
});

it('refuses a database from the future', async () => {
  await sql.raw('pragma user_version = 99').execute(db);
  const failed = await migrate(db, noCopy).catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: 'databaseNewer', params: { found: 99, known: schemaSteps.length } });
});
