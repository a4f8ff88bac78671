import { heldBy, limitsOf, mayAssignFromPool, mayAssignTo } from '../customers/index.ts';
import type { Actor } from '../permissions/actor.ts';
import { listNames } from '../people/index.ts';
import type { ReadDb } from '../shared/database.ts';
import { foldText } from '../shared/text.ts';
import type { CellProblem } from './imports.contract.ts';
import type { PossibleOwner, RuleColumn, UsableRow } from './row-rules.ts';

/** Whether the person may say in an import who owns its customers: whoever assigns unclaimed ones (spec, permissions). */
export const mayGiveOwners = mayAssignFromPool;

/** Colleagues by folded name, each with what keeps a customer from being theirs. */
export async function possibleOwners(db: ReadDb, actor: Actor): Promise<ReadonlyMap<string, PossibleOwner>> {
  const people = await listNames(db);
  const codeOf = ({ id, active, canOwn }: (typeof people)[number]): PossibleOwner['code'] => {
    if (!active) return 'personLeft';
    if (!canOwn) return 'receiverCannotOwn';
    return mayGiveOwners(actor) && mayAssignTo(actor, null, id) ? null : 'ownerNotYours';
  };
  return new Map(people.map((person) => [foldText(person.name), { id: person.id, code: codeOf(person) }]));
}

/** Refuses the row that would be one too many for its owner (spec §3.3). Counts those it lets pass. */
export function ownerTally(db: ReadDb, column: RuleColumn | undefined) {
  const owners = new Map<number, { name: string; max: number | null; withoutDeals: boolean; held: number }>();
  return async ({ ownerId, fields }: UsableRow): Promise<CellProblem | null> => {
    if (ownerId === null) return null;
    let owner = owners.get(ownerId);
    if (owner === undefined) {
      const { maxHeld, heldWithoutDeals } = await limitsOf(db, ownerId);
      const person = await db
        .selectFrom('person')
        .select('name')
        .where('id', '=', ownerId)
        .executeTakeFirst();
      owner = {
        name: person?.name ?? '',
        max: maxHeld,
        withoutDeals: heldWithoutDeals,
        held: maxHeld === null ? 0 : await heldBy(db, ownerId, heldWithoutDeals),
      };
      owners.set(ownerId, owner);
    }
    const { name, max, withoutDeals, held } = owner;
    if (max === null || (withoutDeals && fields.status === 'deal')) return null;
    if (held < max) {
      owner.held++;
      return null;
    }
    const problem = { column: column?.heading ?? null, code: 'limitHeld', params: { name, held, max } };
    return column === undefined ? problem : { ...problem, at: column.index };
  };
}
