import { sql } from 'kysely';
import type { Office } from '#server/compose.ts';
import type { Client } from '#testing/app/create-test-app.ts';
import { directClient, openSession } from './doors.ts';
import { one, othersDuring } from './automatic-return.ts';
import { resultOf, type Result } from './measure.ts';
import type { Staff } from './rows.ts';

const handed = 10_000;

/**
 * The handover of a person with 10,000 customers (spec §12) to all colleagues, evenly, in one transaction, and its
 * undoing. While it runs, others ask for a page of a list, or change something: changes wait for the transaction.
 * The clerk of the bench is administrator too.
 */
export async function measureHandover(
  office: Office,
  salesperson: Client,
  { clerk, sellers }: Staff,
): Promise<Result[]> {
  const { services } = office;
  const client = directClient(office, await openSession(office, clerk));
  const [seller, leaver = 0, ...receivers] = sellers;
  const at = new Date(services.clock.now()).toISOString();
  // Whoever leaves has ten thousand; nobody but the bench would move them past the events.
  await services.transaction((trx) =>
    sql`update customer set owner_id = ${leaver}, claimed_at = ${at}, pooled_at = null
      where id in (select id from customer where deleted_at is null and owner_id is not ${seller}
        order by owner_id = ${leaver} desc, id limit ${handed})`.execute(trx),
  );
  await services.transaction((trx) =>
    sql`update customer set owner_id = null, claimed_at = null, pooled_at = ${at}
      where owner_id = ${leaver} and claimed_at <> ${at}`.execute(trx),
  );
  const plan = { personId: leaver, rest: receivers.slice(0, 20) };
  const list = () =>
    salesperson.customers.list({ view: 'pool', sort: { by: 'name', direction: 'asc' }, limit: 100 });
  const change = () => salesperson.notices.markRead({ ids: 'all' });
  const previewBegan = performance.now();
  const { customers } = await client.handover.preview(plan);
  const previewTook = performance.now() - previewBegan;
  const timed = async (work: () => Promise<unknown>, ask: () => Promise<unknown>) => {
    const began = performance.now();
    const waits = await othersDuring(work(), ask);
    return { took: performance.now() - began, longest: waits.max };
  };
  let id = 0;
  const run = async () => {
    ({ id } = await client.handover.run({ plan, reason: null, expected: customers }));
  };
  const undo = () => client.handover.undo({ id });
  const readWhile = await timed(run, list);
  const readWhileUndone = await timed(undo, list);
  const changeWhile = await timed(run, change);
  await undo();
  const name = (text: string) => `${text} ${customers.toLocaleString('en')}`;
  return [
    resultOf(name('preview of a handover of'), 'direct', one(previewTook), null),
    resultOf(name('handover of'), 'direct', one(readWhile.took), null),
    resultOf('… the longest wait for a list', 'direct', one(readWhile.longest), null),
    resultOf('… the longest wait for a change', 'direct', one(changeWhile.longest), null),
    resultOf('undoing it', 'direct', one(readWhileUndone.took), null),
    resultOf('… the longest wait for a list', 'direct', one(readWhileUndone.longest), null),
  ];
}
