import type { ReadDb, WriteDb } from '../shared/database.ts';
import { languages, type Language, type SessionEntry } from './sessions.contract.ts';

/** What signing in needs of a person. */
export interface Credentials {
  readonly id: number;
  readonly name: string;
  readonly passwordHash: string;
}

/** Somebody active by the folded name or by id; null when there is nobody, or the person left. */
export async function findCredentials(
  db: ReadDb,
  by: { nameKey: string } | { id: number },
): Promise<Credentials | null> {
  const people = db
    .selectFrom('person')
    .select(['id', 'name', 'password_hash as passwordHash'])
    .where('active', '=', 1);
  const one = 'id' in by ? people.where('id', '=', by.id) : people.where('name_key', '=', by.nameKey);
  return (await one.executeTakeFirst()) ?? null;
}

export async function officeExists(db: ReadDb): Promise<boolean> {
  const office = await db.selectFrom('office').select('id').executeTakeFirst();
  const person = await db.selectFrom('person').select('id').limit(1).executeTakeFirst();
  return office !== undefined || person !== undefined;
}

export async function insertOffice(trx: WriteDb, name: string, at: string): Promise<void> {
  await trx.insertInto('office').values({ id: 1, name, created_at: at }).execute();
}

export async function findLanguage(db: ReadDb, personId: number): Promise<Language | null> {
  const row = await db.selectFrom('person').select('language').where('id', '=', personId).executeTakeFirst();
  return languages.find((language) => language === row?.language) ?? null;
}

export async function writeLanguage(trx: WriteDb, personId: number, language: Language): Promise<void> {
  await trx.updateTable('person').set({ language }).where('id', '=', personId).execute();
}

export async function rolesOf(
  db: ReadDb,
  personId: number,
): Promise<{ id: number; name: string; builtIn: string | null }[]> {
  return db
    .selectFrom('person_role')
    .innerJoin('role', 'role.id', 'person_role.role_id')
    .select(['role.id', 'role.name', 'role.built_in as builtIn'])
    .where('person_role.person_id', '=', personId)
    .orderBy('role.id')
    .execute();
}

/** A session as it begins; instants in ISO 8601. */
export interface NewSession {
  readonly tokenHash: string;
  readonly personId: number;
  readonly door: string;
  readonly device: string;
  readonly at: string;
  readonly expiresAt: string;
}

export async function insertSession(trx: WriteDb, session: NewSession): Promise<number> {
  const row = await trx
    .insertInto('session')
    .values({
      token_hash: session.tokenHash,
      person_id: session.personId,
      door: session.door,
      device: session.device,
      created_at: session.at,
      last_seen_at: session.at,
      expires_at: session.expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** The living sessions of a person, the one used last first. */
export async function listSessions(
  db: ReadDb,
  personId: number,
  present: number,
  now: string,
): Promise<SessionEntry[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'device', 'door', 'created_at', 'last_seen_at'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    device: row.device,
    door: row.door,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    present: row.id === present,
  }));
}

/** Ends one session of a person; answers whether there was one. */
export async function deleteSession(trx: WriteDb, personId: number, id: number): Promise<boolean> {
  const result = await trx
    .deleteFrom('session')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

export async function deleteByToken(trx: WriteDb, tokenHash: string): Promise<void> {
  await trx.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
}

export async function deleteExpired(trx: WriteDb, now: string): Promise<void> {
  await trx.deleteFrom('session').where('expires_at', '<=', now).execute();
}

/** Failed sign-ins under one subject. */
export interface Failures {
  readonly failures: number;
  readonly lastAt: string;
  readonly blockedUntil: string | null;
}

export async function readFailures(db: ReadDb, subject: string): Promise<Failures | null> {
  const row = await db
    .selectFrom('sign_in_failure')
    .select(['failures', 'last_at as lastAt', 'blocked_until as blockedUntil'])
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row ?? null;
}

/** Stores the count of a subject; none left removes it. */
export async function writeFailures(trx: WriteDb, subject: string, state: Failures | null): Promise<void> {
  if (state === null || state.failures <= 0) {
    await trx.deleteFrom('sign_in_failure').where('subject', '=', subject).execute();
    return;
  }
  const values = { failures: state.failures, last_at: state.lastAt, blocked_until: state.blockedUntil };
  await trx
    .insertInto('sign_in_failure')
    .values({ subject, ...values })
    .onConflict((conflict) => conflict.column('subject').doUpdateSet(values))
    .execute();
}

export async function deleteFailuresBefore(trx: WriteDb, at: string): Promise<void> {
  await trx.deleteFrom('sign_in_failure').where('last_at', '<', at).execute();
}
