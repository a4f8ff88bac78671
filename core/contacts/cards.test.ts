import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { contactFields } from '#testing/builders/contact-fields.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { readVCards } from './vcard.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

let made = 0;
async function customerOf(owner: string | null): Promise<number> {
  made += 1;
  const { id } = await app.as(owner ?? 'cleo').customers.create({
    fields: app.fields(`名片测试${made}号公司`),
    claim: owner !== null,
    confirmSimilar: true,
  });
  return id;
}
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('many contacts at once (spec §4, vCard)', () => {
  it('adds all or none, and says which one it is', async () => {
    const customerId = await customerOf('anna');
    const contacts = [contactFields('甲'), contactFields('乙'), contactFields(' \u200b')];
    const refusal = await refusalOf(app.as('anna').contacts.addMany({ customerId, contacts }));
    expect(refusal.fields).toEqual([{ path: 'contacts.2.name', code: 'required' }]);
    expect((await app.as('anna').contacts.list({ customerId })).rows).toEqual([]);
    const { ids } = await app.as('anna').contacts.addMany({ customerId, contacts: contacts.slice(0, 2) });
    const { rows } = await app.as('anna').contacts.list({ customerId });
    expect(rows.map(({ id, name, main }) => [ids.includes(id), name, main])).toEqual([
      [true, '甲', true],
      [true, '乙', false],
    ]);
  });

  it('takes a thousand', async () => {
    const customerId = await customerOf('anna');
    const contacts = Array.from({ length: 1000 }, (_, at) => contactFields(`第${at}位`));
    expect((await app.as('anna').contacts.addMany({ customerId, contacts })).ids).toHaveLength(1000);
    const more = app
      .as('anna')
      .contacts.addMany({ customerId, contacts: [...contacts, contactFields('再来')] });
    expect(await codeOf(more)).toBe('invalidInput');
  });
});

describe('contacts as vCards (spec §4, §11)', () => {
  it('writes what can be read again, and logs who took what', async () => {
    const customerId = await customerOf('anna');
    const birthday = { calendar: 'lunar' as const, year: 1980, month: 8, day: 15, leap: false };
    const typed = [
      contactFields('欧阳修', { birthday, remark: '一\n二, 三' }),
      contactFields('曾巩', { wechat: 'zg' }),
    ];
    const { ids } = await app.as('anna').contacts.addMany({ customerId, contacts: typed });
    const { text, count } = await app.as('mark').contacts.exportCards({ ids: [...ids].toReversed() });
    expect(count).toBe(2);
    expect(text.match(/^VERSION:3\.0$/gm)).toHaveLength(2);
    expect(text).toContain('BDAY:1980-09-23');
    const { cards } = readVCards(new TextEncoder().encode(text), decode);
    expect(cards.map((card) => card.fields)).toEqual([...typed].toReversed());
    expect(cards[0]?.company).toMatch(/^名片测试\d+号公司$/);
    const line = await app.office.services.db
      .selectFrom('operation_log')
      .select(['person_id', 'after'])
      .where('action', '=', 'exported')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect(line.person_id).toBe(app.idOf('mark'));
    expect(JSON.parse(line.after!)).toEqual({ customerId, contactIds: [...ids].toReversed() });
  });

  it('is for those whose right to export covers the owner; never masked, never what is only shared', async () => {
    const [own, pool] = [await customerOf('anna'), await customerOf(null)];
    const { ids } = await app
      .as('anna')
      .contacts.addMany({ customerId: own, contacts: [contactFields('甲')] });
    const unclaimed = await app
      .as('cleo')
      .contacts.addMany({ customerId: pool, contacts: [contactFields('乙')] });
    expect(await codeOf(app.as('anna').contacts.exportCards({ ids: [...ids] }))).toBe('notAllowed');
    expect(await codeOf(app.as('mona').contacts.exportCards({ ids: [...ids] }))).toBe('notFound');
    expect(await codeOf(app.as('cleo').contacts.exportCards({ ids: [...unclaimed.ids] }))).toBe('notAllowed');
    const all = [...ids, ...unclaimed.ids];
    expect(await codeOf(app.as('cleo').contacts.exportCards({ ids: all }))).toBe('notAllowed');
    await app.as('anna').sharing.share({
      customerIds: [own],
      personIds: [app.idOf('mona')],
      mode: 'log',
      money: false,
      untilOn: null,
    });
    expect(await codeOf(app.as('mona').contacts.exportCards({ ids: [...ids] }))).toBe('notAllowed');
    expect((await app.as('olga').contacts.exportCards({ ids: [...ids] })).count).toBe(1);
  });
});
