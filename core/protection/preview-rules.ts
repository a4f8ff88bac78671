import { accessToMany, dueBy, fallsBack, protectedAmong, rulesFrom } from '../customers/index.ts';
import type { Actor } from '../permissions/actor.ts';
import type { Services } from '../rpc/context.ts';
import type { ProtectionFigures } from '../settings/settings.contract.ts';
import { AppError } from '../shared/errors.ts';
import { addDays, isLocalDate } from '../shared/local-date.ts';
import type { Hit, Preview } from './protection.contract.ts';
import { walkCustomers } from './walk.ts';

/** How far ahead the preview counts what follows. */
const soonDays = 30;

/**
 * Spec §3.4: what rules would return on the day from which they hold, before they are saved; nothing is changed.
 * A day that is past counts as today.
 */
export async function previewRules(
  { services, actor }: { readonly services: Services; readonly actor: Actor },
  input: {
    readonly figures: ProtectionFigures;
    readonly holdsFrom: string;
    readonly after?: number | undefined;
    readonly limit: number;
  },
): Promise<Preview> {
  const { clock, db } = services;
  const today = clock.today();
  const { figures, holdsFrom, after = 0, limit } = input;
  if (!isLocalDate(holdsFrom) || !isLocalDate(today))
    throw new AppError('invalidInput', {}, { fields: [{ path: 'holdsFrom', code: 'notADay' }] });
  const on = holdsFrom < today ? today : holdsFrom;
  const rules = rulesFrom({ figures, holdsFrom: on, before: figures, maxLocked: null, version: 1 }, on);
  const count = async (day: typeof on, each: (row: { id: number; owner_id: number }) => void) => {
    const condition = dueBy(rules, day, clock);
    if (condition === null) return;
    await walkCustomers(services, condition, async (rows) => rows.forEach(each));
  };
  const owners = new Map<number, number>();
  const page: number[] = [];
  let hits = 0;
  let more = false;
  await count(on, ({ id, owner_id }) => {
    hits += 1;
    owners.set(owner_id, (owners.get(owner_id) ?? 0) + 1);
    if (id <= after) return;
    if (page.length < limit) page.push(id);
    else more = true;
  });
  let soon = -hits;
  await count(addDays(on, soonDays), () => void (soon += 1));
  const condition = dueBy(rules, on, clock);
  const found = condition === null ? [] : await protectedAmong(db, page, condition);
  const reached = await accessToMany({ db, actor }, page);
  const rows = found.flatMap((customer): Hit[] => {
    const access = reached.get(customer.id);
    const falls = fallsBack(customer, rules, today, clock);
    if (access === undefined || falls === null) return [];
    const { number, name } = access.customer;
    return [{ id: customer.id, number, name, ownerId: customer.ownerId, fallsBack: falls }];
  });
  return {
    hits,
    owners: [...owners].map(([ownerId, of]) => ({ ownerId, hits: of })).toSorted((a, b) => b.hits - a.hits),
    soon,
    rows,
    next: more ? (page.at(-1) ?? null) : null,
  };
}
