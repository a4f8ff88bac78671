import { covers, ownersWithin, type Actor } from '../permissions/actor.ts';

/** Whose things somebody may hand over: those within the right, never one's own (spec, permissions: handover). */
export const mayHandOver = (actor: Actor, personId: number): boolean =>
  personId !== actor.id && covers(actor, 'people.handover', personId);

/** Everybody within the right. */
export function withinHandover(actor: Actor): 'all' | readonly number[] {
  const scope = actor.grants.get('people.handover');
  if (scope === undefined) return [];
  return scope === 'all' ? 'all' : ownersWithin(actor, scope);
}

/**
 * Whether somebody may see the customers of a handover by name, then and later: who sees the customers of the person
 * who left. Running the system is not reading the books.
 */
export const seesCustomersOf = (actor: Actor, personId: number): boolean =>
  covers(actor, 'customers.see', personId);
