import { sql } from 'kysely';
import { accessToMany, heldBy, limitsOf } from '../customers/index.ts';
import type { CustomerLevel } from '../customers/customers.contract.ts';
import { inNameOrder } from '../people/index.ts';
import type { Inquiry } from '../rpc/context.ts';
import { loadOfficeSettings } from '../settings/index.ts';
import type { ReadDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import { isoNow } from '../shared/ports.ts';
import type { Draft, DraftItem } from './draft.ts';
import type {
  Belonging,
  Figure,
  Handover,
  HandoverPlan,
  HandoverPreview,
  Leaver,
  Outcome,
  Overview,
  OwnedRecord,
  Portion,
  Sheet,
} from './handover.contract.ts';
import { mayHandOver, seesCustomersOf, withinHandover } from './handover.policy.ts';
import { findHandovers, outcomesOf, sheetRows } from './handover.repository.ts';
import { handoverKinds } from './kinds.ts';
import { gatherItems, prepare } from './run-handover.ts';
import { receiversOf } from './split.ts';

function tally<Key>(keys: Iterable<Key>): Figure<Key>[] {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return Array.from(counts, ([key, count]) => ({ key, count })).toSorted((a, b) => b.count - a.count);
}

async function leavers(db: ReadDb, only: 'all' | readonly number[]): Promise<Leaver[]> {
  const rows = await sql<Omit<Leaver, 'active'> & { readonly active: number }>`
    select person.id, person.name, department.name as department, person.active,
      (select count(*) from customer where owner_id = person.id and deleted_at is null) as customers,
      (select count(*) from task where person_id = person.id and done_at is null and deleted_at is null) as tasks
    from person left join department on department.id = person.department_id
    where ${only === 'all' ? sql`1 = 1` : sql`person.id in (${sql.join(only)})`}`.execute(db);
  return inNameOrder(rows.rows.map((row) => ({ ...row, active: row.active === 1 })));
}

/** Whose things one may hand over, without oneself. */
export async function listLeavers({ db, actor }: Inquiry): Promise<Leaver[]> {
  return (await leavers(db, withinHandover(actor))).filter(({ id }) => id !== actor.id);
}

async function leaver({ db, actor }: Inquiry, personId: number): Promise<Leaver> {
  const [person] = mayHandOver(actor, personId) ? await leavers(db, [personId]) : [];
  if (person === undefined) throw new AppError('notFound');
  return person;
}

const provinceDigits = 2;

/** What belongs to a person, in figures. Throws `notFound` for somebody out of reach. */
export async function overviewOf(inquiry: Inquiry, personId: number): Promise<Overview> {
  const { db, actor } = inquiry;
  const person = await leaver(inquiry, personId);
  const counts = new Map<Belonging, number>();
  for (const { name, found } of handoverKinds) {
    const counted = await sql<{ count: number }>`
      select count(*) as count from (${found(personId, actor.today)}) as found`.execute(db);
    counts.set(name, counted.rows[0]?.count ?? 0);
  }
  const customers = await db
    .selectFrom('customer')
    .innerJoin('choice', 'choice.id', 'customer.industry_id')
    .select(['region_code', 'industry_id', 'choice.label', 'level', 'status'])
    .where('owner_id', '=', personId)
    .where('deleted_at', 'is', null)
    .execute();
  const { below } = await db
    .selectFrom('person')
    .select((eb) => eb.fn.countAll<number>().as('below'))
    .where('superior_id', '=', personId)
    .where('active', '=', 1)
    .executeTakeFirstOrThrow();
  const labels = new Map(customers.map((row) => [row.industry_id, row.label]));
  return {
    person,
    counts: Object.fromEntries(counts) as Record<Belonging, number>,
    subordinates: below,
    provinces: tally(customers.map((row) => row.region_code?.slice(0, provinceDigits) ?? null)),
    industries: tally(customers.map((row) => row.industry_id)).map((figure) => ({
      ...figure,
      label: labels.get(figure.key) ?? '',
    })),
    levels: tally(customers.map((row) => row.level as CustomerLevel | null)),
    statuses: tally(customers.map((row) => row.status as Overview['statuses'][number]['key'])),
    seesCustomers: seesCustomersOf(actor, personId),
  };
}

/**
 * Records of one kind that are theirs, in the order in which they came. Throws `notFound` for somebody out of reach,
 * `notAllowed` where the asker sees figures only. Of other people's customers the name stands where the asker may know it.
 */
export async function recordsOf(
  inquiry: Inquiry,
  input: {
    readonly personId: number;
    readonly kind: Belonging;
    readonly after?: number | undefined;
    readonly limit: number;
  },
): Promise<{ rows: OwnedRecord[]; next: number | null }> {
  const { db, actor } = inquiry;
  await leaver(inquiry, input.personId);
  if (!seesCustomersOf(actor, input.personId)) throw new AppError('notAllowed');
  const kind = handoverKinds.find(({ name }) => name === input.kind);
  if (kind === undefined) throw new AppError('notFound');
  const found = await sql<{
    readonly id: number;
    readonly customer_id: number;
    readonly text: string | null;
    readonly person_id: number | null;
    readonly day: string | null;
  }>`select * from (${kind.found(input.personId, actor.today)}) as found
    where id > ${input.after ?? 0} order by id limit ${input.limit + 1}`.execute(db);
  const page = found.rows.slice(0, input.limit);
  const known = await accessToMany(
    inquiry,
    page.map((row) => row.customer_id),
  );
  return {
    rows: page.map((row) => {
      const customer = known.get(row.customer_id)?.customer;
      return {
        id: row.id,
        customerId: customer?.id ?? null,
        customerName: customer?.name ?? '',
        text: row.text,
        personId: row.person_id,
        on: row.day,
      };
    }),
    next: found.rows.length > input.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

async function portionOf(
  draft: Draft,
  items: readonly DraftItem[],
  personId: number | null,
): Promise<Portion> {
  const { db, customers, destinations } = draft;
  const own = customers.filter(
    ({ id, deleted }) => !deleted && (destinations.get(id)?.to ?? null) === personId,
  );
  const deals = own.filter(({ status }) => status === 'deal').length;
  const given = { personId, customers: own.length, deals, levels: tally(own.map(({ level }) => level)) };
  if (personId === null) return { ...given, tasks: 0, held: 0, maxHeld: null };
  const { maxHeld, heldWithoutDeals } = await limitsOf(db, personId);
  const held = await heldBy(db, personId, heldWithoutDeals);
  return {
    ...given,
    tasks: items.filter(({ toId }) => toId === personId).length,
    held: held + own.length - (heldWithoutDeals ? deals : 0),
    maxHeld,
  };
}

/** What a plan would do: each receiver's part, and the figures of all else. Throws what `prepare` throws. */
export async function previewHandover({ db, actor }: Inquiry, plan: HandoverPlan): Promise<HandoverPreview> {
  const draft = await prepare(db, actor, plan);
  const items = await gatherItems(draft);
  const live = draft.customers.filter(({ deleted }) => !deleted);
  const people = [...new Set([...receiversOf(plan), ...items.flatMap(({ toId }) => toId ?? [])])];
  const portions: Portion[] = [];
  for (const personId of [...people, null]) portions.push(await portionOf(draft, items, personId));
  const given = await sql<{ count: number }>`select count(*) as count from share
    join customer on customer.id = share.customer_id
    where customer.owner_id = ${draft.personId} and share.ended_at is null
      and (share.until_on is null or share.until_on >= ${actor.today})`.execute(db);
  const outcomes: Figure<Outcome>[] = tally(items.map(({ outcome }) => outcome));
  const ended = outcomes.find(({ key }) => key === 'shareEnded')?.count ?? 0;
  return {
    customers: live.length,
    portions: portions.filter(({ customers, tasks, personId }) => customers + tasks > 0 || personId !== null),
    outcomes,
    sharesKept: (given.rows[0]?.count ?? 0) - ended,
    unruled:
      plan.rest.length > 0 ? 0 : live.filter(({ id }) => draft.destinations.get(id)?.by === 'rest').length,
    deleted: draft.customers.length - live.length,
  };
}

/** Past handovers of the people within reach, newest first. */
export async function listHandovers({ db, actor, services }: Inquiry): Promise<Handover[]> {
  return findHandovers(db, isoNow(services.clock), { people: withinHandover(actor) });
}

/** A stretch of the handover sheet; without customers for those who may not see them. Throws `notFound`. */
export async function sheetOf(
  { db, actor, services }: Inquiry,
  input: { readonly id: number; readonly after: number; readonly limit: number },
): Promise<Sheet> {
  const people = withinHandover(actor);
  const [handover] = await findHandovers(db, isoNow(services.clock), { people, id: input.id });
  if (handover === undefined) throw new AppError('notFound');
  const named = seesCustomersOf(actor, handover.personId);
  const rows = named ? await sheetRows(db, input.id, { ...input, limit: input.limit + 1 }) : [];
  const page = rows.slice(0, input.limit);
  return {
    handover,
    office: (await loadOfficeSettings(db)).officeName,
    outcomes: await outcomesOf(db, input.id),
    named,
    rows: page,
    next: rows.length > input.limit ? (page.at(-1)?.position ?? null) : null,
  };
}
