import { makeChange } from '../changes/index.ts';
import { logOperation } from '../log/index.ts';
import type { Actor } from '../permissions/actor.ts';
import { deleteSessionsOf, writePassword } from '../people/index.ts';
import type { Context } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { foldText } from '../shared/text.ts';
import { checkPassword } from './password-rules.ts';
import { findCredentials, type Credentials } from './sessions.repository.ts';
import { passAttempt, type Attempt } from './sign-in-throttle.ts';
import { verifyCounted } from './sign-in.ts';

type SignedIn = Context & { readonly actor: Actor };

/** The password of who is signed in, throttled like signing in. Throws `passwordWrong` naming the field. */
async function verifyOwn(
  context: SignedIn,
  password: string,
  field: string,
): Promise<{ attempt: Attempt; person: Credentials }> {
  const { services, actor } = context;
  const { attempt, person } = await verifyCounted(context, foldText(actor.name), password, () =>
    findCredentials(services.db, { id: actor.id }),
  );
  if (person === null) throw new AppError('passwordWrong', {}, { field });
  return { attempt, person };
}

/** Input of {@link changePassword}. */
export interface PasswordChange {
  readonly oldPassword: string;
  readonly newPassword: string;
}

/**
 * A new password of one's own; every other session of the person ends at once (spec §12).
 * Throws `passwordWrong`, `passwordSame`, `passwordTooShort`, `passwordTooCommon`, `signInThrottled`, `tooBusy`.
 */
export async function changePassword(context: SignedIn, input: PasswordChange): Promise<void> {
  const { services, actor } = context;
  const { oldPassword, newPassword } = input;
  // Before the old one is hashed: what the form can tell at once costs no time and no attempt.
  checkPassword('newPassword', newPassword, actor.name);
  if (newPassword.normalize('NFKC') === oldPassword.normalize('NFKC')) {
    throw new AppError('passwordSame', {}, { field: 'newPassword' });
  }
  const { attempt, person } = await verifyOwn(context, oldPassword, 'oldPassword');
  const hash = await services.passwords.hash(newPassword);
  await makeChange(services, actor, async (change) => {
    const { trx, touched } = change;
    const still = await findCredentials(trx, { id: actor.id });
    if (still?.passwordHash !== person.passwordHash)
      throw new AppError('passwordWrong', {}, { field: 'oldPassword' });
    await passAttempt(trx, attempt);
    await writePassword(trx, actor.id, { hash, mustChange: false });
    const endedSessions = await deleteSessionsOf(trx, actor.id, actor.sessionId);
    const line = { action: 'passwordChanged', entity: 'person', entityId: actor.id } as const;
    await logOperation(change, { ...line, after: { endedSessions } });
    touched.add('session').add('people');
  });
}

/** Opens the lock screen. Throws `passwordWrong`, `signInThrottled`, `tooBusy`. */
export async function unlock(context: SignedIn, input: { readonly password: string }): Promise<void> {
  const { attempt } = await verifyOwn(context, input.password, 'password');
  await context.services.transaction((trx) => passAttempt(trx, attempt));
}
