import { sessionLives } from '../permissions/session-lives.ts';
import { reading } from '../rpc/procedure.ts';

export const changesRouter = {
  // The feed's own iterator is handed on: a generator around it could not be ended while it waits.
  watch: reading.changes.watch.handler(({ context: { services, actor }, lastEventId, signal }) =>
    services.changes.watch(lastEventId, () => sessionLives(services, actor.sessionId), signal),
  ),
};
