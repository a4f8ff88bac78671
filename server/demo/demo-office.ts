import { sql } from 'kysely';
import { listChoices } from '#core/choices/choices.repository.ts';
import { nameKey } from '#core/customers/company-name.ts';
import { createCustomer, updateCustomer } from '#core/customers/customer-commands.ts';
import { fieldsOf, findById } from '#core/customers/customers.repository.ts';
import {
  assignCustomers,
  claimCustomers,
  removeCustomers,
  returnCustomers,
  takeBackCustomers,
} from '#core/customers/pool-commands.ts';
import { setActive } from '#core/people/people.ts';
import { findPerson } from '#core/people/people.repository.ts';
import type { Actor } from '#core/permissions/actor.ts';
import type { Change, Services } from '#core/rpc/context.ts';
import { askForShare, shareCustomers } from '#core/sharing/share-customers.ts';
import { createOffice } from '#core/sessions/index.ts';
import { officeExists } from '#core/sessions/sessions.repository.ts';
import { loadPoolRules, updatePoolRules } from '#core/settings/settings.ts';
import { AppError } from '#core/shared/errors.ts';
import type { Clock } from '#core/shared/ports.ts';
import type { WriteDb } from '#core/shared/database.ts';
import { addDemoFields, type DemoValues } from './demo-fields.ts';
import { followUpAll } from './demo-follow-up.ts';
import { addDemoPeople, demoPeople, founder, leaver, type DemoName } from './demo-people.ts';
import { demoStory, group, leavingDay, storyDays, type DemoStep } from './demo-story.ts';
import { choicesByLabel, createInventor } from './generate.ts';
import { createClock } from '../platform/clock.ts';

const officeName = '示例贸易有限公司';
/** One for everybody; it stands on the sign-in page. */
const password = 'demo-2026';
const seed = 20_261_123;
const dayMs = 86_400_000;
const minuteMs = 60_000;

/** A clock that shows the past: `show(day, nth)` is the n-th busy minute of so many days ago, on a working day. */
function pastClock(present: Clock): Clock & { show(day: number, nth: number): void } {
  const today = Date.parse(present.startOf(present.today()));
  let shown = 0;
  return {
    ...createClock(() => shown),
    show(day, nth) {
      const morning = new Date(today - day * dayMs);
      const weekday = morning.getDay();
      // Saturdays and Sundays move to the Friday before: nothing ever moves past what came after it.
      const back = weekday === 6 ? 1 : weekday === 0 ? 2 : 0;
      const at = morning.getTime() - back * dayMs + (8.5 * 60 + (nth % 560)) * minuteMs;
      shown = Math.min(Math.max(at, shown), present.now());
    },
  };
}

interface Stage {
  readonly actors: ReadonlyMap<DemoName, Actor>;
  readonly changeOf: (by: DemoName) => Change;
  /** Ids by place in the story. */
  readonly ids: Map<number, number>;
  readonly valuesOf: DemoValues;
}

/** Does one step through the command that people use; a step that a rule refuses did not happen. */
async function take(step: DemoStep, { actors, changeOf, ids, valuesOf }: Stage): Promise<void> {
  const change = changeOf(step.by);
  if (step.does === 'create') {
    const parentId = group.daughters.some((place) => place === step.customer)
      ? (ids.get(group.parent) ?? null)
      : null;
    const fields = { ...step.fields, parentId, custom: valuesOf(step.fields) };
    const created = await createCustomer(change, {
      fields,
      claim: step.claim,
      confirmSimilar: true,
      overrideReason: null,
    });
    ids.set(step.customer, created.id);
    return;
  }
  const id = ids.get(step.customer);
  if (id === undefined) return;
  switch (step.does) {
    case 'claim':
      await claimCustomers(change, [id]);
      return;
    case 'return':
      await returnCustomers(change, { ids: [id], reason: step.reason, tasks: 'stay' });
      return;
    case 'takeBack':
      await takeBackCustomers(change, { ids: [id], reason: step.reason, tasks: 'stay' });
      return;
    case 'assign':
      await assignCustomers(change, { ids: [id], reason: step.reason, toId: actors.get(step.to)?.id ?? 0 });
      return;
    case 'remove':
      await removeCustomers(change, { ids: [id], reason: step.reason });
      return;
    case 'update': {
      const before = await findById(change.trx, id);
      if (before === null) return;
      const fields = { ...fieldsOf(before), ...step.change };
      await updateCustomer(change, {
        id,
        version: before.version,
        fields,
        confirmSimilar: true,
        overrideReason: null,
      });
    }
  }
}

/** Limits of the pool as a small office would set them (spec §3.3). */
async function setLimits(change: Change): Promise<void> {
  const rules = await loadPoolRules(change.trx);
  const role = await change.trx
    .selectFrom('role')
    .select('id')
    .where('built_in', '=', 'salesperson')
    .executeTakeFirstOrThrow();
  const limit = {
    roleId: role.id,
    maxHeld: 150,
    heldWithoutDeals: true,
    maxClaimsPerDay: 20,
    coolDownDays: 15,
  };
  await updatePoolRules(change, { ...rules, limits: [limit] });
}

/** A few shares and a request that waits for its answer (spec §3.8). */
async function shareAround({ actors, changeOf }: Stage): Promise<void> {
  const customersOf = async (name: DemoName, count: number): Promise<number[]> => {
    const rows = await changeOf(name)
      .trx.selectFrom('customer')
      .select('id')
      .where('owner_id', '=', actors.get(name)?.id ?? 0)
      .where('deleted_at', 'is', null)
      .orderBy('updated_at', 'desc')
      .limit(count)
      .execute();
    return rows.map(({ id }) => id);
  };
  const idOf = (name: DemoName) => actors.get(name)?.id ?? 0;
  const give = async (by: DemoName, count: number, to: readonly DemoName[], mode: 'read' | 'log') => {
    const customerIds = await customersOf(by, count);
    await shareCustomers(changeOf(by), {
      customerIds,
      personIds: to.map(idOf),
      mode,
      money: false,
      untilOn: null,
    });
  };
  await give('李娜', 3, ['王磊', '张伟'], 'read');
  await give('张伟', 2, ['李娜'], 'log');
  await give('王磊', 1, ['李娜', '刘洋'], 'read');
  const [customerId = 0] = (await customersOf('李娜', 5)).slice(-1);
  await askForShare(changeOf('刘洋'), { customerId, reason: '这家的子公司是我的客户，想一起跟进' });
}

/** The same company entered twice, as it happens: the page of likely duplicates has something to show (spec §3.9). */
async function enterTwice({ changeOf }: Stage, keeper: DemoName): Promise<void> {
  const change = changeOf(keeper);
  const rows = await change.trx
    .selectFrom('customer')
    .select('id')
    .where('deleted_at', 'is', null)
    .where('type', '=', 'company')
    .where('phone', 'is not', null)
    .where('name', 'like', '%有限公司')
    .orderBy('id')
    .limit(4)
    .execute();
  const again: readonly ((name: string) => string)[] = [
    (name) => name.replace(/(?:股份|责任)?有限公司$/, ''),
    (name) => name.replace(/有限公司$/, '公司'),
    (name) => name.replace(/有限公司$/, '厂'),
    (name) => `${name.replace(/有限公司$/, '')}（办事处）`,
  ];
  for (const [nth, { id }] of rows.entries()) {
    const before = await findById(change.trx, id);
    if (before === null) continue;
    const { phone, industryId, regionCode, sourceId } = before;
    const fields = {
      ...fieldsOf(before),
      parentId: null,
      tagIds: [],
      custom: {},
      remark: null,
      email: null,
      taxNumber: null,
    };
    await createCustomer(change, {
      fields: {
        ...fields,
        name: again[nth]?.(before.name) ?? before.name,
        industryId,
        regionCode,
        sourceId,
        phone: nth === 1 ? null : phone,
      },
      claim: false,
      confirmSimilar: true,
      overrideReason: null,
    });
  }
}

/** People, limits and fourteen months of customers, in the transaction that creates the office. */
async function furnish(
  services: Services,
  clock: ReturnType<typeof pastClock>,
  trx: WriteDb,
  firstId: number,
): Promise<void> {
  const { password_hash: passwordHash } = await trx
    .selectFrom('person')
    .select('password_hash')
    .where('id', '=', firstId)
    .executeTakeFirstOrThrow();
  const within: Services = {
    ...services,
    clock,
    db: trx,
    transaction: (work) => work(trx),
    // One hash for everybody: each takes a third of a second.
    passwords: { ...services.passwords, hash: async () => passwordHash },
    changes: { ...services.changes, publish: () => undefined },
  };
  const actors = await addDemoPeople(within, trx, { id: firstId, passwordHash });
  const changeOf = (by: DemoName): Change => {
    const actor = actors.get(by);
    if (actor === undefined) throw new Error(`Nobody is called ${by}`);
    return { services: within, trx, actor, touched: new Set() };
  };
  await setLimits(changeOf(founder.name));
  const choices = await listChoices(trx);
  const industryOf = (id: number) => choices.find((choice) => choice.id === id)?.label ?? '';
  const valuesOf = await addDemoFields(changeOf(founder.name), industryOf);
  const stage: Stage = { actors, changeOf, ids: new Map(), valuesOf };
  let stays = true;
  for (const [nth, step] of demoStory(createInventor(seed, choicesByLabel(choices)), nameKey).entries()) {
    if (stays && step.day <= leavingDay) {
      stays = false;
      const person = await findPerson(trx, actors.get(leaver)?.id ?? 0);
      clock.show(leavingDay, 0);
      if (person !== null) await setActive(changeOf(founder.name), person, false);
    }
    clock.show(step.day, nth * 7);
    try {
      await take(step, stage);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  clock.show(3, 0);
  await shareAround(stage);
  await enterTwice(stage, founder.name);
  await followUpAll(changeOf, new Map([...actors].map(([name, { id }]) => [id, name])), services.clock.now());
  // What was told in those months has long been read.
  await trx
    .updateTable('notice')
    .set({ read_at: sql`at` })
    .where('at', '<', new Date(clock.now() - 4 * dayMs).toISOString())
    .execute();
  const people = demoPeople
    .filter(({ name }) => name !== leaver)
    .map(({ name, roles }) => ({ name, roles, password }));
  await trx
    .insertInto('setting')
    .values({ key: 'demo', value: JSON.stringify(people), version: 1 })
    .execute();
}

/**
 * Fills an empty data folder with the demo office: eleven people and 400 customers with fourteen months of history,
 * made through the commands that people use. Answers who may sign in; null in an office that is none of ours.
 */
export async function demoOffice(services: Services): Promise<Services['demo']> {
  if (!(await officeExists(services.db))) {
    const clock = pastClock(services.clock);
    clock.show(storyDays, 0);
    const input = { officeName, personName: founder.name, password };
    const how = { device: founder.device, mustChangePassword: false };
    await createOffice({ ...services, clock }, input, how, (trx, id) => furnish(services, clock, trx, id));
  }
  const row = await services.db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', 'demo')
    .executeTakeFirst();
  return row === undefined ? null : (JSON.parse(row.value) as NonNullable<Services['demo']>);
}
