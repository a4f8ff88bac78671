import type { Grants, Right, Scope } from './rights.ts';

/** Who is asking, looked up afresh for every call: nothing here outlives the call. */
export interface Actor {
  readonly id: number;
  readonly name: string;
  readonly grants: Grants;
  /** Everyone below in the reporting line, all the way down, without oneself. */
  readonly belowIds: ReadonlySet<number>;
  /** Everyone in the person's department and those below it, without oneself. */
  readonly departmentIds: ReadonlySet<number>;
  readonly sessionId: number;
  readonly device: string;
  readonly mustChangePassword: boolean;
  /** The office's calendar day of the call: until when shares hold. */
  readonly today: string;
}

export function has(actor: Actor, right: Right): boolean {
  return actor.grants.has(right);
}

/** Whether a right with a scope covers what `ownerId` owns (spec, permissions: own, below, dept, all). */
export function covers(actor: Actor, right: Right, ownerId: number): boolean {
  const scope = actor.grants.get(right);
  if (scope === undefined) return false;
  return scope === 'all' || ownersWithin(actor, scope).includes(ownerId);
}

/** The people whose customers a scope other than `all` reaches. */
export function ownersWithin(actor: Actor, scope: Exclude<Scope, 'all'>): readonly number[] {
  switch (scope) {
    case 'own':
      return [actor.id];
    case 'below':
      return [actor.id, ...actor.belowIds];
    case 'dept':
      return [...new Set([actor.id, ...actor.belowIds, ...actor.departmentIds])];
  }
}
