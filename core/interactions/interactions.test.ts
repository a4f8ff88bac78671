import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import type { Interaction, InteractionFields } from './interactions.contract.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const hour = 3_600_000;
let made = 0;
/** A customer of a person, or an unclaimed one. */
async function customerOf(owner: string | null): Promise<number> {
  made += 1;
  const { id } = await app.as(owner ?? 'cleo').customers.create({
    fields: app.fields(`交往测试${made}号公司`),
    claim: owner !== null,
    confirmSimilar: true,
  });
  return id;
}

const fields = (text: string, more: Partial<InteractionFields> = {}): InteractionFields => ({
  channel: 'phone',
  happenedAt: null,
  personId: app.idOf('anna'),
  contactIds: [],
  subject: null,
  text,
  result: null,
  ...more,
});
type Extra = Partial<InteractionFields> & {
  status?: 'potential' | 'interested' | 'deal' | 'lost';
  nextStep?: { what: string; dueOn: string; personId: number; remindAt: string | null };
};
const log = (by: string, customerId: number, text: string, { status, nextStep, ...more }: Extra = {}) =>
  app.as(by).interactions.log({
    customerId,
    ...fields(text, more),
    status: status ?? null,
    nextStep: nextStep ?? null,
  });
const edit = (
  by: string,
  { id, version }: Interaction,
  text: string,
  more: Partial<InteractionFields> = {},
) => app.as(by).interactions.update({ id, version, ...fields(text, more) });
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
const fieldOf = async (call: Promise<unknown>) => (await refusalOf(call)).fields[0];
const customer = (id: number) => app.as('cleo').customers.get({ id });
const now = () => new Date(app.clock.now()).toISOString();
const ago = (milliseconds: number) => new Date(app.clock.now() - milliseconds).toISOString();
const textsOf = async (by: string, input: Parameters<ReturnType<TestApp['as']>['interactions']['list']>[0]) =>
  (await app.as(by).interactions.list(input)).rows.map(({ text }) => text);
const step = (what: string, dueOn: string, who = 'anna') => ({
  what,
  dueOn,
  personId: app.idOf(who),
  remindAt: null,
});

describe('who may log follows the customer, never the author (spec, permissions)', () => {
  it('a stranger, a superior of somebody else, a bookkeeper and one who only reads do not', async () => {
    const id = await customerOf('anna');
    expect(await codeOf(log('carl', id, '无关'))).toBe('notFound');
    expect(await codeOf(log('mona', id, '无关'))).toBe('notFound');
    expect(await codeOf(log('bob', id, '无关'))).toBe('notAllowed');
    expect(await codeOf(log('rita', id, '无关'))).toBe('notAllowed');
    expect(await codeOf(log('anna', 7_000_000, '没有'))).toBe('notFound');
    await log('mark', id, '主管代记');
    await log('cleo', id, '内勤代记');
    expect(await textsOf('rita', { customerId: id })).toEqual(['内勤代记', '主管代记']);
  });

  it('an unclaimed customer is read by those who see the pool, and logged on by those who edit all', async () => {
    const id = await customerOf(null);
    await log('cleo', id, '回访无人领用的客户');
    expect(await textsOf('carl', { customerId: id })).toEqual(['回访无人领用的客户']);
    expect(await codeOf(log('carl', id, '不行'))).toBe('notAllowed');
    expect(await codeOf(textsOf('bob', { customerId: id }))).toBe('notFound');
  });

  it('whom it is shared with for logging logs, and changes nothing of the customer; one who only reads comments nothing', async () => {
    const id = await customerOf('anna');
    const [logger, reader] = [app.idOf('carl'), app.idOf('mona')];
    const terms = { money: false, untilOn: null };
    await app.as('anna').sharing.share({ customerIds: [id], personIds: [logger], mode: 'log', ...terms });
    await app.as('anna').sharing.share({ customerIds: [id], personIds: [reader], mode: 'read', ...terms });
    const logged = await log('carl', id, '共享后记录', { personId: logger });
    expect(logged.abilities).toEqual(['edit', 'remove', 'comment']);
    expect(await fieldOf(log('carl', id, '改状态', { status: 'deal' }))).toMatchObject({
      code: 'statusNotYours',
    });
    expect(await textsOf('mona', { customerId: id })).toEqual(['共享后记录']);
    expect(await codeOf(app.as('mona').interactions.comment({ id: logged.id, text: '看看' }))).toBe(
      'notAllowed',
    );
    expect(await textsOf('carl', { view: 'all', search: '共享后记录' })).toEqual(['共享后记录']);
  });

  it('the former owner reads nothing any more, the new one everything', async () => {
    const id = await customerOf('anna');
    const own = await log('anna', id, '交接之前说的话');
    await app.as('cleo').pool.assign({ ids: [id], toId: app.idOf('carl'), reason: '交接' });
    expect(await codeOf(textsOf('anna', { customerId: id }))).toBe('notFound');
    expect(await textsOf('anna', { view: 'mine', search: '交接之前说的话' })).toEqual([]);
    expect(await codeOf(edit('anna', own, '改一改'))).toBe('notFound');
    expect(await textsOf('carl', { customerId: id })).toEqual(['交接之前说的话']);
    expect(await textsOf('carl', { search: '交接之前' })).toEqual(['交接之前说的话']);
  });
});

describe('when it took place (spec §5)', () => {
  it('not in the future, not before the customer was created', async () => {
    const id = await customerOf('anna');
    const refused = (at: string) => fieldOf(log('anna', id, '时间', { happenedAt: at }));
    expect(await refused(ago(-2 * 60_000))).toMatchObject({ path: 'happenedAt', code: 'inFuture' });
    expect(await refused(ago(24 * hour))).toMatchObject({ path: 'happenedAt', code: 'beforeCustomer' });
    expect((await log('anna', id, '现在')).happenedAt).toBe(now());
    app.clock.advance(5 * hour);
    expect((await log('anna', id, '三小时前', { happenedAt: ago(3 * hour) })).happenedAt).toBe(ago(3 * hour));
    expect((await customer(id)).lastInteractionAt).toBe(ago(3 * hour));
  });

  it('holds for every instant', async () => {
    app.clock.set('2026-11-25T03:07:41.123Z');
    const id = await customerOf('anna');
    const created = app.clock.now();
    app.clock.advance(200 * hour);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -300 * hour, max: 300 * hour }), async (offset) => {
        const at = created + offset;
        const call = log('anna', id, '任意时间', { happenedAt: new Date(at).toISOString() });
        const accepted = await call.then(
          () => true,
          () => false,
        );
        const minute = created - (created % 60_000);
        expect(accepted).toBe(at >= minute && at <= app.clock.now() + 60_000);
      }),
      { numRuns: 60 },
    );
    // Slow clocks of clients are forgiven, and never stored as a future.
    expect((await customer(id)).lastInteractionAt! <= now()).toBe(true);
  });

  it('the last interaction is the latest that is there, however they come and go', async () => {
    app.clock.set('2026-12-20T02:00:00.000Z');
    const id = await customerOf('anna');
    app.clock.advance(100 * hour);
    const present = new Map<number, string>();
    const latest = () => [...present.values()].toSorted().at(-1) ?? null;
    const act = fc.record({ kind: fc.nat(3), hours: fc.integer({ min: 0, max: 99 }), which: fc.nat(20) });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 6 }), async (acts) => {
        for (const { kind, hours, which } of acts) {
          const [target] = [...present.keys()].slice(which % Math.max(1, present.size));
          if (kind === 0 || target === undefined) {
            const { id: added, happenedAt } = await log('anna', id, '加', { happenedAt: ago(hours * hour) });
            present.set(added, happenedAt);
          } else if (kind === 1) {
            await app.as('anna').interactions.remove({ id: target });
            present.delete(target);
            if (hours % 2 === 0) continue;
            await app.as('cleo').interactions.restore({ ids: [target] });
            const again = (await app.as('anna').interactions.list({ customerId: id, limit: 200 })).rows;
            present.set(target, again.find((row) => row.id === target)!.happenedAt);
          } else {
            const { rows } = await app.as('anna').interactions.list({ customerId: id, limit: 200 });
            const row = rows.find((each) => each.id === target)!;
            const changed = await edit('anna', row, '改', { happenedAt: ago(hours * hour) });
            present.set(target, changed.happenedAt);
          }
          expect((await customer(id)).lastInteractionAt).toBe(latest());
        }
      }),
      { numRuns: 12 },
    );
  });
});

describe('only the author edits, within the period; later additions are comments (spec §5)', () => {
  it('72 hours unless the office says otherwise', async () => {
    const id = await customerOf('anna');
    const logged = await log('anna', id, '原话', { subject: '电话' });
    expect(Date.parse(logged.editableUntil)).toBe(app.clock.now() + 72 * hour);
    expect(await codeOf(edit('mark', logged, '主管改'))).toBe('notAllowed');
    expect(await codeOf(edit('cleo', logged, '内勤改'))).toBe('notAllowed');
    app.clock.advance(72 * hour);
    const edited = await edit('anna', logged, '原话，改过');
    expect(edited.text).toBe('原话，改过');
    expect(edited.happenedAt).toBe(logged.happenedAt);
    expect((await refusalOf(edit('anna', logged, '旧版本'))).data).toMatchObject({ text: '原话，改过' });
    app.clock.advance(1);
    const late = await refusalOf(edit('anna', edited, '太晚'));
    expect(late).toMatchObject({ code: 'interactionClosed', params: { hours: 72 } });
    expect(await codeOf(app.as('anna').interactions.remove({ id: edited.id }))).toBe('interactionClosed');

    const settings = await app.as('root').settings.get({});
    await app.as('root').settings.update({ ...settings, interactionEditHours: 100 });
    await edit('anna', edited, '又能改了');
    await app
      .as('root')
      .settings.update({ ...settings, version: settings.version + 1, interactionEditHours: 72 });
  });

  it('whoever logs on the customer comments, at any time', async () => {
    const id = await customerOf('anna');
    const logged = await log('anna', id, '原话');
    app.clock.advance(1000 * hour);
    expect(await codeOf(app.as('carl').interactions.comment({ id: logged.id, text: '路人' }))).toBe(
      'notFound',
    );
    expect(await codeOf(app.as('anna').interactions.comment({ id: logged.id, text: '\n ' }))).toBe(
      'invalidInput',
    );
    await app.as('mark').interactions.comment({ id: logged.id, text: '主管批示\n第二行' });
    const { comments } = await app.as('anna').interactions.comment({ id: logged.id, text: '已处理' });
    expect(comments.map(({ personId, text }) => [personId, text])).toEqual([
      [app.idOf('mark'), '主管批示\n第二行'],
      [app.idOf('anna'), '已处理'],
    ]);
    expect(await textsOf('anna', { search: '主管批示' })).toEqual(['原话']);
  });

  it('nobody is named who is not there, and every text is bounded', async () => {
    const id = await customerOf('anna');
    expect(await fieldOf(log('anna', id, ' \n '))).toMatchObject({ path: 'text', code: 'required' });
    expect(await fieldOf(log('anna', id, '长'.repeat(10_001)))).toMatchObject({
      path: 'text',
      code: 'tooLong',
    });
    expect(await fieldOf(log('anna', id, '谁', { personId: 999 }))).toMatchObject({ path: 'personId' });
    const contact = { path: 'contactIds', code: 'contactUnknown' };
    expect(await fieldOf(log('anna', id, '谁', { contactIds: [999] }))).toMatchObject(contact);
    expect(await textsOf('anna', { customerId: id })).toEqual([]);
  });
});

describe('status and next step, in the same transaction (spec §5)', () => {
  it('changes the status when asked, and the history of the customer says so', async () => {
    const id = await customerOf('anna');
    const logged = await log('anna', id, '签了', { status: 'deal' });
    expect(logged).toMatchObject({ statusBefore: 'potential', statusAfter: 'deal' });
    expect((await customer(id)).status).toBe('deal');
    expect(await log('anna', id, '没变', { status: 'deal' })).toMatchObject({ statusAfter: null });
    const { rows } = await app.as('anna').customers.history({ id });
    expect(rows[0]).toMatchObject({
      action: 'updated',
      changes: [{ field: 'status', before: 'potential', after: 'deal' }],
    });
  });

  it('does not disturb who is editing the customer', async () => {
    const id = await customerOf('anna');
    const before = await app.as('anna').customers.get({ id });
    await log('anna', id, '打了电话', { nextStep: step('回电', '2027-01-01') });
    expect((await customer(id)).version).toBe(before.version);
  });

  it('a next step that is refused leaves nothing behind', async () => {
    const id = await customerOf('anna');
    const bad = { status: 'lost', nextStep: step('拜访', '2027-02-30') } as const;
    expect(await fieldOf(log('anna', id, '不该留下', bad))).toEqual({
      path: 'nextStep.dueOn',
      code: 'notADay',
      params: {},
    });
    const unseen = { nextStep: step('拜访', '2027-02-01', 'carl') };
    expect(await fieldOf(log('anna', id, '不该留下', unseen))).toMatchObject({ code: 'personSeesNot' });
    expect(await customer(id)).toMatchObject({
      status: 'potential',
      lastInteractionAt: null,
      nextStepOn: null,
    });
    expect(await textsOf('anna', { customerId: id })).toEqual([]);
    expect(await textsOf('anna', { search: '不该留下' })).toEqual([]);
  });

  it('the recycle bin takes its open next steps along and gives them back', async () => {
    const id = await customerOf('anna');
    const kept = await log('anna', id, '第一次', { nextStep: step('寄样品', '2027-03-05') });
    const gone = await log('anna', id, '第二次', { nextStep: step('回电', '2027-03-01') });
    expect((await customer(id)).nextStepOn).toBe('2027-03-01');
    expect(await codeOf(app.as('mark').interactions.remove({ id: gone.id }))).toBe('notAllowed');
    await app.as('anna').interactions.remove({ id: gone.id });
    expect(await customer(id)).toMatchObject({
      nextStepOn: '2027-03-05',
      lastInteractionAt: kept.happenedAt,
    });
    expect(await textsOf('anna', { search: '第二次' })).not.toContain('第二次');
    const bin = await app.as('cleo').interactions.deleted({});
    expect(bin.rows[0]).toMatchObject({ id: gone.id, customerId: id, deletedBy: app.idOf('anna') });
    expect(bin.rows[0]).not.toHaveProperty('text');
    expect((await app.as('carl').interactions.restore({ ids: [gone.id] })).refused).toMatchObject([
      { code: 'notFound' },
    ]);
    expect((await app.as('anna').interactions.restore({ ids: [gone.id] })).done).toEqual([gone.id]);
    expect(await customer(id)).toMatchObject({ nextStepOn: '2027-03-01' });
    expect(await textsOf('anna', { customerId: id })).toEqual(['第二次', '第一次']);
    expect(await textsOf('anna', { customerId: id, search: '第二次' })).toEqual(['第二次']);
  });

  it('nothing is restored to a customer that lies in the recycle bin itself', async () => {
    const id = await customerOf('anna');
    const logged = await log('anna', id, '随客户删除');
    await app.as('anna').interactions.remove({ id: logged.id });
    await app.as('cleo').customers.remove({ ids: [id], reason: null });
    const answer = await app.as('cleo').interactions.restore({ ids: [logged.id] });
    expect(answer.refused).toMatchObject([{ code: 'customerDeleted' }]);
  });
});
