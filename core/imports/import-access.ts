import { has, type Actor } from '../permissions/actor.ts';
import type { Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { findJob, type ImportJob } from './import-jobs.repository.ts';

/** Somebody who is no longer here, for what the program does in the name of whoever began it. */
export function actorFor(
  person: { readonly id: number; readonly name: string },
  device: string,
  grants: Actor['grants'] = new Map(),
): Actor {
  return {
    ...person,
    grants,
    device,
    belowIds: new Set(),
    departmentIds: new Set(),
    sessionId: 0,
    mustChangePassword: false,
    // An import reaches nothing through shares.
    today: '9999-12-31',
  };
}

export const mayAddChoices = (actor: Actor): boolean => has(actor, 'choices.manage');

/** The job if it is this person's: a foreign one and a missing one give the same answer. */
export async function ownJob(
  services: Services,
  actor: Pick<Actor, 'id'>,
  importId: number,
): Promise<ImportJob> {
  const job = await findJob(services.db, importId);
  if (job === null || job.personId !== actor.id) throw new AppError('notFound');
  return job;
}
