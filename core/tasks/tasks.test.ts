import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { addDays, parseLocalDate } from '../shared/local-date.ts';
import type { DueGroup, Task, TaskFields } from './tasks.contract.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());
// Noon: the same day in every time zone a test may run in.
beforeEach(() => app.clock.set('2026-11-25T12:00:00.000Z'));

let made = 0;
async function customerOf(owner: string | null): Promise<number> {
  made += 1;
  const { id } = await app.as(owner ?? 'cleo').customers.create({
    fields: app.fields(`待办测试${made}号公司`),
    claim: owner !== null,
    confirmSimilar: true,
  });
  return id;
}
const day = (days: number): string => addDays(parseLocalDate(app.clock.today())!, days);
const fields = (what: string, days: number, more: Partial<TaskFields> = {}): TaskFields => ({
  what,
  dueOn: day(days),
  personId: app.idOf('anna'),
  remindAt: null,
  ...more,
});
const add = (by: string, customerId: number, what: string, days: number, more: Partial<TaskFields> = {}) =>
  app.as(by).tasks.create({ customerId, ...fields(what, days, more) });
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
const fieldOf = async (call: Promise<unknown>) => (await refusalOf(call)).fields[0];
const nextStepOn = async (id: number) => (await app.as('cleo').customers.get({ id })).nextStepOn;
const whats = async (by: string, due: DueGroup, more: { customerId?: number; personId?: number } = {}) =>
  (await app.as(by).tasks.list({ due, ...more })).rows.map(({ what }) => what);

describe('who may see and change tasks follows the customer (spec, permissions)', () => {
  it('a stranger finds nothing, a reader changes nothing, the task of one who may no longer read is gone', async () => {
    const id = await customerOf('anna');
    const task = await add('anna', id, '寄样品', 0);
    expect(await codeOf(add('carl', id, '无关', 0))).toBe('notFound');
    expect(await codeOf(add('rita', id, '无关', 0))).toBe('notAllowed');
    expect(await codeOf(app.as('carl').tasks.setDone({ id: task.id, done: true }))).toBe('notFound');
    expect(await codeOf(app.as('rita').tasks.setDone({ id: task.id, done: true }))).toBe('notAllowed');
    expect(await codeOf(whats('carl', 'open', { customerId: id }))).toBe('notFound');
    expect(await whats('rita', 'open', { customerId: id })).toEqual(['寄样品']);
    expect(await whats('carl', 'open', { personId: app.idOf('anna') })).toEqual([]);
    await app.as('cleo').pool.assign({ ids: [id], toId: app.idOf('carl'), reason: '交接' });
    expect(await whats('anna', 'open')).not.toContain('寄样品');
    expect(await codeOf(app.as('anna').tasks.setDone({ id: task.id, done: true }))).toBe('notFound');
  });

  it('whoever becomes the owner gets the open tasks of the owner before, and what nobody would see (spec §3.6)', async () => {
    const id = await customerOf('anna');
    await add('anna', id, '负责人的事', 3);
    await add('anna', id, '主管的事', 3, { personId: app.idOf('mark') });
    await add('anna', id, '内勤的事', 3, { personId: app.idOf('cleo') });
    const done = await add('anna', id, '做完的事', 3);
    await app.as('anna').tasks.setDone({ id: done.id, done: true });
    await app.as('cleo').pool.assign({ ids: [id], toId: app.idOf('carl'), reason: '交接' });
    const ofCustomer = { customerId: id };
    expect(await whats('carl', 'soon', { ...ofCustomer, personId: app.idOf('carl') })).toEqual([
      '负责人的事',
      '主管的事',
    ]);
    expect(await whats('carl', 'soon', { ...ofCustomer, personId: app.idOf('cleo') })).toEqual(['内勤的事']);
    expect((await app.as('carl').tasks.list({ due: 'done', ...ofCustomer })).rows[0]).toMatchObject({
      personId: app.idOf('anna'),
    });
    await app.as('carl').pool.return({ ids: [id], reason: '归还' });
    expect(await whats('carl', 'soon')).toContain('负责人的事');
    await app.as('mark').pool.claim({ ids: [id] });
    expect(await whats('mark', 'soon', { ...ofCustomer, personId: app.idOf('mark') })).toEqual([
      '负责人的事',
      '主管的事',
    ]);
  });

  it('nobody is given what they cannot see', async () => {
    const id = await customerOf('anna');
    expect(await fieldOf(add('anna', id, '转交', 0, { personId: app.idOf('carl') }))).toMatchObject({
      path: 'personId',
      code: 'personSeesNot',
    });
    await add('mark', id, '主管安排', 0);
    await add('anna', id, '请主管出面', 0, { personId: app.idOf('mark') });
    expect(await whats('mark', 'today')).toContain('请主管出面');
  });

  it('its own person, who only reads the customer, ticks it off and moves it, and does not remove it', async () => {
    const id = await customerOf('anna');
    const share = { mode: 'read', money: false, untilOn: null } as const;
    await app.as('anna').sharing.share({ customerIds: [id], personIds: [app.idOf('carl')], ...share });
    const task = await add('anna', id, '技术支持', 1, { personId: app.idOf('carl') });
    const own = (await app.as('carl').tasks.list({ due: 'soon' })).rows.find((row) => row.id === task.id)!;
    expect(own.abilities).toEqual(['done', 'edit']);
    expect(await codeOf(app.as('carl').tasks.remove({ id: task.id, version: task.version }))).toBe(
      'notAllowed',
    );
    await app.as('carl').tasks.setDone({ id: task.id, done: true });
    expect(await nextStepOn(id)).toBeNull();
  });
});

describe('the next step of a customer (spec §3, next step on)', () => {
  it('is the earliest open task, however tasks come, move and go', async () => {
    const id = await customerOf('anna');
    const open = new Map<number, Task>();
    const done = new Map<number, Task>();
    const act = fc.record({ kind: fc.nat(4), days: fc.integer({ min: -20, max: 20 }), which: fc.nat(20) });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 6 }), async (acts) => {
        for (const { kind, days, which } of acts) {
          const target = [...open.values()][which % Math.max(1, open.size)];
          const closed = [...done.values()][which % Math.max(1, done.size)];
          if (kind === 4 && closed !== undefined) {
            open.set(closed.id, await app.as('anna').tasks.setDone({ id: closed.id, done: false }));
            done.delete(closed.id);
          } else if (kind === 0 || target === undefined) {
            const task = await add('anna', id, '步骤', days);
            open.set(task.id, task);
          } else if (kind === 1) {
            const { id: taskId, version } = target;
            open.set(
              taskId,
              await app.as('anna').tasks.update({ id: taskId, version, ...fields('步骤', days) }),
            );
          } else if (kind === 2) {
            await app.as('anna').tasks.remove({ id: target.id, version: target.version });
            open.delete(target.id);
          } else {
            done.set(target.id, await app.as('anna').tasks.setDone({ id: target.id, done: true }));
            open.delete(target.id);
          }
          const earliest = [...open.values()].map(({ dueOn }) => dueOn).toSorted()[0] ?? null;
          expect(await nextStepOn(id)).toBe(earliest);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('a lost race is a conflict with the newer task; a refused one keeps everything', async () => {
    const id = await customerOf('anna');
    const task = await add('anna', id, '回电', 1);
    await app.as('mark').tasks.update({ id: task.id, version: task.version, ...fields('回电改期', 2) });
    const late = await refusalOf(
      app.as('anna').tasks.update({ id: task.id, version: task.version, ...fields('晚了', 3) }),
    );
    expect(late).toMatchObject({ code: 'conflict', data: { what: '回电改期', version: task.version + 1 } });
    expect(await fieldOf(add('anna', id, ' ', 1))).toMatchObject({ path: 'what', code: 'required' });
    expect(await fieldOf(add('anna', id, '日期', 1, { dueOn: '2026-02-30' }))).toMatchObject({
      code: 'notADay',
    });
    expect(await nextStepOn(id)).toBe(day(2));
  });
});

describe('Today', () => {
  it('sorts into overdue, today, the coming seven days and later; a deleted customer takes its tasks along', async () => {
    const person = {
      personId: await app.addPerson({ name: 'tina', roles: ['salesperson'], superior: 'mark' }),
    };
    const id = await customerOf('tina');
    const offsets = [-30, -1, 0, 1, 7, 8];
    for (const days of offsets) await add('tina', id, `第${days}天`, days, person);
    expect(await whats('tina', 'overdue')).toEqual(['第-30天', '第-1天']);
    expect(await whats('tina', 'today')).toEqual(['第0天']);
    expect(await whats('tina', 'soon')).toEqual(['第1天', '第7天']);
    expect(await whats('tina', 'later')).toEqual(['第8天']);
    expect(await app.as('tina').tasks.counts({})).toMatchObject({
      overdue: { count: 2, more: false },
      dueToday: { count: 1 },
      soon: { count: 2 },
      team: [],
    });
    const team = (await app.as('mark').tasks.counts({})).team;
    expect(team.find((line) => line.personId === person.personId)).toEqual({
      ...person,
      overdue: 2,
      today: 1,
    });
    const strangers = (await app.as('mona').tasks.counts({})).team;
    expect(strangers.find((line) => line.personId === person.personId)).toBeUndefined();
    await app.as('cleo').customers.remove({ ids: [id], reason: null });
    expect(await whats('tina', 'overdue')).toEqual([]);
    expect((await app.as('tina').tasks.counts({})).overdue.count).toBe(0);
  });

  it('pages in order without losing or repeating any', async () => {
    await app.addPerson({ name: 'paul', roles: ['salesperson'] });
    const id = await customerOf('paul');
    const person = { personId: app.idOf('paul') };
    for (let nth = 0; nth < 9; nth++) await add('paul', id, `第${nth}件`, -(nth % 3) - 1, person);
    const found: number[] = [];
    let after: string | undefined;
    do {
      const page = await app.as('paul').tasks.list({ due: 'overdue', limit: 2, ...(after && { after }) });
      found.push(...page.rows.map((row) => row.id));
      after = page.next ?? undefined;
    } while (after !== undefined);
    const all = (await app.as('paul').tasks.list({ due: 'overdue', limit: 200 })).rows;
    expect(found).toEqual(all.map((row) => row.id));
    expect(found).toHaveLength(9);
    for (const { id: taskId } of all) await app.as('paul').tasks.setDone({ id: taskId, done: true });
    const done = await app.as('paul').tasks.list({ due: 'done', limit: 5 });
    const rest = await app.as('paul').tasks.list({ due: 'done', limit: 5, after: done.next! });
    expect(new Set([...done.rows, ...rest.rows].map((row) => row.id)).size).toBe(9);
    expect(await codeOf(app.as('paul').tasks.list({ due: 'done', after: "x' or 1" }))).toBe('invalidInput');
  });

  it('customers never followed since they were claimed', async () => {
    await app.addPerson({ name: 'nina', roles: ['salesperson'], superior: 'mark' });
    const names = async () => (await app.as('nina').tasks.neverFollowed({})).rows.map((row) => row.id);
    const id = await customerOf('nina');
    const other = await customerOf('nina');
    expect(await names()).toEqual([id, other]);
    const said = {
      happenedAt: null,
      contactIds: [],
      subject: null,
      result: null,
      status: null,
      nextStep: null,
    };
    const log = { channel: 'phone', personId: app.idOf('nina'), text: '聊过', ...said } as const;
    await app.as('nina').interactions.log({ customerId: id, ...log });
    expect(await names()).toEqual([other]);
    await app.as('nina').pool.return({ ids: [id], reason: '试' });
    app.clock.advance(60_000);
    await app.as('nina').pool.claim({ ids: [id] });
    expect(await names()).toEqual([other, id]);
    expect(await codeOf(app.as('rita').tasks.neverFollowed({}))).toBe('notAllowed');
  });
});

describe('the bell', () => {
  it('shows one’s own open tasks whose reminder has come, until put off, taken note of or done', async () => {
    const id = await customerOf('anna');
    const at = (minutes: number) => new Date(app.clock.now() + minutes * 60_000).toISOString();
    const task = await add('anna', id, '提醒我', 0, { remindAt: at(10) });
    const mine = async () => (await app.as('anna').tasks.reminders({})).rows.map((row) => row.what);
    expect(await mine()).toEqual([]);
    app.clock.advance(10 * 60_000);
    expect(await mine()).toEqual(['提醒我']);
    expect((await app.as('mark').tasks.reminders({})).count.count).toBe(0);
    expect(await codeOf(app.as('mark').tasks.remind({ id: task.id, at: null }))).toBe('notAllowed');
    expect(await codeOf(app.as('carl').tasks.remind({ id: task.id, at: null }))).toBe('notFound');
    await app.as('anna').tasks.remind({ id: task.id, at: at(60) });
    expect(await mine()).toEqual([]);
    app.clock.advance(60 * 60_000);
    expect((await app.as('anna').tasks.reminders({})).count).toEqual({ count: 1, more: false });
    await app.as('anna').tasks.setDone({ id: task.id, done: true });
    expect(await mine()).toEqual([]);
    await app.as('anna').tasks.setDone({ id: task.id, done: false });
    expect(await mine()).toEqual(['提醒我']);
    await app.as('anna').tasks.remind({ id: task.id, at: null });
    expect(await mine()).toEqual([]);
  });
});
