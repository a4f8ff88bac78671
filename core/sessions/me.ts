import type { Actor } from '../permissions/actor.ts';
import { protocol } from '../rpc/contract.ts';
import type { Services } from '../rpc/context.ts';
import { loadOfficeSettings } from '../settings/index.ts';
import type { ReadDb } from '../shared/database.ts';
import type { Me, OfficeState } from './sessions.contract.ts';
import { findLanguage, officeExists, rolesOf } from './sessions.repository.ts';

/** What a client may know before anyone signed in. */
export async function officeState(services: Services): Promise<OfficeState> {
  const exists = await officeExists(services.db);
  const officeName = exists ? (await loadOfficeSettings(services.db)).officeName : null;
  return { firstStartNeeded: !exists, officeName, protocol, demo: services.demo };
}

/** The signed-in person with today's roles and rights. */
export async function loadMe(db: ReadDb, actor: Actor): Promise<Me> {
  const { officeName, idleLockMinutes } = await loadOfficeSettings(db);
  return {
    id: actor.id,
    name: actor.name,
    officeName,
    roles: await rolesOf(db, actor.id),
    grants: Array.from(actor.grants, ([right, scope]) => ({ right, scope })),
    mustChangePassword: actor.mustChangePassword,
    language: await findLanguage(db, actor.id),
    idleLockMinutes,
    sessionId: actor.sessionId,
  };
}
