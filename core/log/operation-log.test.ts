import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConnection, type Connection } from '#db/dialects/sqlite/connection.ts';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { differences, verifyLog } from './operation-log.ts';

let app: TestApp;
let connection: Connection;
let lines: number;
beforeAll(async () => {
  app = await createTestApp();
  for (let at = 0; at < 15; at++) {
    const made = await app
      .as('anna')
      .customers.create({ fields: app.fields(`链条${at}号`), claim: true, confirmSimilar: true });
    await app.as('anna').pool.return({ ids: [made.id], reason: '试' });
  }
  connection = openConnection(app.office.paths.database);
  lines = Number(connection.prepare('select max(seq) from operation_log').pluck().get());
});
afterAll(async () => {
  connection.close();
  await app.close();
});

const verify = () => verifyLog(app.office.services.db, app.office.services.hasher, async () => undefined);

/** Changes the log behind the program's back, looks, and undoes it. */
async function afterTampering(statement: string, ...values: (string | number)[]) {
  connection.exec(
    'begin; drop trigger operation_log_keep_update; drop trigger operation_log_keep_delete; commit',
  );
  connection.exec('create table kept as select * from operation_log');
  try {
    connection.prepare(statement).run(...values);
    return await verify();
  } finally {
    connection.exec(
      'delete from operation_log; insert into operation_log select * from kept; drop table kept',
    );
    connection.exec(`create trigger operation_log_keep_update before update on operation_log
      begin select raise(abort, 'append-only'); end`);
    connection.exec(`create trigger operation_log_keep_delete before delete on operation_log
      begin select raise(abort, 'append-only'); end`);
  }
}

describe('the chain (spec §15)', () => {
  it('holds as it was written, and the database itself refuses to change it', async () => {
    expect(await verify()).toEqual({ lines, firstBad: null });
    expect(() => connection.exec("update operation_log set action = 'x' where seq = 3")).toThrow(
      'append-only',
    );
    expect(() => connection.exec('delete from operation_log where seq = 3')).toThrow('append-only');
  });

  it('shows the first line that was edited, whatever was edited', async () => {
    const columns = ['at', 'person_id', 'device', 'action', 'entity', 'entity_id', 'before', 'after', 'hash'];
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: lines }),
        fc.constantFrom(...columns),
        async (seq, column) => {
          const value = column.endsWith('_id') ? 424_242 : '2020-01-01T00:00:00.000Z';
          if (column === 'person_id') connection.pragma('foreign_keys = off');
          const found = await afterTampering(
            `update operation_log set "${column}" = ? where seq = ?`,
            value,
            seq,
          );
          connection.pragma('foreign_keys = on');
          expect(found.firstBad).toBe(seq);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('shows removed, inserted and reordered lines', async () => {
    expect((await afterTampering('delete from operation_log where seq = 5')).firstBad).toBe(5);
    const insert = `insert into operation_log
      select ${lines + 1}, at, person_id, device, action, entity, entity_id, before, after, hash from operation_log where seq = 4`;
    expect((await afterTampering(insert)).firstBad).toBe(lines + 1);
    const swap = 'update operation_log set seq = case seq when 6 then -6 else seq end where seq = ?';
    expect((await afterTampering(swap, 6)).firstBad).toBe(6);
  });

  it('counts its lines, so that a cut-off end is seen by whoever remembers how many there were', async () => {
    const cut = await afterTampering('delete from operation_log where seq > ?', lines - 3);
    expect(cut).toEqual({ lines: lines - 3, firstBad: null });
  });
});

describe('differences', () => {
  it('names exactly what changed, and null when nothing did', () => {
    expect(differences({ a: 1, b: [1, 2], c: null }, { a: 1, b: [1, 2], c: null })).toBeNull();
    expect(differences({ a: 1, b: [1, 2], c: null }, { a: 2, b: [2, 1], c: null })).toEqual({
      before: { a: 1, b: [1, 2] },
      after: { a: 2, b: [2, 1] },
    });
  });
});
