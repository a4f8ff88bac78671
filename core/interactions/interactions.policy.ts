import type { CustomerAccess } from '../customers/index.ts';
import { has, type Actor } from '../permissions/actor.ts';
import type { InteractionAbility } from './interactions.contract.ts';

const hourMs = 60 * 60 * 1000;

/** What a decision about an interaction depends on, beside its customer. */
export interface InteractionFacts {
  readonly createdBy: number;
  readonly createdAt: string;
  readonly deletedAt: string | null;
  readonly deletedBy: number | null;
}

/** Spec §5: until when its author may edit it, in milliseconds since 1970. */
export function editableUntil({ createdAt }: Pick<InteractionFacts, 'createdAt'>, editHours: number): number {
  return Date.parse(createdAt) + editHours * hourMs;
}

/** Whether what hangs on the customer may be read: everything but the name of a colleague's customer. */
export const mayRead = (access: Pick<CustomerAccess, 'sight'> | null | undefined): boolean =>
  access !== null && access !== undefined && access.sight !== 'minimal';

/**
 * What a person may do with an interaction: whoever logs on the customer comments; its author edits and removes it within
 * the period; those who manage the pool remove it at any time.
 */
export function interactionAbilities(
  actor: Actor,
  access: Pick<CustomerAccess, 'sight' | 'abilities'>,
  facts: InteractionFacts,
  { now, editHours }: { readonly now: number; readonly editHours: number },
): readonly InteractionAbility[] {
  if (!mayRead(access)) return [];
  const author =
    facts.createdBy === actor.id &&
    access.abilities.includes('log') &&
    now <= editableUntil(facts, editHours);
  if (facts.deletedAt !== null) {
    const mayRestore = has(actor, 'recycleBin.restore') || (author && facts.deletedBy === actor.id);
    return mayRestore ? ['restore'] : [];
  }
  const abilities: InteractionAbility[] = [];
  if (author) abilities.push('edit');
  if (author || has(actor, 'pool.manage')) abilities.push('remove');
  if (access.abilities.includes('log')) abilities.push('comment');
  return abilities;
}
