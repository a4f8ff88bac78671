import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { contactFields } from '#testing/builders/contact-fields.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import type { Contact, ContactFields } from './contacts.contract.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

let made = 0;
/** A customer of a person, or an unclaimed one. */
async function customerOf(owner: string | null): Promise<number> {
  made += 1;
  const { id } = await app.as(owner ?? 'cleo').customers.create({
    fields: app.fields(`联系人测试${made}号公司`),
    claim: owner !== null,
    confirmSimilar: true,
  });
  return id;
}

const fields = (name: string, more: Partial<ContactFields> = {}): ContactFields =>
  contactFields(name, { phones: [], ...more });
const phone = (value: string) => ({ id: null, label: 'mobile' as const, value });
const fieldsOf = (contact: Contact): ContactFields => {
  const { name, department, position, decisionRole, gender, phones, emails } = contact;
  const { wechat, qq, birthday, address, hobbies, remark, leftCompany } = contact;
  const people = { name, department, position, decisionRole, gender, phones, emails };
  return { ...people, wechat, qq, birthday, address, hobbies, remark, leftCompany };
};
const add = (by: string, customerId: number, name: string, more: Partial<ContactFields> = {}) =>
  app.as(by).contacts.create({ customerId, fields: fields(name, more) });
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
const namesOf = async (by: string, customerId: number) =>
  (await app.as(by).contacts.list({ customerId })).rows.map(({ name }) => name);
const logOf = (id: number) =>
  app.office.services.db
    .selectFrom('operation_log')
    .select(['action', 'before', 'after'])
    .where('entity', '=', 'contact')
    .where('entity_id', '=', id)
    .orderBy('seq')
    .execute();

describe('contacts of a customer (spec §4)', () => {
  it('keeps everything that is typed, cleaned, with warnings that block nothing', async () => {
    const customerId = await customerOf('anna');
    const contact = await add('anna', customerId, '  单  雄信 ', {
      department: '采购部',
      position: ' 经理 ',
      decisionRole: 'decisionMaker',
      gender: 'male',
      phones: [phone('13812345678'), { id: null, label: 'work', value: '1381234' }, phone('  ')],
      emails: [{ id: null, label: 'work', value: 'shan@' }],
      wechat: 'shan_xx',
      qq: '10001',
      birthday: { calendar: 'lunar', year: 1980, month: 8, day: 15, leap: false },
      hobbies: '钓鱼\n围棋',
      remark: '<b>老客户</b>',
    });
    expect(contact).toMatchObject({
      name: '单 雄信',
      position: '经理',
      sight: 'full',
      main: true,
      nextBirthdayOn: '2027-09-15',
      warnings: { 'phones.1': 'mobile', 'emails.0': 'email' },
      remark: '<b>老客户</b>',
      hobbies: '钓鱼\n围棋',
    });
    expect(contact.phones.map(({ label, value }) => [label, value])).toEqual([
      ['mobile', '13812345678'],
      ['work', '1381234'],
    ]);
    expect(await app.as('anna').contacts.get({ id: contact.id })).toEqual(contact);
  });

  it('names every field that cannot be saved', async () => {
    const customerId = await customerOf('anna');
    const refusal = await refusalOf(
      add('anna', customerId, ' \u200b', {
        phones: [phone('1'.repeat(201))],
        remark: '長'.repeat(10_001),
        birthday: { calendar: 'lunar', year: 2026, month: 6, day: 1, leap: true },
      }),
    );
    expect(refusal.fields.map(({ path, code }) => `${path} ${code}`).toSorted()).toEqual([
      'birthday birthdayUnknown',
      'name required',
      'phones.0 tooLong',
      'remark tooLong',
    ]);
    const tomorrow = { calendar: 'solar' as const, year: 2026, month: 11, day: 24, leap: false };
    expect((await refusalOf(add('anna', customerId, '未来', { birthday: tomorrow }))).fields).toEqual([
      { path: 'birthday', code: 'inFuture' },
    ]);
  });

  it('has one main contact at most: the first, until another is made it', async () => {
    const customerId = await customerOf('anna');
    const first = await add('anna', customerId, '赵一');
    const second = await add('anna', customerId, '钱二');
    expect([first.main, second.main]).toEqual([true, false]);
    expect(second.abilities).toContain('setMain');
    await app.as('anna').contacts.setMain({ id: second.id });
    const { rows } = await app.as('anna').contacts.list({ customerId });
    expect(rows.map(({ name, main }) => [name, main])).toEqual([
      ['钱二', true],
      ['赵一', false],
    ]);
    const twice = app.office.services.transaction((trx) =>
      trx.updateTable('contact').set({ main: 1 }).where('id', '=', first.id).execute(),
    );
    await expect(twice).rejects.toThrow(/UNIQUE/);
  });

  it('who left the company is listed last, main no more, and cannot be made it', async () => {
    const customerId = await customerOf('anna');
    const gone = await add('anna', customerId, '安离职');
    await add('anna', customerId, '周在职');
    const left = await app.as('anna').contacts.update({
      id: gone.id,
      version: gone.version,
      fields: { ...fieldsOf(gone), leftCompany: true },
    });
    expect(left).toMatchObject({ main: false, leftCompany: true });
    expect(await namesOf('anna', customerId)).toEqual(['周在职', '安离职']);
    expect(await codeOf(app.as('anna').contacts.setMain({ id: gone.id }))).toBe('contactLeft');
  });

  it('lists by pinyin and in pages', async () => {
    const customerId = await customerOf('anna');
    for (const name of ['张三', '曾国', '单田芳', '阿宝']) await add('anna', customerId, name);
    expect(await namesOf('anna', customerId)).toEqual(['张三', '阿宝', '单田芳', '曾国']);
    const page = await app.as('anna').contacts.list({ customerId, limit: 3 });
    const rest = await app.as('anna').contacts.list({ customerId, limit: 3, after: page.next! });
    expect([page.rows.length, rest.rows.map(({ name }) => name), rest.next]).toEqual([3, ['曾国'], null]);
  });
});

describe('editing', () => {
  it('refuses the second of two people who edit one contact, with the newer one', async () => {
    const contact = await add('anna', await customerOf('anna'), '双人');
    const update = (by: string, remark: string) =>
      app.as(by).contacts.update({
        id: contact.id,
        version: contact.version,
        fields: { ...fieldsOf(contact), remark },
      });
    const saved = await update('mark', '第一');
    const refusal = await refusalOf(update('anna', '第二'));
    expect(refusal).toMatchObject({ code: 'conflict', data: { remark: '第一', version: saved.version } });
  });

  it('logs only what changed, numbers without their ids, and nothing when nothing did', async () => {
    const contact = await add('anna', await customerOf('anna'), '日志', {
      phones: [phone('13900000001'), phone('13900000002')],
    });
    const same = { id: contact.id, version: contact.version, fields: fieldsOf(contact) };
    expect((await app.as('anna').contacts.update(same)).version).toBe(contact.version);
    const [, second] = contact.phones;
    const swapped = await app.as('anna').contacts.update({
      ...same,
      fields: { ...same.fields, phones: [second!, phone('13900000003')] },
    });
    expect(swapped.phones.map(({ id, value }) => [id === second!.id, value])).toEqual([
      [true, '13900000002'],
      [false, '13900000003'],
    ]);
    const log = await logOf(contact.id);
    expect(log.map(({ action }) => action)).toEqual(['created', 'updated']);
    expect(JSON.parse(log[1]!.after!)).toEqual({
      phones: [
        { label: 'mobile', value: '13900000002' },
        { label: 'mobile', value: '13900000003' },
      ],
    });
  });

  it('takes no number of another contact for its own', async () => {
    const customerId = await customerOf('anna');
    const [a, b] = [
      await add('anna', customerId, '甲', { phones: [phone('13900000011')] }),
      await add('anna', customerId, '乙', { phones: [phone('13900000012')] }),
    ];
    const stolen = { ...fieldsOf(a), phones: [{ ...b.phones[0]!, value: '13900000099' }] };
    await app.as('anna').contacts.update({ id: a.id, version: a.version, fields: stolen });
    expect((await app.as('anna').contacts.get({ id: b.id })).phones[0]!.value).toBe('13900000012');
  });
});

describe('who sees and edits follows the customer (spec, permissions)', () => {
  it('shows a colleague’s contacts to nobody, and edits them to owner, superiors and clerks', async () => {
    const customerId = await customerOf('anna');
    const contact = await add('anna', customerId, '谁能看');
    for (const name of ['carl', 'mona']) {
      expect(await codeOf(app.as(name).contacts.list({ customerId }))).toBe('notFound');
      expect(await codeOf(app.as(name).contacts.get({ id: contact.id }))).toBe('notFound');
      expect((await app.as(name).contacts.find({ search: '谁能看' })).map(({ id }) => id)).toEqual([]);
    }
    for (const name of ['bob', 'olga', 'rita']) {
      expect(await namesOf(name, customerId)).toEqual(['谁能看']);
      const { abilities } = await app.as(name).contacts.get({ id: contact.id });
      expect(abilities).toEqual(name === 'olga' ? ['export'] : []);
    }
    for (const name of ['mark', 'bill', 'cleo']) {
      const { abilities } = await app.as(name).contacts.list({ customerId });
      expect(abilities).toEqual(['create', 'export']);
    }
    expect(await codeOf(add('carl', customerId, '不行'))).toBe('notFound');
    expect(await codeOf(add('olga', customerId, '不行'))).toBe('notAllowed');
  });

  it('follows the owner, not the author', async () => {
    const customerId = await customerOf('anna');
    const contact = await add('anna', customerId, '随客户走');
    await app.as('cleo').pool.assign({ ids: [customerId], toId: app.idOf('carl'), reason: 'x' });
    expect(await codeOf(app.as('anna').contacts.get({ id: contact.id }))).toBe('notFound');
    expect((await app.as('carl').contacts.get({ id: contact.id })).abilities).toContain('edit');
  });

  it('masks contact data of an unclaimed customer until it is shown, counted and logged (spec §3.7)', async () => {
    const customerId = await customerOf(null);
    const stored = {
      phones: [phone('13812345678')],
      emails: [{ id: null, label: 'work' as const, value: 'zhang@x.cn' }],
      wechat: 'zhangsan_88',
      qq: '123456789',
      address: '深圳市南山区科技园路一号',
    };
    const contact = await add('cleo', customerId, '池中人', stored);
    const masked = await app.as('anna').contacts.get({ id: contact.id });
    expect(masked).toMatchObject({ sight: 'masked', wechat: 'z****', qq: '1****' });
    expect(masked.phones[0]!.value).toBe('138****5678');
    expect(masked.emails[0]!.value).toBe('z***@x.cn');
    expect(JSON.stringify(masked)).not.toMatch(/13812345678|zhang@|123456789/);
    const rules = await app.as('cleo').settings.poolRules({});
    const mask = (maskedFields: typeof rules.maskedFields, version: number) =>
      app.as('cleo').settings.updatePoolRules({
        ...rules,
        version,
        limits: [...rules.limits],
        maskedFields: [...maskedFields],
      });
    const { version } = await mask(['address', 'email'], rules.version);
    const other = await app.as('anna').contacts.get({ id: contact.id });
    expect([masked.address, other.address]).toEqual(['深圳市南山区科技园路一号', '深圳市南山区****']);
    expect([other.wechat, other.phones[0]!.value]).toEqual(['zhangsan_88', '13812345678']);
    await mask(rules.maskedFields, version);
    expect(await codeOf(app.as('anna').contacts.unmask({ customerId }))).toBe('notAllowed');
    const [shown] = await app.as('cleo').contacts.unmask({ customerId });
    expect(shown).toMatchObject({ wechat: 'zhangsan_88', qq: '123456789' });
    const views = await app.office.services.db
      .selectFrom('unmasking')
      .select('person_id')
      .where('customer_id', '=', customerId)
      .execute();
    expect(views).toEqual([{ person_id: app.idOf('cleo') }]);
    // Claimed, it is the owner's to read.
    await app.as('anna').pool.claim({ ids: [customerId] });
    expect((await app.as('anna').contacts.get({ id: contact.id })).phones[0]!.value).toBe('13812345678');
  });

  it('keeps masked data that come back from a form, and refuses a mask that belongs to nothing', async () => {
    const customerId = await customerOf(null);
    const contact = await add('cleo', customerId, '池中改', {
      phones: [phone('13812345678'), phone('13887655678')],
      wechat: 'abcdef',
    });
    expect(contact.phones.map(({ value }) => value)).toEqual(['138****5678', '138****5678']);
    const [, second] = contact.phones;
    const changed = { ...fieldsOf(contact), phones: [second!], position: '主任' };
    const saved = await app
      .as('cleo')
      .contacts.update({ id: contact.id, version: contact.version, fields: changed });
    const [shown] = await app.as('cleo').contacts.unmask({ customerId });
    expect(shown).toMatchObject({ position: '主任', wechat: 'abcdef' });
    expect(shown!.phones.map(({ value }) => value)).toEqual(['13887655678']);
    const wrong = { ...fieldsOf(saved), phones: [phone('138****9999')] };
    const refusal = await refusalOf(
      app.as('cleo').contacts.update({ id: contact.id, version: saved.version, fields: wrong }),
    );
    expect(refusal.fields).toEqual([{ path: 'phones.0', code: 'masked' }]);
  });
});

describe('moving to another customer (spec §4)', () => {
  it('takes everything along, and the log says from where to where', async () => {
    const [from, to] = [await customerOf('anna'), await customerOf('anna')];
    const contact = await add('anna', from, '跳槽', { phones: [phone('13700000001')] });
    const moved = await app
      .as('anna')
      .contacts.move({ id: contact.id, version: contact.version, toCustomerId: to });
    expect(moved).toMatchObject({ customerId: to, main: true });
    expect(moved.phones[0]!.value).toBe('13700000001');
    expect(await namesOf('anna', from)).toEqual([]);
    const log = (await logOf(contact.id)).at(-1);
    expect(log).toEqual({
      action: 'moved',
      before: JSON.stringify({ customerId: from }),
      after: JSON.stringify({ customerId: to }),
    });
  });

  it('needs the right to edit both, and takes no second main contact along', async () => {
    const [own, other, third] = [
      await customerOf('anna'),
      await customerOf('carl'),
      await customerOf('anna'),
    ];
    const contact = await add('anna', own, '去不了');
    await add('anna', third, '已有主');
    const move = (by: string, toCustomerId: number) =>
      app.as(by).contacts.move({ id: contact.id, version: contact.version, toCustomerId });
    expect(await codeOf(move('anna', other))).toBe('notFound');
    expect(await codeOf(move('carl', other))).toBe('notFound');
    expect(await codeOf(move('anna', 9_999_999))).toBe('notFound');
    expect(await codeOf(move('olga', third))).toBe('notAllowed');
    expect((await move('anna', third)).main).toBe(false);
    expect(await codeOf(move('anna', own))).toBe('conflict');
  });
});

describe('the recycle bin (spec §4)', () => {
  it('takes from whoever edits the customer and gives back, main again if nobody else is', async () => {
    const customerId = await customerOf('anna');
    const contact = await add('anna', customerId, '回收站甲', { phones: [phone('13600000001')] });
    expect(
      (
        await app
          .as('olga')
          .contacts.remove({ ids: [contact.id] })
          .catch(() => null)
      )?.done,
    ).toEqual([]);
    expect((await app.as('carl').contacts.remove({ ids: [contact.id] })).refused).toMatchObject([
      { code: 'notFound', name: '' },
    ]);
    expect((await app.as('anna').contacts.remove({ ids: [contact.id] })).done).toEqual([contact.id]);
    expect(await codeOf(app.as('anna').contacts.get({ id: contact.id }))).toBe('notFound');
    expect(await app.as('anna').contacts.find({ search: '回收站甲' })).toEqual([]);
    expect(await codeOf(app.as('anna').contacts.deleted({}))).toBe('notAllowed');
    const bin = await app.as('olga').contacts.deleted({ search: 'hszj' });
    expect(bin.rows).toMatchObject([
      { id: contact.id, name: '回收站甲', customerDeleted: false, deletedBy: app.idOf('anna') },
    ]);
    expect((await app.as('cleo').contacts.restore({ ids: [contact.id] })).done).toEqual([contact.id]);
    const back = await app.as('anna').contacts.get({ id: contact.id });
    expect(back).toMatchObject({ main: true, phones: [{ value: '13600000001' }] });
    expect((await app.as('cleo').contacts.restore({ ids: [contact.id] })).refused).toMatchObject([
      { code: 'notFound' },
    ]);
  });

  it('does not bring back a second main contact', async () => {
    const customerId = await customerOf('anna');
    const first = await add('anna', customerId, '原主');
    await app.as('anna').contacts.remove({ ids: [first.id] });
    await add('anna', customerId, '新主');
    await app.as('cleo').contacts.restore({ ids: [first.id] });
    const { rows } = await app.as('anna').contacts.list({ customerId });
    expect(rows.map(({ name, main }) => [name, main])).toEqual([
      ['新主', true],
      ['原主', false],
    ]);
  });

  it('a deleted customer hides its contacts and brings them back with it', async () => {
    const customerId = await customerOf('anna');
    const [stays, goes] = [await add('anna', customerId, '随行甲'), await add('anna', customerId, '先走乙')];
    await app.as('anna').contacts.remove({ ids: [goes.id] });
    await app.as('cleo').customers.remove({ ids: [customerId], reason: null });
    expect(await codeOf(app.as('anna').contacts.get({ id: stays.id }))).toBe('notFound');
    expect(await codeOf(app.as('anna').contacts.list({ customerId }))).toBe('notFound');
    expect(await app.as('anna').contacts.find({ search: '随行甲' })).toEqual([]);
    expect((await app.as('cleo').contacts.restore({ ids: [goes.id] })).refused).toMatchObject([
      { code: 'customerDeleted' },
    ]);
    const bin = await app.as('cleo').contacts.deleted({ search: '先走乙' });
    expect(bin.rows).toMatchObject([{ customerDeleted: true }]);
    await app.as('cleo').customers.restore({ ids: [customerId] });
    expect(await namesOf('anna', customerId)).toEqual(['随行甲']);
  });
});

describe('finding people', () => {
  it('by name, pinyin, initials and number, over the customers one reads', async () => {
    const customerId = await customerOf('anna');
    const contact = await add('anna', customerId, '尉迟敬德', { phones: [phone('13512349876')] });
    for (const search of ['尉迟', 'yuchi', 'ycjd', '敬德', '9876', '13512349876', '尉迟 9876']) {
      const found = await app.as('anna').contacts.find({ search });
      expect(
        found.map(({ id }) => id),
        search,
      ).toContain(contact.id);
    }
    expect(await app.as('anna').contacts.find({ search: '尉迟 1111' })).toEqual([]);
    expect(await app.as('anna').contacts.find({ search: ' 。' })).toEqual([]);
  });

  it('by a part of a masked number not, by the whole number yes (spec §3.7)', async () => {
    const customerId = await customerOf(null);
    const contact = await add('cleo', customerId, '池中号', { phones: [phone('13598765432')] });
    expect(await app.as('anna').contacts.find({ search: '9876543' })).toEqual([]);
    expect((await app.as('anna').contacts.find({ search: '13598765432' })).map(({ id }) => id)).toEqual([
      contact.id,
    ]);
    expect((await app.as('cleo').contacts.find({ search: '9876543' })).map(({ id }) => id)).toEqual([
      contact.id,
    ]);
  });
});

describe('birthdays of the coming week', () => {
  // Today is Monday, 23 November 2026, the fifteenth of the tenth lunar month.
  const born = (calendar: 'solar' | 'lunar', month: number, day: number, year: number | null = null) => ({
    birthday: { calendar, year, month, day, leap: false },
  });

  it('by either calendar, the next first, among the contacts of one’s own customers', async () => {
    const customerId = await customerOf('anna');
    await add('anna', customerId, '七天后', born('solar', 11, 30, 1980));
    await add('anna', customerId, '八天后', born('solar', 12, 1));
    await add('anna', customerId, '昨天', born('solar', 11, 22));
    await add('anna', customerId, '农历今天', born('lunar', 10, 15, 1975));
    await add('anna', customerId, '明天', born('solar', 11, 24));
    await add('anna', customerId, '已走', { ...born('solar', 11, 25), leftCompany: true });
    const gone = await add('anna', customerId, '已删', born('solar', 11, 25));
    await app.as('anna').contacts.remove({ ids: [gone.id] });
    await add('carl', await customerOf('carl'), '别人的', born('solar', 11, 24));
    const found = await app.as('anna').contacts.birthdays({});
    expect(found.map(({ name, on }) => [name, on])).toEqual([
      ['农历今天', '2026-11-23'],
      ['明天', '2026-11-24'],
      ['七天后', '2026-11-30'],
    ]);
    expect(found[0]).toMatchObject({ customerId, birthday: { calendar: 'lunar', month: 10, day: 15 } });
  });
});
