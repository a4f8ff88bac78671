import { setTimeout as sleep } from 'node:timers/promises';
import type { Office } from '#server/compose.ts';
import type { Client } from '#testing/app/create-test-app.ts';
import { one, othersDuring } from './automatic-return.ts';
import { resultOf, type Result } from './measure.ts';

const names = 500;
const interactions = 10_000;

/**
 * The duplicate check of 500 names, the search for likely duplicates in the whole register, and merging two customers with
 * 10,000 interactions and undoing it; with what others wait meanwhile for a page of a list. The office is as before afterwards,
 * but for the pairs that were found.
 */
export async function measureDuplicates(office: Office, clerk: Client): Promise<Result[]> {
  const { db } = office.services;
  const list = () => clerk.customers.list({ view: 'pool' });
  const known = await db
    .selectFrom('customer')
    .select(['id', 'name'])
    .where('deleted_at', 'is', null)
    .where('owner_id', 'is', null)
    .orderBy('id')
    .limit(names)
    .execute();
  // A third is here, a third is alike, a third is not.
  const lines = known.map(({ name }, at) =>
    at % 3 === 0 ? name : at % 3 === 1 ? `${name.slice(0, -4)}厂` : `未登记客户${at}${name.slice(-8, -4)}`,
  );
  const results: Result[] = [];
  const timed = async (what: string, work: () => Promise<unknown>) => {
    const began = performance.now();
    const running = work();
    const waits = await othersDuring(running, list);
    results.push(resultOf(what, 'direct', one(performance.now() - began), null));
    results.push(resultOf(`others’ list during: ${what}`, 'direct', waits, null));
    return running;
  };
  await timed(`duplicate check of ${names} names`, () => clerk.duplicates.check({ lines }));
  await timed('likely duplicates in the whole register', async () => {
    await clerk.duplicates.search({});
    while ((await clerk.duplicates.searchState({})).running !== null) await sleep(50);
  });
  const pair = known.slice(0, 2).map(({ id }) => id);
  const [survivorId = 0, otherId = 0] = pair;
  const filler = await db
    .selectFrom('interaction')
    .select('id')
    .where('customer_id', 'not in', pair)
    .limit(interactions)
    .execute();
  const owners = await db
    .selectFrom('interaction')
    .select(['id', 'customer_id'])
    .where(
      'id',
      'in',
      filler.map(({ id }) => id),
    )
    .execute();
  const give = (to: (row: (typeof owners)[number]) => number) =>
    office.services.transaction(async (trx) => {
      for (const row of owners)
        await trx
          .updateTable('interaction')
          .set({ customer_id: to(row) })
          .where('id', '=', row.id)
          .execute();
    });
  await give(() => otherId);
  const customers: { id: number; version: number }[] = [];
  for (const id of pair) customers.push({ id, version: (await clerk.customers.get({ id })).version });
  let mergeId = 0;
  await timed(`merge with ${owners.length} interactions`, async () => {
    ({ mergeId } = await clerk.merging.merge({ survivorId, customers }));
  });
  await timed(`undo of that merge`, () => clerk.merging.undo({ mergeId }));
  await give((row) => row.customer_id);
  return results;
}
