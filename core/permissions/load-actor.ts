import { sql } from 'kysely';
import type { Services } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { isoNow } from '../shared/ports.ts';
import type { Actor } from './actor.ts';
import { rights, scopes, widest, type Grants, type Right, type Scope } from './rights.ts';

const minute = 60_000;
/** A session ends after so long without use, and at the latest so long after signing in (milliseconds). */
export const sessionLife = {
  http: { idle: 60 * minute, absolute: 12 * 60 * minute },
  ipc: { idle: 12 * 60 * minute, absolute: 30 * 24 * 60 * minute },
  direct: { idle: 60 * minute, absolute: 12 * 60 * minute },
} as const;

const isRight = (name: string): name is Right => Object.hasOwn(rights, name);
const isScope = (name: string): name is Scope => scopes.some((scope) => scope === name);

async function grantsOf(db: ReadDb, personId: number): Promise<Grants> {
  const rows = await db
    .selectFrom('person_role')
    .innerJoin('role_right', 'role_right.role_id', 'person_role.role_id')
    .select(['role_right.right_name', 'role_right.scope'])
    .where('person_role.person_id', '=', personId)
    .execute();
  const grants = new Map<Right, Scope>();
  for (const { right_name: right, scope } of rows) {
    if (isRight(right) && isScope(scope)) grants.set(right, widest(grants.get(right), scope));
  }
  return grants;
}

/** Everyone below a person in the reporting line, all the way down. */
async function subordinates(db: ReadDb, personId: number): Promise<Set<number>> {
  const found = await sql<{ id: number }>`
    with recursive below (id) as (
      select id from person where superior_id = ${personId}
      union select person.id from person join below on person.superior_id = below.id)
    select id from below where id <> ${personId}`.execute(db);
  return new Set(found.rows.map((row) => row.id));
}

async function departmentColleagues(
  db: ReadDb,
  personId: number,
  departmentId: number,
): Promise<Set<number>> {
  const found = await sql<{ id: number }>`
    with recursive part (id) as (
      select ${departmentId}
      union select department.id from department join part on department.parent_id = part.id)
    select person.id from person join part on person.department_id = part.id
    where person.id <> ${personId}`.execute(db);
  return new Set(found.rows.map((row) => row.id));
}

/** What a person holds today and how far it reaches, whoever asks: also to learn whether a colleague may see something. */
export async function rightsOf(
  db: ReadDb,
  person: { readonly id: number; readonly departmentId: number | null },
): Promise<Pick<Actor, 'grants' | 'belowIds' | 'departmentIds'>> {
  const grants = await grantsOf(db, person.id);
  const wanted = new Set(grants.values());
  return {
    grants,
    belowIds: wanted.has('below') || wanted.has('dept') ? await subordinates(db, person.id) : new Set(),
    departmentIds:
      wanted.has('dept') && person.departmentId !== null
        ? await departmentColleagues(db, person.id, person.departmentId)
        : new Set(),
  };
}

/**
 * Who a session token belongs to, with today's rights, or null: no token, unknown, expired, ended, person left.
 * Nothing is cached, so a change of role, superior or department holds from the next call on (spec, permissions).
 * Notes once a minute that the session was used.
 */
export async function loadActor(
  services: Services,
  token: string | null,
  device: string,
): Promise<Actor | null> {
  if (token === null) return null;
  const { db, clock, hasher } = services;
  const now = isoNow(clock);
  const found = await db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .select([
      'session.id as session_id',
      'session.door',
      'session.created_at',
      'session.last_seen_at',
      'person.id',
      'person.name',
      'person.department_id',
      'person.must_change_password',
    ])
    .where('session.token_hash', '=', hasher.sha256(token))
    .where('session.expires_at', '>', now)
    .where('person.active', '=', 1)
    .executeTakeFirst();
  if (found === undefined) return null;
  if (clock.now() - Date.parse(found.last_seen_at) > minute) {
    const life = found.door === 'ipc' ? sessionLife.ipc : sessionLife.http;
    const end = Math.min(Date.parse(found.created_at) + life.absolute, clock.now() + life.idle);
    await services.transaction((trx) =>
      trx
        .updateTable('session')
        .set({ last_seen_at: now, expires_at: new Date(end).toISOString() })
        .where('id', '=', found.session_id)
        .execute(),
    );
  }
  return {
    id: found.id,
    name: found.name,
    ...(await rightsOf(db, { id: found.id, departmentId: found.department_id })),
    sessionId: found.session_id,
    device,
    mustChangePassword: found.must_change_password === 1,
    today: clock.today(),
  };
}
