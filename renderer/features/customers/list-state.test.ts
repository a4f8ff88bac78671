import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { customerLevels, customerStatuses, sortKeys } from '#core/customers/customers.contract.ts';
import { compact, readListState, writeListState, type ListState } from './list-state.ts';

const ids = fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 1e9 }), { minLength: 1, maxLength: 5 }), {
  nil: undefined,
});
const day = fc.option(fc.constantFrom('2026-11-23', '2024-02-29'), { nil: undefined });
const inOrder = <T>(all: readonly T[]) =>
  fc.option(fc.subarray([...all], { minLength: 1 }), { nil: undefined });
const states: fc.Arbitrary<ListState> = fc.record({
  search: fc.string({ maxLength: 40 }).map((text) => text.trim()),
  segment: fc.constantFrom('unclaimed', 'claimed', 'all'),
  filters: fc
    .record({
      statuses: inOrder(customerStatuses),
      levels: inOrder(customerLevels),
      industryIds: ids,
      ownerIds: ids,
      regionCodes: fc.option(fc.constant<string[]>(['11', '4403', '440305']), { nil: undefined }),
      createdFrom: day,
      createdTo: day,
    })
    .map((filters) => compact({ ...filters })),
  sort: fc.option(
    fc.record({ by: fc.constantFrom(...sortKeys), direction: fc.constantFrom('asc', 'desc') }),
    { nil: null },
  ),
  shown: fc.option(fc.integer({ min: 1, max: 1e9 }), { nil: null }),
  where: fc.option(
    fc.constant({
      join: 'and' as const,
      items: [{ field: 'level', op: 'oneOf' as const, values: ['A'] }],
    }),
    { nil: null },
  ),
  view: fc.oneof(fc.constantFrom(null, 'none' as const), fc.integer({ min: 1, max: 1e9 })),
  form: fc.oneof(fc.constantFrom(null, 'new' as const, 'claim' as const), fc.integer({ min: 1, max: 1e9 })),
});

describe('the address of a list', () => {
  test('says everything: what is written is read back', () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(readListState(writeListState(state))).toEqual(state);
      }),
    );
  });

  test('nonsense in it is left out instead of asked for', () => {
    const state = readListState({
      segment: 'mine',
      status: 'deal_gone',
      region: '4403_x_123',
      industry: '3_-1_0.5',
      from: '2026-02-30',
      sort: 'password-asc',
      id: 'x',
      edit: -4,
      view: -1,
      where: { join: 'xor', items: [] },
    });
    expect(state).toEqual({
      search: '',
      segment: 'all',
      filters: { statuses: ['deal'], regionCodes: ['4403'], industryIds: [3] },
      where: null,
      view: null,
      sort: null,
      shown: null,
      form: null,
    });
  });

  test('a search for digits arrives as a number and stays a text', () => {
    expect(readListState({ q: 13_800 }).search).toBe('13800');
  });
});
