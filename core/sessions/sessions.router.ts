import { openOwning, openReading, owning, reading, writing } from '../rpc/procedure.ts';
import { isoNow } from '../shared/ports.ts';
import { changePassword, unlock } from './change-password.ts';
import { firstStart } from './create-office.ts';
import { endAllSessions, endSession, setLanguage, signOut } from './end-sessions.ts';
import { loadMe, officeState } from './me.ts';
import { listSessions } from './sessions.repository.ts';
import { signIn } from './sign-in.ts';

export const officeRouter = {
  state: openReading.office.state.handler(({ context }) => officeState(context.services)),
  firstStart: openOwning.office.firstStart.handler(({ context, input }) => firstStart(context, input)),
};

export const sessionsRouter = {
  signIn: openOwning.sessions.signIn.handler(({ context, input }) => signIn(context, input)),
  signOut: owning.sessions.signOut.handler(({ context }) => signOut(context)),
  me: reading.sessions.me.handler(({ context }) => loadMe(context.db, context.actor)),
  changePassword: owning.sessions.changePassword.handler(({ context, input }) =>
    changePassword(context, input),
  ),
  unlock: owning.sessions.unlock.handler(({ context, input }) => unlock(context, input)),
  list: reading.sessions.list.handler(({ context: { db, actor, services } }) =>
    listSessions(db, actor.id, actor.sessionId, isoNow(services.clock)),
  ),
  end: writing.sessions.end.handler(({ context, input }) => endSession(context, input)),
  endAll: writing.sessions.endAll.handler(({ context }) => endAllSessions(context)),
  setLanguage: writing.sessions.setLanguage.handler(({ context, input }) => setLanguage(context, input)),
};
