import { describe, expect, test } from 'vitest';
import type { CustomValues } from '#core/custom-fields/custom-fields.contract.ts';
import type { Customer, CustomerFields } from '#core/customers/customers.contract.ts';
import { emptyValues, toFields } from './form-values.ts';
import { mergeChanges, settled } from './merge-changes.ts';

const base: CustomerFields = {
  ...toFields(emptyValues),
  name: '华强电子',
  industryId: 1,
  sourceId: 2,
  phone: '0755-1',
  tagIds: [1],
};
const newer = ({ custom = {}, ...fields }: Partial<CustomerFields>): Customer => ({
  ...base,
  ...fields,
  custom: custom as CustomValues,
  id: 7,
  number: 'K000007',
  ownerId: 3,
  sight: 'full',
  createdAt: null,
  updatedAt: null,
  claimedAt: null,
  lastInteractionAt: null,
  nextStepOn: null,
  locked: false,
  fallsBack: null,
  share: null,
  version: 2,
  abilities: ['edit'],
  parentName: null,
  createdBy: null,
  lastDealOn: null,
  extendedUntil: null,
  deletedAt: null,
  warnings: {},
});

describe('mergeChanges', () => {
  test('what only the other one changed is taken over, what only I changed stays mine', () => {
    const merge = mergeChanges(base, { ...base, phone: '0755-2' }, newer({ remark: '老客户' }));
    expect(merge.disputed).toEqual([]);
    expect(merge.taken).toEqual(['remark']);
    expect(settled(merge, new Set())).toEqual({ ...base, phone: '0755-2', remark: '老客户' });
  });

  test('what both changed has to be chosen; the choice decides', () => {
    const merge = mergeChanges(base, { ...base, phone: '0755-2', level: 'A' }, newer({ phone: '0755-3' }));
    expect(merge.disputed).toEqual(['phone']);
    expect(settled(merge, new Set()).phone).toBe('0755-2');
    expect(settled(merge, new Set(['phone'] as const))).toEqual({ ...base, phone: '0755-3', level: 'A' });
  });

  test('custom fields are compared one by one; what the form does not name stays as it was read', () => {
    const read = { ...base, custom: { 1: '甲', 2: 5, 3: true } };
    const merge = mergeChanges(
      read,
      { ...read, custom: { 1: '乙', 2: null } },
      newer({ custom: { 1: '丙', 3: true, 4: [7] } }),
    );
    expect(merge.disputed).toEqual(['custom:1']);
    expect(merge.taken).toEqual(['custom:4']);
    expect(settled(merge, new Set()).custom).toEqual({ 1: '乙', 2: null, 3: true, 4: [7] });
    expect(settled(merge, new Set(['custom:1'] as const)).custom[1]).toBe('丙');
  });

  test('the same change by both is no dispute, lists are compared by what is in them', () => {
    const merge = mergeChanges(base, { ...base, tagIds: [1, 2] }, newer({ tagIds: [1, 2] }));
    expect(merge.disputed).toEqual([]);
    expect(merge.taken).toEqual([]);
    expect(settled(merge, new Set()).tagIds).toEqual([1, 2]);
  });
});
