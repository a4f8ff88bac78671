import { setTimeout as sleep } from 'node:timers/promises';
import { returnOverdue } from '#core/protection/index.ts';
import type { Office } from '#server/compose.ts';
import type { Client } from '#testing/app/create-test-app.ts';
import { resultOf, timesOf, type Result, type Times } from './measure.ts';

const hits = 5000;
/** How often somebody else asks for something meanwhile, in milliseconds. */
const pace = 5;

const never = { all: null, A: null, B: null, C: null };
const off = { interactionDays: never, dealDays: never, freshDays: 0, afterDealDays: null };

/** How long others wait, from the moment at which they wanted to ask, while `work` runs. */
export async function othersDuring(work: Promise<unknown>, ask: () => Promise<unknown>): Promise<Times> {
  const waits: number[] = [];
  let done = false;
  const others = (async () => {
    while (!done) {
      const wanted = performance.now() + pace;
      await sleep(pace);
      await ask();
      waits.push(performance.now() - wanted);
    }
  })();
  await work.finally(() => {
    done = true;
  });
  await others;
  return timesOf(waits);
}

export const one = (milliseconds: number): Times => ({
  median: milliseconds,
  p95: milliseconds,
  max: milliseconds,
});

/**
 * The automatic return of 5,000 customers in one run (spec §3.4) and its undoing, with what others wait meanwhile for a
 * page of a list and for a change. The office is as before afterwards.
 */
export async function measureAutomaticReturn(
  office: Office,
  { clerk, salesperson }: { readonly clerk: Client; readonly salesperson: Client },
): Promise<Result[]> {
  const { services } = office;
  const taken = await services.db
    .selectFrom('customer')
    .select(['id', 'claimed_at'])
    .where('owner_id', 'is not', null)
    .where('deleted_at', 'is', null)
    .where('status', '<>', 'deal')
    .where('last_interaction_at', 'is', null)
    .orderBy('id')
    .limit(hits)
    .execute();
  const claim = (at: (row: (typeof taken)[number]) => string | null) =>
    services.transaction(async (trx) => {
      for (const row of taken) {
        await trx
          .updateTable('customer')
          .set({ claimed_at: at(row) })
          .where('id', '=', row.id)
          .where('owner_id', 'is not', null)
          .execute();
      }
    });
  await claim(() => '2010-01-01T00:00:00.000Z');
  const save = async (all: number | null) => {
    const { version } = await clerk.protection.rules({});
    const figures = { ...off, interactionDays: { ...never, all } };
    await clerk.protection.saveRules({
      version,
      figures,
      holdsFrom: services.clock.today(),
      maxLocked: null,
    });
  };
  await save(3650);
  const list = () =>
    salesperson.customers.list({ view: 'pool', sort: { by: 'name', direction: 'asc' }, limit: 100 });
  // Something that writes and is nobody's business.
  const change = () => salesperson.notices.markRead({ ids: 'all' });
  let nth = 0;
  const ask = () => ((nth += 1) % 2 === 0 ? list() : change());
  const began = performance.now();
  const run = returnOverdue(services);
  const waits = await othersDuring(run, ask);
  const took = performance.now() - began;
  const { returned } = await run;
  const [latest] = await clerk.protection.runs({});
  const undoBegan = performance.now();
  const undo = clerk.protection.undoRun({ id: latest?.id ?? 0 });
  const undoWaits = await othersDuring(undo, ask);
  const undoTook = performance.now() - undoBegan;
  await save(null);
  await claim((row) => row.claimed_at);
  return [
    resultOf(`automatic return of ${returned.toLocaleString('en')}`, 'direct', one(took), null),
    resultOf('list or change meanwhile', 'direct', waits, null),
    resultOf('… the longest wait', 'direct', one(waits.max), null),
    resultOf('undoing it', 'direct', one(undoTook), null),
    resultOf('… the longest wait', 'direct', one(undoWaits.max), null),
  ];
}
