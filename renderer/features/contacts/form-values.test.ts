import { describe, expect, test } from 'vitest';
import type { Contact, ContactFields } from '#core/contacts/contacts.contract.ts';
import { birthdayWords, lunarDay } from './fields.ts';
import { emptyValues, fieldsToValues, refusedValues, toFields, type FormValues } from './form-values.ts';
import { mergeChanges, settled } from './merge-changes.ts';

const say = {
  required: 'required',
  tooLong: (max: number) => `at most ${max}`,
  birthdayHalf: 'half',
  birthdayYear: 'year',
  birthdayUnknown: 'unknown',
  maskedPart: 'masked',
};
const full: ContactFields = {
  name: '张三',
  department: '采购部',
  position: null,
  decisionRole: 'user',
  gender: 'male',
  phones: [{ id: 7, label: 'mobile', value: '138****5678' }],
  emails: [],
  wechat: null,
  qq: null,
  birthday: { calendar: 'lunar', year: null, month: 6, day: 1, leap: true },
  address: null,
  hobbies: null,
  remark: null,
  leftCompany: false,
};
const record = (more: Partial<ContactFields>, version = 2): Contact => ({
  ...full,
  ...more,
  id: 1,
  customerId: 1,
  customerName: '甲公司',
  sight: 'full',
  main: false,
  nextBirthdayOn: null,
  createdBy: 1,
  createdAt: '',
  updatedAt: '',
  version,
  warnings: {},
  abilities: [],
});

test('a record goes into the form and comes out as it was', () => {
  expect(toFields({ ...emptyValues, ...fieldsToValues(full) })).toEqual(full);
});

test('lines left empty are no numbers, a name of signs is none', () => {
  expect(toFields({ ...emptyValues, name: '李四' })).toMatchObject({
    phones: [],
    emails: [],
    birthday: null,
  });
  expect(refusedValues({ ...emptyValues, name: ' 。' }, say)).toEqual({ name: 'required' });
});

test.each<[Partial<FormValues['birthday']>, string | undefined]>([
  [{}, undefined],
  [{ month: 2 }, 'half'],
  [{ year: '1980' }, 'half'],
  [{ month: 2, day: 29 }, undefined],
  [{ month: 2, day: 29, year: '1981' }, 'unknown'],
  [{ month: 2, day: 28, year: '81' }, 'year'],
  [{ month: 2, day: 28, year: '１９８１' }, undefined],
  [{ month: 2, day: 31, calendar: 'lunar' }, 'unknown'],
])('birthday %j: %s', (part, error) => {
  const values = { ...emptyValues, name: '王', birthday: { ...emptyValues.birthday, ...part } };
  expect(refusedValues(values, say)['birthday']).toBe(error);
});

test('a mask stays only where it was shown', () => {
  const values: FormValues = { ...emptyValues, ...fieldsToValues(full), base: full };
  expect(refusedValues(values, say)).toEqual({});
  const moved = { ...values, phones: [{ id: null, label: 'mobile' as const, value: '138****5678' }] };
  expect(refusedValues(moved, say)).toEqual({ 'phones.0.value': 'masked' });
});

describe('a lost race', () => {
  test('what only they changed is taken over, what both changed is asked', () => {
    const theirs = record({ position: '总监', wechat: 'theirs' });
    const merge = mergeChanges(full, { ...full, wechat: 'mine', qq: '1' }, theirs);
    expect([merge.disputed, merge.taken]).toEqual([['wechat'], ['position']]);
    expect(settled(merge, new Set())).toMatchObject({ wechat: 'mine', qq: '1', position: '总监' });
    expect(settled(merge, new Set(['wechat']))).toMatchObject({ wechat: 'theirs', qq: '1' });
  });

  test('the same number under another id is the same', () => {
    const theirs = record({ phones: [{ id: 9, label: 'mobile', value: '138****5678' }] });
    expect(mergeChanges(full, full, theirs)).toMatchObject({ disputed: [], taken: [] });
  });
});

test('lunar days are called as people call them', () => {
  const named = [1, 9, 10, 11, 20, 21, 29, 30].map((day) => lunarDay(day, 'zh-CN'));
  expect(named).toEqual(['初一', '初九', '初十', '十一', '二十', '廿一', '廿九', '三十']);
  expect(birthdayWords(full.birthday!, 'zh-CN')).toBe('农历闰六月初一');
  expect(birthdayWords({ calendar: 'solar', year: 1980, month: 5, day: 3, leap: false }, 'en')).toBe(
    '1980-05-03',
  );
});
