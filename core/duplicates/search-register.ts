import { sql } from 'kysely';
import type { Actor } from '../permissions/actor.ts';
import type { Services } from '../rpc/context.ts';
import { isoNow, pacer } from '../shared/ports.ts';
import type { SearchState } from './duplicates.contract.ts';
import { findPairs, type Comparable, type FoundPair } from './find-pairs.ts';

/** Most pairs that are kept, the likeliest. */
const mostKept = 20_000;
const readAtOnce = 1000;
const writtenAtOnce = 100;

class Stopped extends Error {}

interface Running {
  handled: number;
  customers: number;
  stop: boolean;
  done: Promise<void>;
}

/** The search of each open office; none is under way where nothing stands here. */
const running = new WeakMap<object, Running>();
/** One entry per office, whichever of its services asks. */
const officeOf = (services: Services): object => services.changes;

async function readRegister(
  services: Services,
  run: Running,
  pace: () => Promise<void>,
): Promise<Comparable[]> {
  const customers: Comparable[] = [];
  for (let after = 0; ;) {
    const rows = await services.db
      .selectFrom('customer')
      .select(['id', 'name_core', 'tax_key', 'email_domain', 'search_phone'])
      .where('id', '>', after)
      .where('deleted_at', 'is', null)
      .orderBy('id')
      .limit(readAtOnce)
      .execute();
    for (const row of rows)
      customers.push({
        id: row.id,
        core: row.name_core,
        taxKey: row.tax_key,
        domain: row.email_domain,
        phones: row.search_phone.split('|').filter((digits) => digits.length >= 7),
      });
    run.customers = customers.length;
    if (run.stop) throw new Stopped();
    if (rows.length < readAtOnce) return customers;
    after = rows.at(-1)?.id ?? 0;
    await pace();
  }
}

async function dismissedPairs({ db }: Services): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('not_duplicate').select(['a_id', 'b_id']).execute();
  return new Set(rows.map(({ a_id: a, b_id: b }) => `${a} ${b}`));
}

/** The pairs in the place of those of the search before, some hundred per transaction. */
async function keepPairs(
  services: Services,
  run: Running,
  runId: number,
  pairs: readonly FoundPair[],
): Promise<void> {
  for (let from = 0; from < pairs.length; from += writtenAtOnce) {
    if (run.stop) throw new Stopped();
    const rows = pairs.slice(from, from + writtenAtOnce).map((pair) => ({
      a_id: pair.aId,
      b_id: pair.bId,
      score: pair.score,
      likeness: pair.likeness,
      reasons: pair.reasons.join(','),
      run_id: runId,
    }));
    await services.transaction((trx) =>
      trx
        .insertInto('likely_duplicate')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['a_id', 'b_id']).doUpdateSet((eb) => ({
            score: eb.ref('excluded.score'),
            likeness: eb.ref('excluded.likeness'),
            reasons: eb.ref('excluded.reasons'),
            run_id: eb.ref('excluded.run_id'),
          })),
        )
        .execute(),
    );
    await services.breathe();
  }
  for (;;) {
    const gone = await services.transaction((trx) =>
      sql`delete from likely_duplicate where id in (
        select id from likely_duplicate where run_id <> ${runId} limit 500)`.execute(trx),
    );
    if ((gone.numAffectedRows ?? 0n) === 0n) return;
    await services.breathe();
  }
}

async function search(services: Services, actor: Pick<Actor, 'id'>, run: Running): Promise<void> {
  const { id: runId } = await services.transaction((trx) =>
    trx
      .insertInto('duplicate_run')
      .values({ by_id: actor.id, started_at: isoNow(services.clock) })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const pacing = pacer(services);
  const pace = async () => {
    if (run.stop) throw new Stopped();
    await pacing();
  };
  const finish = (failed: boolean, pairs: number) =>
    services.transaction((trx) =>
      trx
        .updateTable('duplicate_run')
        .set({ finished_at: isoNow(services.clock), failed: failed ? 1 : 0, customers: run.customers, pairs })
        .where('id', '=', runId)
        .execute(),
    );
  try {
    const customers = await readRegister(services, run, pace);
    const dismissed = await dismissedPairs(services);
    const found = await findPairs(customers, pace, (handled) => {
      run.handled = handled;
    });
    const kept = found
      .filter(({ aId, bId }) => !dismissed.has(`${aId} ${bId}`))
      .toSorted((a, b) => b.score - a.score)
      .slice(0, mostKept);
    await keepPairs(services, run, runId, kept);
    await finish(false, kept.length);
  } catch (error) {
    // The office closes: the search counts as not ended, and somebody starts it again.
    if (error instanceof Stopped) return;
    await finish(true, 0);
    services.log.error('the search for duplicates failed', {
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}

/** Begins to look for likely duplicates in the whole register, unless that is under way; follow it by {@link searchState}. */
export async function startSearch(services: Services, actor: Pick<Actor, 'id'>): Promise<SearchState> {
  const office = officeOf(services);
  if (!running.has(office)) {
    const run: Running = { handled: 0, customers: 0, stop: false, done: Promise.resolve() };
    running.set(office, run);
    run.done = search(services, actor, run).finally(() => {
      running.delete(office);
      services.changes.publish(['customers']);
    });
  }
  return searchState(services);
}

/** How far the search is, and what the last one found. */
export async function searchState(services: Services): Promise<SearchState> {
  const run = running.get(officeOf(services));
  const rows = await services.db
    .selectFrom('duplicate_run')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(20)
    .execute();
  const last = rows.find(({ finished_at, failed }) => finished_at !== null && failed === 0);
  const [latest] = rows;
  return {
    running: run === undefined ? null : { handled: run.handled, customers: run.customers },
    last:
      last === undefined
        ? null
        : { finishedAt: last.finished_at ?? '', customers: last.customers, pairs: last.pairs },
    failed: run === undefined && latest !== undefined && latest !== last,
  };
}

/** Ends a search under way; resolves when nothing of it runs any more. For closing the office. */
export async function stopSearch(services: Services): Promise<void> {
  const run = running.get(officeOf(services));
  if (run === undefined) return;
  run.stop = true;
  await run.done;
}
