import type { Actor } from '../permissions/actor.ts';
import type { CustomerAccess } from '../customers/index.ts';
import type { TaskAbility } from './tasks.contract.ts';

/** Whether what hangs on the customer may be read: everything but the name of a colleague's customer. */
export const mayRead = (access: Pick<CustomerAccess, 'sight'> | null | undefined): boolean =>
  access !== null && access !== undefined && access.sight !== 'minimal';

/**
 * What a person may do with a task: those who log on the customer everything; its own person ticks it off and moves it,
 * as long as the customer is theirs to read.
 */
export function taskAbilities(
  actor: Pick<Actor, 'id'>,
  access: Pick<CustomerAccess, 'sight' | 'abilities'>,
  task: { readonly personId: number },
): readonly TaskAbility[] {
  if (!mayRead(access)) return [];
  if (access.abilities.includes('log')) return ['done', 'edit', 'remove'];
  return task.personId === actor.id ? ['done', 'edit'] : [];
}
