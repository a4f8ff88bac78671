import { fallsBack, rulesFrom } from '#core/customers/index.ts';
import { logInteraction } from '#core/interactions/interaction-commands.ts';
import type { LogInteractionInput } from '#core/interactions/interactions.contract.ts';
import { askExtension } from '#core/protection/extensions.ts';
import { lockCustomers } from '#core/protection/lock-customers.ts';
import type { Change } from '#core/rpc/context.ts';
import { loadProtectionRules, updateProtectionRules } from '#core/settings/index.ts';
import { addDays, isLocalDate } from '#core/shared/local-date.ts';
import { findByIds, type StoredCustomer } from '#core/customers/customers.repository.ts';
import { founder, leaver, type DemoName } from './demo-people.ts';
import { createRandom, type Random } from './random.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Customers fall back after so many days without an interaction; the last of everybody's lies within them. */
const idleDays = 30;

type Talk = Pick<LogInteractionInput, 'channel' | 'subject' | 'text' | 'result'>;

const talks: readonly Talk[] = [
  { channel: 'phone', subject: '回访', text: '对方在比价，下周给答复。要点：交期、账期。', result: '有意向' },
  {
    channel: 'visit',
    subject: '上门拜访',
    text: '看了车间，现有设备用了六年，今年有更换计划。',
    result: '有意向',
  },
  { channel: 'wechat', subject: '发资料', text: '发了产品样本和报价单，对方说转给技术部看。', result: null },
  { channel: 'phone', subject: '催答复', text: '负责人出差，周五以后再联系。', result: '未联系上' },
  {
    channel: 'meeting',
    subject: '技术交流',
    text: '双方工程师对了参数，要求补一份检测报告。',
    result: '推进中',
  },
  { channel: 'mail', subject: '报价', text: '按新的数量重新报价，含税含运费。', result: null },
  { channel: 'phone', subject: '节前问候', text: '预算下个月批，到时再谈具体型号。', result: '推进中' },
];
const nextSteps = ['打电话确认', '寄样品', '发检测报告', '约上门时间', '跟进报价', '请对方来厂参观'];

/** The rules of automatic return as a small office would set them (spec §3.4). */
async function setProtection(change: Change): Promise<void> {
  const { version } = await loadProtectionRules(change.trx);
  const days = (all: number | null) => ({ all, A: null, B: null, C: null });
  await updateProtectionRules(change, {
    version,
    figures: {
      interactionDays: { ...days(idleDays), A: 2 * idleDays },
      dealDays: days(null),
      freshDays: 7,
      afterDealDays: null,
    },
    holdsFrom: change.services.clock.today(),
    maxLocked: 10,
  });
}

/** What was last said with a customer and, now and then, what comes next. */
async function talkWith(
  change: Change,
  customer: StoredCustomer,
  now: number,
  random: Random,
): Promise<void> {
  const { clock } = change.services;
  // Ordinary ones lie some days back; a few are nearly forgotten.
  const age = random.chance(0.15) ? idleDays - 5 + random.int(4) : 4 + random.int(20);
  const at = now - age * dayMs - random.int(8) * hourMs;
  const earliest = Date.parse(customer.claimedAt ?? customer.createdAt) + hourMs;
  if (Math.max(at, earliest) > clock.now()) return;
  const today = clock.today();
  const dueOn = isLocalDate(today) ? addDays(today, 1 + random.int(14)) : today;
  const personId = change.actor.id;
  await logInteraction(change, {
    customerId: customer.id,
    ...random.pick(talks),
    happenedAt: new Date(Math.max(at, earliest)).toISOString(),
    personId,
    contactIds: [],
    status: null,
    nextStep: random.chance(0.3) ? { what: random.pick(nextSteps), dueOn, personId, remindAt: null } : null,
  });
}

/**
 * Everybody has followed their customers lately, so that lists show when each falls back; a few are locked, and one owner
 * waits for an extension. `now` is the present, in milliseconds: the clock of the changes shows a day shortly before.
 */
export async function followUpAll(
  changeOf: (name: DemoName) => Change,
  owners: ReadonlyMap<number, DemoName>,
  now: number,
): Promise<void> {
  const { trx, services } = changeOf(founder.name);
  const random = createRandom(20_261_124);
  await setProtection(changeOf(founder.name));
  const rows = await trx
    .selectFrom('customer')
    .select('id')
    .where('owner_id', 'is not', null)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute();
  const ids = rows.map(({ id }) => id);
  for (const customer of (await findByIds(trx, ids)).toSorted((a, b) => a.id - b.id)) {
    const name = owners.get(customer.ownerId ?? 0);
    // Whom somebody left behind, the superior looks after.
    const by = name === leaver ? '赵敏' : name;
    if (by !== undefined) await talkWith(changeOf(by), customer, now, random);
  }
  const rules = rulesFrom(await loadProtectionRules(trx), services.clock.today());
  const soonest = (await findByIds(trx, ids))
    .flatMap((customer) => {
      const falls = fallsBack(customer, rules, services.clock.today(), services.clock);
      const name = owners.get(customer.ownerId ?? 0);
      return falls === null || name === undefined ? [] : [{ id: customer.id, name, on: falls.on }];
    })
    .toSorted((a, b) => (a.on === b.on ? a.id - b.id : a.on < b.on ? -1 : 1));
  const of = (name: DemoName) => soonest.filter((one) => one.name === name);
  for (const name of ['李娜', '张伟', '王磊'] as const) {
    const locked = of(name)
      .slice(-2)
      .map(({ id }) => id);
    if (locked.length > 0) await lockCustomers(changeOf(name), { ids: locked, locked: true });
  }
  const [waiting] = of('李娜');
  if (waiting !== undefined && isLocalDate(waiting.on)) {
    const untilOn = addDays(waiting.on, 20);
    const reason = '客户下月批预算，约好了再谈';
    await askExtension(changeOf('李娜'), { customerId: waiting.id, untilOn, reason });
  }
}
