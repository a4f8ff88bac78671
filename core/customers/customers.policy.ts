import { covers, has, type Actor } from '../permissions/actor.ts';
import type { ReceivedShare } from '../permissions/share.ts';
import { reaches, visible } from '../permissions/visible.ts';
import type { CustomerAbility, Sight } from './customers.contract.ts';

/** What a decision about a customer depends on. */
export interface CustomerFacts {
  readonly ownerId: number | null;
  readonly deleted: boolean;
  /** How it is shared with the person who asks. */
  readonly share: ReceivedShare | null;
}

/** How much of a customer somebody sees; null: nothing, the same answer as when it is not there. */
export function sightOf(actor: Actor, { ownerId, deleted, share }: CustomerFacts): Sight | null {
  if (deleted) return null;
  if (reaches(visible(actor, 'read'), ownerId, share)) return ownerId === null ? 'masked' : 'full';
  return reaches(visible(actor, 'exists'), ownerId, share) ? 'minimal' : null;
}

const canEdit = (actor: Actor, { ownerId }: CustomerFacts) =>
  ownerId === null
    ? has(actor, 'pool.manage') && has(actor, 'pool.see')
    : covers(actor, 'customers.edit', ownerId);

const canClaim = (actor: Actor, { ownerId }: CustomerFacts) =>
  ownerId === null && has(actor, 'customers.claim') && has(actor, 'pool.see');

const canReturn = (actor: Actor, { ownerId }: CustomerFacts) =>
  ownerId !== null && covers(actor, 'customers.return', ownerId);

/** One's own customer is returned, never taken back. */
const canTakeBack = (actor: Actor, { ownerId }: CustomerFacts) =>
  ownerId !== null && ownerId !== actor.id && covers(actor, 'customers.takeBack', ownerId);

/** An unclaimed customer is assigned by those who see beyond their own; a claimed one by those its owner is within. */
const canAssign = (actor: Actor, { ownerId }: CustomerFacts) =>
  ownerId === null ? mayAssignFromPool(actor) : covers(actor, 'customers.assign', ownerId);

/** Whether the person gives unclaimed customers to people at all. */
export function mayAssignFromPool(actor: Actor): boolean {
  const scope = actor.grants.get('customers.assign');
  return scope !== undefined && scope !== 'own' && has(actor, 'pool.see');
}

/** Spec §3.1: pool managers only; what they cannot read they cannot remove. */
const canRemove = (actor: Actor, { ownerId }: CustomerFacts) =>
  has(actor, 'pool.manage') && reaches(visible(actor, 'read'), ownerId, null);

/** Spec §3.10: pool managers, where they both edit and remove. */
const canMerge = (actor: Actor, facts: CustomerFacts) => canEdit(actor, facts) && canRemove(actor, facts);

/** Interactions: who edits the customer, and whom it is shared with for logging (spec §3.8). */
const canLog = (actor: Actor, { ownerId, share }: CustomerFacts) =>
  ownerId === null
    ? actor.grants.get('customers.edit') === 'all' && has(actor, 'pool.see')
    : covers(actor, 'customers.edit', ownerId) ||
      (share?.mode === 'log' && has(actor, 'customers.logShared'));

const canShare = (actor: Actor, { ownerId }: CustomerFacts) =>
  ownerId !== null && covers(actor, 'customers.share', ownerId);

/** Locking: who edits a claimed customer. */
const canLock = (actor: Actor, { ownerId }: CustomerFacts) =>
  ownerId !== null && covers(actor, 'customers.edit', ownerId);

/** An extension is asked for by the owner alone. */
const canAskExtension = (actor: Actor, facts: CustomerFacts) =>
  facts.ownerId === actor.id && canLock(actor, facts);

/** A superior answers; one's own request only who is over everybody (spec §3.4). */
export const mayGrantExtension = (actor: Actor, ownerId: number): boolean =>
  covers(actor, 'extensions.grant', ownerId) &&
  (ownerId !== actor.id || actor.grants.get('extensions.grant') === 'all');

const canUnmask = (actor: Actor, { ownerId }: CustomerFacts) =>
  ownerId === null && has(actor, 'pool.see') && has(actor, 'pool.contactData');

/**
 * Spec, permissions: exporting reaches as far as its scope, unclaimed ones with scope all; never through a share, nor
 * what is only known to exist.
 */
const canExport = (actor: Actor, { ownerId }: CustomerFacts) =>
  reaches(visible(actor, 'read'), ownerId, null) &&
  (ownerId === null
    ? actor.grants.get('customers.export') === 'all'
    : covers(actor, 'customers.export', ownerId));

/** Spec, permissions: on paper goes what one reads, as far as the right reaches, and what is shared with one. */
const canPrint = (actor: Actor, { ownerId, share }: CustomerFacts) =>
  has(actor, 'customers.print') &&
  reaches(visible(actor, 'read'), ownerId, share) &&
  (ownerId === null
    ? actor.grants.get('customers.print') === 'all'
    : share !== null || covers(actor, 'customers.print', ownerId));

/** Whom an unclaimed customer may be assigned to: anybody, or only the people within the assigner's own reach. */
export function mayAssignTo(actor: Actor, ownerId: number | null, toId: number): boolean {
  return ownerId !== null || covers(actor, 'customers.assign', toId);
}

const decisions = {
  edit: canEdit,
  claim: canClaim,
  return: canReturn,
  takeBack: canTakeBack,
  assign: canAssign,
  remove: canRemove,
  merge: canMerge,
  unmask: canUnmask,
  log: canLog,
  share: canShare,
  lock: canLock,
  askExtension: canAskExtension,
  export: canExport,
  print: canPrint,
} satisfies Partial<Record<CustomerAbility, (actor: Actor, facts: CustomerFacts) => boolean>>;

/** What the person may do with the customer now. Commands ask the same list, so a button and its answer agree. */
export function abilitiesOf(actor: Actor, facts: CustomerFacts): readonly CustomerAbility[] {
  if (facts.deleted) return has(actor, 'recycleBin.restore') ? ['restore'] : [];
  if (sightOf(actor, facts) === null) return [];
  const found: CustomerAbility[] = [];
  for (const [ability, decide] of Object.entries(decisions)) {
    if (decide(actor, facts)) found.push(ability as keyof typeof decisions);
  }
  if (has(actor, 'pool.manage')) found.push('overrideDuplicate');
  return found;
}
