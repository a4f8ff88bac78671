import { describe, expect, it } from 'vitest';
import type { ConditionGroup } from '#core/conditions/conditions.contract.ts';
import { queryFields, type QueryField } from '#core/conditions/fields.contract.ts';
import {
  askedGroup,
  draftOf,
  emptyGroup,
  newField,
  newRelated,
  withOperator,
  type FieldOf,
} from './draft.ts';

const fieldOf: FieldOf = (noun, key) => {
  const fields: Readonly<Record<string, QueryField>> = queryFields[noun];
  return fields[key] ?? null;
};
const name = newField('name', queryFields.customer.name);

describe('a draft', () => {
  it('asks what is filled in and nothing else', () => {
    const draft = {
      ...emptyGroup(),
      items: [
        { ...name, values: ['  科技 '] },
        name,
        { ...name, values: ['  '] },
        { ...newField('gone', { kind: 'text' as const }), values: ['x'] },
        { ...newField('phone', queryFields.customer.phone), values: ['无号码'] },
        {
          ...newField('foundedOn', queryFields.customer.foundedOn),
          op: 'between' as const,
          values: ['2026-01-01', ''],
        },
        emptyGroup('or'),
      ],
    };
    expect(askedGroup(draft, 'customer', fieldOf)).toEqual({
      join: 'and',
      items: [{ field: 'name', op: 'contains', values: ['科技'] }],
    });
  });

  it('asks nothing of a contact until something is filled in; without conditions that there is one', () => {
    const first = newField('department', queryFields.contact.department);
    const related = newRelated('contact', first);
    const asked = (item: typeof related) =>
      askedGroup({ ...emptyGroup(), items: [item] }, 'customer', fieldOf).items;
    expect(asked(related)).toEqual([]);
    expect(
      asked({ ...related, where: { ...related.where, items: [{ ...first, values: ['采购'] }] } }),
    ).toHaveLength(1);
    expect(asked({ ...related, where: { ...related.where, items: [] } })).toEqual([
      { has: 'contact', none: false, where: { join: 'and', items: [] } },
    ]);
  });

  it('keeps what was typed where the other operator takes the same', () => {
    const typed = { ...name, values: ['科技'] };
    expect(withOperator(typed, 'startsWith').values).toEqual(['科技']);
    expect(withOperator(typed, 'empty').values).toEqual([]);
  });

  it('gives back what a view asks, as it was kept', () => {
    const kept: ConditionGroup = {
      join: 'or',
      items: [
        { field: 'level', op: 'oneOf', values: ['A'] },
        { join: 'and', items: [{ field: 'locked', op: 'yes', values: [] }] },
        {
          has: 'interaction',
          none: true,
          where: { join: 'and', items: [{ field: 'happenedAt', op: 'lastDays', values: [30] }] },
        },
      ],
    };
    expect(askedGroup(draftOf(kept), 'customer', fieldOf)).toEqual(kept);
  });
});
