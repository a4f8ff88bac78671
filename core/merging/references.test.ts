import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { references } from './references.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ people: [] });
});
afterAll(() => app.close());

/** Columns that refer to customers by a foreign key, and those that are named as if they did. */
async function referringColumns(): Promise<string[]> {
  const { db } = app.office.services;
  const tables = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`.execute(db);
  const found = new Set<string>();
  for (const { name } of tables.rows) {
    const keys = await sql<{ from: string; table: string }>`
      select "from", "table" from pragma_foreign_key_list(${name})`.execute(db);
    for (const key of keys.rows) if (key.table === 'customer') found.add(`${name}.${key.from}`);
    const columns = await sql<{ name: string }>`select name from pragma_table_info(${name})`.execute(db);
    for (const column of columns.rows)
      if (column.name.endsWith('customer_id')) found.add(`${name}.${column.name}`);
  }
  return [...found].toSorted();
}

it('every column that refers to customers is moved by a merge, or says why not (spec §3.10)', async () => {
  const known = references.map(({ table, column }) => `${table}.${column}`);
  expect(known.toSorted()).toEqual(await referringColumns());
  const silent = references.filter((reference) => reference.how === 'stays' && reference.because.length < 10);
  expect(silent).toEqual([]);
});

it('what is moved by its key has that key', async () => {
  const { db } = app.office.services;
  for (const reference of references) {
    if (reference.how === 'stays') continue;
    const keys = await sql<{ name: string }>`
      select name from pragma_table_info(${reference.table}) where pk > 0`.execute(db);
    expect(keys.rows.map(({ name }) => name)).toContain(reference.key);
  }
});
