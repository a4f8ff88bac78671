import type { ReadDb } from '../shared/database.ts';

/**
 * Who is asked for an extension (spec §3.4): the nearest superior who may grant one; where the reporting line has none,
 * everybody who may for the whole office. Never people who have left.
 */
export async function grantersFor(db: ReadDb, personId: number): Promise<number[]> {
  const people = await db.selectFrom('person').select(['id', 'superior_id', 'active']).execute();
  const superiors = new Map(people.map((person) => [person.id, person.superior_id]));
  const active = new Set(people.filter((person) => person.active === 1).map(({ id }) => id));
  const rights = await db
    .selectFrom('person_role')
    .innerJoin('role_right', 'role_right.role_id', 'person_role.role_id')
    .select(['person_role.person_id', 'role_right.scope'])
    .where('role_right.right_name', '=', 'extensions.grant')
    .execute();
  const granting = rights.filter(({ person_id }) => active.has(person_id));
  const reaching = new Set(granting.filter(({ scope }) => scope !== 'own').map(({ person_id }) => person_id));
  const met = new Set<number>();
  for (let above = superiors.get(personId) ?? null; above !== null && !met.has(above);) {
    if (reaching.has(above)) return [above];
    met.add(above);
    above = superiors.get(above) ?? null;
  }
  const everywhere = granting.filter(({ scope }) => scope === 'all').map(({ person_id }) => person_id);
  return [...new Set(everywhere)].toSorted((a, b) => a - b);
}
