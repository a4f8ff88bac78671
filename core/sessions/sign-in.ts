import { makeChange } from '../changes/index.ts';
import { logOperation } from '../log/index.ts';
import type { Actor } from '../permissions/actor.ts';
import { loadActor, sessionLife } from '../permissions/load-actor.ts';
import { writePassword } from '../people/index.ts';
import type { Change, Context, Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { isoNow } from '../shared/ports.ts';
import { foldText } from '../shared/text.ts';
import { loadMe } from './me.ts';
import type { Me } from './sessions.contract.ts';
import {
  deleteByToken,
  deleteExpired,
  findCredentials,
  insertSession,
  type Credentials,
} from './sessions.repository.ts';
import { beginAttempt, failAttempt, passAttempt, withdrawAttempt, type Attempt } from './sign-in-throttle.ts';

/** Input of {@link signIn}. */
export interface SignInInput {
  readonly name: string;
  readonly password: string;
}

/** Whether a password is right, with the attempt counted; `person` is null for an unknown name. */
export async function verifyCounted(
  context: Context,
  nameKey: string,
  password: string,
  find: () => Promise<Credentials | null>,
): Promise<{ attempt: Attempt; person: Credentials | null }> {
  const { services, address, device } = context;
  const attempt = await beginAttempt(services, nameKey, address);
  const person = await find();
  let right: boolean;
  try {
    // Unknown people and people who left cost the same time as a wrong password, and get the same answer.
    right = await services.passwords.verify(password, person?.passwordHash ?? null);
  } catch (error) {
    await withdrawAttempt(services, attempt);
    throw error;
  }
  if (right && person !== null) return { attempt, person };
  await services.transaction(async (trx) => {
    await failAttempt(trx, services, attempt);
    // Without the typed name: it may be a password in the wrong field.
    const line = { action: 'signInFailed', entity: 'session', entityId: person?.id ?? null } as const;
    await logOperation({ trx, services, actor: null, device }, { ...line, after: { address } });
  });
  return { attempt, person: null };
}

/** Begins a session in place of the one the holder may still have; answers its token. */
export async function openSession(
  { trx, services }: Pick<Change, 'trx' | 'services'>,
  context: Context,
  personId: number,
): Promise<string> {
  const now = services.clock.now();
  const life = sessionLife[context.door];
  const token = services.hasher.token();
  const earlier = context.session.get();
  if (earlier !== null) await deleteByToken(trx, services.hasher.sha256(earlier));
  await deleteExpired(trx, isoNow(services.clock));
  const id = await insertSession(trx, {
    tokenHash: services.hasher.sha256(token),
    personId,
    door: context.door,
    device: context.device,
    at: isoNow(services.clock),
    expiresAt: new Date(now + Math.min(life.idle, life.absolute)).toISOString(),
  });
  const actor = { id: personId, device: context.device };
  const after = { person: personId, door: context.door, address: context.address };
  await logOperation(
    { trx, services, actor },
    { action: 'signedIn', entity: 'session', entityId: id, after },
  );
  return token;
}

/** Hands the token to the door and answers who is signed in now. */
export async function enter(context: Context, token: string): Promise<Me> {
  context.session.set(token);
  const actor: Actor | null = await loadActor(context.services, token, context.device);
  if (actor === null) throw new AppError('signInFailed');
  return loadMe(context.services.db, actor);
}

async function refreshedHash(
  services: Services,
  person: Credentials,
  password: string,
): Promise<string | null> {
  const { passwords } = services;
  return passwords.needsRehash(person.passwordHash) ? passwords.hash(password) : null;
}

/**
 * Signs a person in (spec §12). Throws `signInFailed` for a wrong password, an unknown name and a person who left
 * alike, `signInThrottled` with `seconds`, `tooBusy`.
 */
export async function signIn(context: Context, input: SignInInput): Promise<Me> {
  const { services } = context;
  const nameKey = foldText(input.name);
  const { attempt, person } = await verifyCounted(context, nameKey, input.password, () =>
    findCredentials(services.db, { nameKey }),
  );
  if (person === null) throw new AppError('signInFailed');
  const rehashed = await refreshedHash(services, person, input.password);
  const token = await makeChange(services, null, async (change) => {
    const { trx } = change;
    // While the password was checked, the person may have left or got another one.
    const still = await findCredentials(trx, { id: person.id });
    if (still?.passwordHash !== person.passwordHash) throw new AppError('signInFailed');
    if (rehashed !== null) await writePassword(trx, person.id, { hash: rehashed });
    await passAttempt(trx, attempt);
    return openSession(change, context, person.id);
  });
  return enter(context, token);
}
