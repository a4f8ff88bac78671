import { makeChange } from '../changes/index.ts';
import { differences, logOperation } from '../log/index.ts';
import type { Actor } from '../permissions/actor.ts';
import { deleteSessionsOf } from '../people/index.ts';
import type { Change, Context, SessionHolder } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import type { Language } from './sessions.contract.ts';
import { deleteSession, findLanguage, writeLanguage } from './sessions.repository.ts';

/** Ends the session of this call. */
export async function signOut(context: Context & { readonly actor: Actor }): Promise<void> {
  const { services, actor, session } = context;
  await makeChange(services, actor, async (change) => {
    await deleteSession(change.trx, actor.id, actor.sessionId);
    await logOperation(change, { action: 'signedOut', entity: 'session', entityId: actor.sessionId });
    change.touched.add('session');
  });
  session.set(null);
}

/** Ends one session of one's own. Throws `notFound` for every other one, somebody else's or ended. */
export async function endSession(
  change: Change & { readonly session: SessionHolder },
  input: { readonly id: number },
): Promise<void> {
  const { trx, actor, touched, session } = change;
  if (!(await deleteSession(trx, actor.id, input.id))) throw new AppError('notFound');
  await logOperation(change, { action: 'ended', entity: 'session', entityId: input.id });
  touched.add('session');
  if (input.id === actor.sessionId) session.set(null);
}

/** Signs the person out everywhere, here too (spec §12). */
export async function endAllSessions(change: Change & { readonly session: SessionHolder }): Promise<void> {
  const { trx, actor, touched, session } = change;
  const endedSessions = await deleteSessionsOf(trx, actor.id);
  const line = { action: 'allSessionsEnded', entity: 'person', entityId: actor.id } as const;
  await logOperation(change, { ...line, after: { endedSessions } });
  touched.add('session');
  session.set(null);
}

export async function setLanguage(change: Change, input: { readonly language: Language }): Promise<void> {
  const { trx, actor, touched } = change;
  const before = { language: await findLanguage(trx, actor.id) };
  await writeLanguage(trx, actor.id, input.language);
  const changed = differences<{ language: Language | null }>(before, input);
  if (changed === null) return;
  // The person's other windows speak it too.
  touched.add('session');
  await logOperation(change, { action: 'languageChanged', entity: 'person', entityId: actor.id, ...changed });
}
