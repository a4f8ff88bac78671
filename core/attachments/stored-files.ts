import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Services } from '../rpc/context.ts';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import { isoNow } from '../shared/ports.ts';
import { graceDays, type StoredFiles } from './attachments.contract.ts';
import type { ObjectFault } from './object-store.ts';

const graceMs = graceDays * 24 * 60 * 60 * 1000;
/** Rows of each list that are shown. */
const shownRows = 200;
/** Objects that are removed or looked up before other calls are let in, and rows that are looked at. */
const atOnce = 50;
const markedAtOnce = 10_000;
/** A file without a row is on its way to one for no longer than this. */
const strayAfterMs = 60 * 60 * 1000;

const unreferred = sql<SqlBool>`not exists
  (select 1 from attachment_version where attachment_version.object_id = stored_object.id)`;

/**
 * Notes since when nothing refers to a content any more, and forgets it where something does again; some rows at a time,
 * other calls between them.
 */
async function markUnreferenced(services: Services): Promise<void> {
  const { db, clock } = services;
  const { last } = await db
    .selectFrom('stored_object')
    .select((eb) => eb.fn.max('id').as('last'))
    .executeTakeFirstOrThrow();
  for (let from = 0; from < (last ?? 0); from += markedAtOnce) {
    const some = sql`id > ${from} and id <= ${from + markedAtOnce}`;
    const { rows } = await sql<{ id: number; referred: number }>`
      select id, not ${unreferred} as referred from stored_object
      where ${some} and (unreferenced_at is null) <> (not ${unreferred})`.execute(db);
    if (rows.length > 0)
      await services.transaction((trx) =>
        sql`update stored_object set unreferenced_at = case when ${unreferred} then ${isoNow(clock)} else null end
          where id in (${sql.join(rows.map(({ id }) => id))})
            and (unreferenced_at is null) <> (not ${unreferred})`.execute(trx),
      );
    await services.betweenParts();
  }
}

/**
 * Files in the store of which the database knows nothing (cut off between the two, or from after a backup that was
 * restored) get a row, as of when they were kept: from then on they are contents that nothing refers to.
 */
async function noteStrays(services: Services): Promise<void> {
  const { db, clock, objects } = services;
  const before = clock.now() - strayAfterMs;
  for await (const names of objects.names()) {
    for (let from = 0; from < names.length; from += atOnce) {
      const some = names.slice(from, from + atOnce);
      const known = await db
        .selectFrom('stored_object')
        .select('sha256')
        .where('sha256', 'in', some)
        .execute();
      const rows = new Set(known.map(({ sha256 }) => sha256));
      for (const sha256 of some.filter((name) => !rows.has(name))) {
        const kept = await objects.keptAt(sha256);
        if (kept === null || kept.at > before) continue;
        const at = new Date(kept.at).toISOString();
        await services.transaction((trx) =>
          trx
            .insertInto('stored_object')
            .values({
              sha256,
              bytes: kept.bytes,
              kind: 'other',
              charset: null,
              created_at: at,
              unreferenced_at: at,
            })
            .onConflict((conflict) => conflict.column('sha256').doNothing())
            .execute(),
        );
      }
    }
    await services.betweenParts();
  }
}

async function sums(db: ReadDb, where: RawBuilder<SqlBool>): Promise<{ count: number; bytes: number }> {
  const { rows } = await sql<{ count: number; bytes: number }>`
    select count(*) as count, coalesce(sum(bytes), 0) as bytes from stored_object where ${where}`.execute(db);
  return rows[0] ?? { count: 0, bytes: 0 };
}

const shortHash = (hash: string) => hash.slice(0, 16);

/** What is stored, what nothing refers to any more, and what was found damaged: sizes and dates, never whose. */
export async function storedFiles(services: Services): Promise<StoredFiles> {
  await markUnreferenced(services);
  const { db, clock, objects } = services;
  const due = new Date(clock.now() - graceMs).toISOString();
  const rows = await db
    .selectFrom('stored_object')
    .select(['sha256 as hash', 'bytes', 'unreferenced_at as since'])
    .where('unreferenced_at', 'is not', null)
    .orderBy('unreferenced_at')
    .orderBy('id')
    .limit(shownRows)
    .execute();
  const faults = await sql<{ hash: string; bytes: number; since: string; fault: ObjectFault; files: number }>`
    select sha256 as hash, bytes, fault_at as since, fault, (select count(distinct attachment_id)
      from attachment_version where object_id = stored_object.id) as files
    from stored_object where fault_at is not null order by fault_at desc, id limit ${shownRows}`.execute(db);
  return {
    objects: await sums(db, sql<SqlBool>`1 = 1`),
    freeBytes: await objects.free(),
    unreferenced: {
      ...(await sums(db, sql<SqlBool>`unreferenced_at is not null`)),
      due: await sums(db, sql<SqlBool>`unreferenced_at <= ${due}`),
      rows: rows.map(({ hash, bytes, since }) => ({ hash: shortHash(hash), bytes, since: since ?? '' })),
    },
    faults: faults.rows.map((row) => ({ ...row, hash: shortHash(row.hash) })),
  };
}

/** Forgets some contents that may go; answers their hashes. The rows go first: a file without a row harms nobody. */
async function forgetSome(trx: WriteDb, due: string): Promise<{ sha256: string; bytes: number }[]> {
  const { rows } = await sql<{ id: number; sha256: string; bytes: number }>`
    select id, sha256, bytes from stored_object where unreferenced_at <= ${due} and ${unreferred}
    order by unreferenced_at limit ${atOnce}`.execute(trx);
  if (rows.length > 0)
    await trx
      .deleteFrom('stored_object')
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute();
  return rows;
}

/**
 * Removes contents that nothing has referred to for {@link graceDays}, and files of which the database never heard.
 * Answers how much went. By hand and by the daily run; run twice it does nothing more.
 */
export async function cleanStoredFiles(
  services: Services,
  stopped: () => boolean = () => false,
): Promise<{ count: number; bytes: number }> {
  await noteStrays(services);
  await markUnreferenced(services);
  const due = new Date(services.clock.now() - graceMs).toISOString();
  const gone = { count: 0, bytes: 0 };
  for (;;) {
    if (stopped()) return gone;
    const now = services.clock.now();
    const some = await services.transaction((trx) => forgetSome(trx, due));
    for (const { sha256, bytes } of some) {
      // What is being kept again meanwhile is left alone: its file is younger.
      if (!(await services.objects.remove(sha256, now))) continue;
      gone.count += 1;
      gone.bytes += bytes;
    }
    if (some.length === 0) return gone;
    await services.breathe();
  }
}
