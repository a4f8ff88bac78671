import { accessToMany, dueWithin, fallsBack, protectedAmong, rulesFrom } from '../customers/index.ts';
import type { Inquiry } from '../rpc/context.ts';
import { loadProtectionRules } from '../settings/index.ts';
import { addDays, isLocalDate } from '../shared/local-date.ts';
import type { Soon } from './protection.contract.ts';

/** So far ahead one is told what falls back soon. */
const soonDays = 7;
const shown = 6;

/** One's own customers that fall back within a week, the nearest first: some of them, and how many there are. */
export async function listSoon(inquiry: Inquiry): Promise<Soon> {
  const { db, actor, services } = inquiry;
  const today = services.clock.today();
  if (!isLocalDate(today)) return { count: 0, rows: [] };
  const last = addDays(today, soonDays);
  const rules = rulesFrom(await loadProtectionRules(db), today);
  const condition = dueWithin(rules, last, services.clock);
  if (condition === null) return { count: 0, rows: [] };
  const own = await db
    .selectFrom('customer')
    .select('id')
    .where('owner_id', '=', actor.id)
    .where('deleted_at', 'is', null)
    .where(condition)
    .execute();
  const ids = own.map(({ id }) => id);
  const found = ids.length === 0 ? [] : await protectedAmong(db, ids, condition);
  const soon = found
    .flatMap((customer) => {
      const falls = fallsBack(customer, rules, today, services.clock);
      return falls === null || falls.on > last ? [] : [{ id: customer.id, falls }];
    })
    .toSorted((a, b) => (a.falls.on === b.falls.on ? a.id - b.id : a.falls.on < b.falls.on ? -1 : 1));
  const first = soon.slice(0, shown);
  const reached = await accessToMany(
    inquiry,
    first.map(({ id }) => id),
  );
  return {
    count: soon.length,
    rows: first.flatMap(({ id, falls }) => {
      const access = reached.get(id);
      if (access === undefined) return [];
      const { name, number } = access.customer;
      return [{ id, name, number, fallsBack: falls }];
    }),
  };
}
