import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Inquiry } from '../rpc/context.ts';
import { customerStatuses, type SortKey } from './customers.contract.ts';
import { pinyinOf } from './pinyin.ts';

/**
 * A stretch of a list whose rows follow each other by `column` and id, or by id alone where `column` is null.
 * An order is one stretch, or several one after the other: those without a value last going down, first going up,
 * choices in the order of their labels.
 */
export interface Stretch {
  readonly condition: RawBuilder<SqlBool> | null;
  readonly column: string | null;
  /** All of its rows have the same value in `column`. */
  readonly tied?: boolean;
}

type Direction = 'asc' | 'desc';

const alwaysThere = {
  name: 'sort_key',
  number: 'number',
  updatedAt: 'updated_at',
  createdAt: 'created_at',
} as const;
const mayBeEmpty = {
  claimedAt: 'claimed_at',
  region: 'region_code',
  level: 'level',
  lastInteractionAt: 'last_interaction_at',
  nextStepOn: 'next_step_on',
} as const;
const choiceColumns = { industry: 'industry_id', source: 'source_id' } as const;

/** Orders whose index also exists with the owner in front. */
export const ownerIndexed = (by: SortKey): boolean => by === 'name' || by === 'updatedAt';

function stretchesOf(column: string, values: readonly (string | number)[], direction: Direction): Stretch[] {
  const name = sql.ref(`customer.${column}`);
  const stretches = values.map((value) => ({ condition: sql<SqlBool>`${name} = ${value}`, column: null }));
  return direction === 'asc' ? stretches : stretches.toReversed();
}

async function choicesByLabel(inquiry: Inquiry, kind: string): Promise<number[]> {
  const rows = await inquiry.db
    .selectFrom('choice')
    .select(['id', 'label'])
    .where('kind', '=', kind)
    .execute();
  return rows
    .map(({ id, label }) => ({ id, key: pinyinOf(label).sortKey }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id - b.id))
    .map(({ id }) => id);
}

/** Unclaimed first, then owners in the order of their names' pinyin; within an owner by the customers' names. */
async function byOwner({ db }: Inquiry, direction: Direction): Promise<Stretch[]> {
  const people = await db.selectFrom('person').select(['id', 'name']).execute();
  const owners = people
    .map(({ id, name }) => ({ id, key: pinyinOf(name, { surname: true }).sortKey }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id - b.id));
  const conditions = [
    sql<SqlBool>`customer.owner_id is null`,
    ...owners.map(({ id }) => sql<SqlBool>`customer.owner_id = ${id}`),
  ];
  const stretches = conditions.map((condition) => ({ condition, column: 'sort_key' }));
  return direction === 'asc' ? stretches : stretches.toReversed();
}

/** The stretches of an order, in the direction asked for. */
export async function stretches(
  inquiry: Inquiry,
  by: SortKey,
  direction: Direction,
): Promise<readonly Stretch[]> {
  switch (by) {
    case 'name':
    case 'number':
    case 'updatedAt':
    case 'createdAt':
      return [{ condition: null, column: alwaysThere[by] }];
    case 'owner':
      return byOwner(inquiry, direction);
    case 'industry':
    case 'source':
      return stretchesOf(choiceColumns[by], await choicesByLabel(inquiry, by), direction);
    case 'status':
      return stretchesOf('status', customerStatuses, direction);
    default: {
      const column = mayBeEmpty[by];
      const name = sql.ref(`customer.${column}`);
      const both = [
        { condition: sql<SqlBool>`${name} is null`, column: null },
        { condition: sql<SqlBool>`${name} is not null`, column },
      ];
      return direction === 'asc' ? both : both.toReversed();
    }
  }
}
