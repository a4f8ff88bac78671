import { describe, expect, test } from 'vitest';
import type { CustomField } from '#core/custom-fields/custom-fields.contract.ts';
import { emptyValues, fieldsToValues, refusedValues, toFields, type FormValues } from './form-values.ts';

const say = {
  required: 'required',
  tooLong: (max: number) => `tooLong ${max}`,
  notAmount: 'notAmount',
  notNumber: 'notNumber',
  negative: 'negative',
  notADay: 'notADay',
  maskedPart: 'maskedPart',
};
const filled: FormValues = { ...emptyValues, name: '深圳市华强电子有限公司', industryId: 1, sourceId: 2 };
const refused = (part: Partial<FormValues>) => refusedValues({ ...filled, ...part }, say);

const own = (['text', 'number', 'money', 'date', 'yesNo', 'choices'] as const).map(
  (kind, at): CustomField => ({
    id: at + 1,
    kind,
    label: kind,
    hint: null,
    required: kind === 'yesNo',
    retired: false,
    options: [],
    version: 1,
  }),
);

describe('custom fields', () => {
  test('numbers and amounts are sent as typed, empty ones as null, what was not touched not at all', () => {
    const custom = { 1: ' ', 2: '1,234.50', 3: '12.345', 5: false, 6: [] };
    expect(toFields({ ...filled, custom }, own).custom).toEqual({
      1: null,
      2: 1234.5,
      3: 1235,
      5: false,
      6: null,
    });
  });

  test('a required one is asked for, a text that is no number is refused at its field', () => {
    const wrong = { ...filled, custom: { 2: '-', 3: '1.2.3', 4: '2026-02-30', 1: '长'.repeat(2001) } };
    expect(refusedValues(wrong, say, own)).toEqual({
      'custom.1': 'tooLong 2000',
      'custom.2': 'notNumber',
      'custom.3': 'notAmount',
      'custom.4': 'notADay',
      'custom.5': 'required',
    });
  });
});

describe('refusedValues', () => {
  test('name, industry and source are needed; the first in the order of the form comes first', () => {
    expect(Object.entries(refusedValues(emptyValues, say))).toEqual([
      ['name', 'required'],
      ['industryId', 'required'],
      ['sourceId', 'required'],
    ]);
    expect(refused({ name: ' 　（）' })).toEqual({ name: 'required' });
  });

  test('lengths are counted in characters as people count them', () => {
    expect(refused({ name: '𠮷'.repeat(200) })).toEqual({});
    expect(refused({ name: '𠮷'.repeat(201) })).toEqual({ name: 'tooLong 200' });
  });

  test('amounts and days', () => {
    expect(refused({ revenueFen: '1,234.50' })).toEqual({});
    expect(refused({ revenueFen: '一千' })).toEqual({ revenueFen: 'notAmount' });
    expect(refused({ revenueFen: '-1' })).toEqual({ revenueFen: 'negative' });
    expect(refused({ foundedOn: '2026-02-30' })).toEqual({ foundedOn: 'notADay' });
  });

  test('masked data may stay as it is, not be typed over in part', () => {
    const base = { ...toFields(filled), phone: '138****5678' };
    expect(refused({ base, phone: '138****5678' })).toEqual({});
    expect(refused({ base, phone: '138****0000' })).toEqual({ phone: 'maskedPart' });
    expect(refused({ base, phone: '13800000000' })).toEqual({});
  });
});

describe('toFields', () => {
  test('yuan become fen, empty texts null, and back again without a change', () => {
    const fields = toFields({
      ...filled,
      revenueFen: '¥1,234.50',
      phone: '  ',
      foundedOn: '2020-01-31',
      tagIds: [3],
    });
    expect(fields).toMatchObject({ revenueFen: 123_450, phone: null, foundedOn: '2020-01-31', tagIds: [3] });
    expect(toFields({ ...filled, ...fieldsToValues(fields) })).toEqual(fields);
  });

  test('large amounts keep every fen', () => {
    const fields = { ...toFields(filled), revenueFen: 9_007_199_254_740_991 };
    expect(toFields({ ...filled, ...fieldsToValues(fields) }).revenueFen).toBe(9_007_199_254_740_991);
  });
});
