import { Worker } from 'node:worker_threads';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { listChoices } from '#core/choices/choices.repository.ts';
import { canonicalJson } from '#core/shared/canonical-json.ts';
import type { BuiltInRole } from '#core/permissions/rights.ts';
import { createOffice } from '#core/sessions/index.ts';
import type { Hasher } from '#core/shared/ports.ts';
import { openOffice, type Office } from '#server/compose.ts';
import { quickPasswords, silentLog } from '#testing/app/create-test-app.ts';
import { choicesByLabel, type ChoiceIds } from '../server/demo/generate.ts';
import { customerColumns, type PreparedCustomer, type RowsWanted, type Staff } from './rows.ts';

const seed = 42;
const sellers = 24;
const batch = 5000;

/** An office as it is measured; without password hashing, which is not the point. */
export function openBenchOffice(dataDir: string): Promise<Office> {
  return openOffice({ dataDir, log: silentLog, passwords: quickPasswords });
}

async function addPeople(office: Office): Promise<Staff> {
  const { services } = office;
  const input = { officeName: '测量办公室', personName: '内勤', password: 'measured' };
  return createOffice(services, input, { device: 'bench', mustChangePassword: false }, async (trx, clerk) => {
    const roles = new Map(
      (await trx.selectFrom('role').select(['id', 'built_in']).execute()).map((role) => [
        role.built_in,
        role.id,
      ]),
    );
    const add = async (name: string, role: BuiltInRole, superior: number | null) => {
      const { id } = await trx
        .insertInto('person')
        .values({
          name,
          name_key: name,
          password_hash: 'none',
          must_change_password: 0,
          department_id: null,
          superior_id: superior,
          language: null,
          created_at: new Date(services.clock.now()).toISOString(),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await trx
        .insertInto('person_role')
        .values({ person_id: id, role_id: roles.get(role) ?? 0 })
        .execute();
      return id;
    };
    const managers: number[] = [];
    for (let nth = 0; nth < 4; nth++) managers.push(await add(`主管${nth}`, 'manager', null));
    const owners: number[] = [];
    for (let nth = 0; nth < sellers; nth++)
      owners.push(await add(`业务员${nth}`, 'salesperson', managers[nth % 4] ?? null));
    return { clerk, sellers: owners, superior: 0 };
  });
}

/** Who there is in an office that was filled before. */
export async function staffOf(office: Office): Promise<Staff> {
  const people = await office.services.db
    .selectFrom('person_role')
    .innerJoin('role', 'role.id', 'person_role.role_id')
    .select(['person_id', 'built_in'])
    .orderBy('person_id')
    .execute();
  const of = (role: BuiltInRole) => people.flatMap((row) => (row.built_in === role ? [row.person_id] : []));
  return { clerk: of('clerk')[0] ?? 0, sellers: of('salesperson'), superior: of('manager').at(-3) ?? 0 };
}

/** Appends to the operation log, chained to the line before. */
export function logWriter(hasher: Hasher, connection: Database) {
  const last = connection.prepare('select seq, hash from operation_log order by seq desc limit 1');
  const { seq: start, hash: chain } = (last.get() as { seq: number; hash: string } | undefined) ?? {
    seq: 0,
    hash: 'kechi',
  };
  let [seq, hash] = [start, chain];
  const insert = connection.prepare(
    `insert into operation_log (seq, at, person_id, device, action, entity, entity_id, before, after, hash)
     values (?, ?, ?, ?, ?, 'customer', ?, ?, ?, ?)`,
  );
  return (line: {
    at: string;
    by: number;
    action: string;
    id: number;
    before: string | null;
    after: string | null;
  }) => {
    seq++;
    const { at, by, action, id, before, after } = line;
    const hashed = {
      seq,
      at,
      person_id: by,
      device: 'bench',
      action,
      entity: 'customer',
      entity_id: id,
      before,
      after,
    };
    hash = hasher.chain(`${hash}\n${canonicalJson(hashed)}`);
    insert.run(seq, at, by, 'bench', action, id, before, after, hash);
  };
}

/** Statements that write a customer as the program does: row, tags, search row, ownership events, chained log lines. */
export function customerWriter(hasher: Hasher, connection: Database): (customer: PreparedCustomer) => number {
  const log = logWriter(hasher, connection);
  const marks = customerColumns.map(() => '?').join(', ');
  const row = connection.prepare(`insert into customer (${customerColumns.join(', ')}) values (${marks})`);
  const tag = connection.prepare('insert into customer_tag (customer_id, choice_id) values (?, ?)');
  const search = connection.prepare('insert into customer_search (rowid, tokens) values (?, ?)');
  const event = connection.prepare(
    'insert into ownership_event (customer_id, kind, from_id, to_id, by_id, reason, at) values (?, ?, ?, ?, ?, ?, ?)',
  );
  return ({ columns, tags, tokens, events }) => {
    const id = Number(row.run(...columns).lastInsertRowid);
    for (const choice of tags) tag.run(id, choice);
    search.run(id, tokens);
    for (const { kind, from, to, by, reason, at, before, after } of events) {
      event.run(id, kind, from, to, by, reason, at);
      log({ at, by, action: kind, id, before, after });
    }
    return id;
  };
}

/** Batches of prepared customers from a thread of their own, two ahead of the writer. */
async function* prepared(wanted: Omit<RowsWanted, 'from' | 'count'>): AsyncGenerator<PreparedCustomer[]> {
  const worker = new Worker(new URL('./fill-worker.ts', import.meta.url));
  const ask = (from: number) => {
    const count = Math.min(batch, wanted.total - from);
    if (count > 0) worker.postMessage({ ...wanted, from, count } satisfies RowsWanted);
  };
  const next = () =>
    new Promise<PreparedCustomer[]>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('message', (rows: PreparedCustomer[]) => {
        worker.off('error', reject);
        resolve(rows);
      });
    });
  try {
    ask(0);
    for (let from = 0; from < wanted.total; from += batch) {
      ask(from + batch);
      yield await next();
    }
  } finally {
    await worker.terminate();
  }
}

/** The indexes of a table but the unique ones of its constraints: made again at the end, which is faster than keeping them all along. */
export function dropIndexes(connection: Database, table = 'customer'): string[] {
  const found = connection
    .prepare("select name, sql from sqlite_schema where type = 'index' and tbl_name = ? and sql is not null")
    .all(table) as { name: string; sql: string }[];
  for (const { name } of found) connection.exec(`drop index ${name}`);
  return found.map(({ sql }) => sql);
}

/**
 * Makes an office with so many customers in an empty folder: the same rows, derived columns, search rows, ownership
 * events and chained log lines as the program writes. Answers how many customers a second.
 */
export async function fillOffice(dataDir: string, total: number): Promise<{ perSecond: number }> {
  const office = await openBenchOffice(dataDir);
  const { hasher } = office.services;
  const staff = await addPeople(office);
  const choices: ChoiceIds = choicesByLabel(await listChoices(office.services.db));
  const { database } = office.paths;
  await office.close();

  const began = performance.now();
  const connection = new BetterSqlite(database);
  for (const pragma of [
    'journal_mode = off',
    'synchronous = off',
    'cache_size = -400000',
    'temp_store = memory',
  ]) {
    connection.pragma(pragma);
  }
  const indexes = dropIndexes(connection);
  const write = customerWriter(hasher, connection);
  for await (const rows of prepared({ seed, total, choices, staff, now: Date.now() })) {
    connection.exec('begin');
    for (const row of rows) write(row);
    connection.exec('commit');
  }
  for (const index of indexes) connection.exec(index);
  connection
    .prepare("insert or replace into number_counter (name, period, next_value) values ('customer', '', ?)")
    .run(total + 1);
  connection.close();
  return { perSecond: Math.round((total / (performance.now() - began)) * 1000) };
}
