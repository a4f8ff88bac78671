import type { Services } from '../rpc/context.ts';
import { isoNow } from '../shared/ports.ts';

/** Whether a session still opens the doors. Asking does not count as using it, unlike loading its actor. */
export async function sessionLives(services: Services, sessionId: number): Promise<boolean> {
  const found = await services.db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .select('session.id')
    .where('session.id', '=', sessionId)
    .where('session.expires_at', '>', isoNow(services.clock))
    .where('person.active', '=', 1)
    .executeTakeFirst();
  return found !== undefined;
}
