import { accessTo } from '../customers/index.ts';
import { logOperation } from '../log/index.ts';
import { tell } from '../notices/index.ts';
import { ownersWithin } from '../permissions/actor.ts';
import type { Change, Inquiry } from '../rpc/context.ts';
import { oneByOne, type BatchAnswer } from '../shared/batch.ts';
import { AppError } from '../shared/errors.ts';
import { isLocalDate } from '../shared/local-date.ts';
import { isoNow } from '../shared/ports.ts';
import { cleanText, codePoints } from '../shared/text.ts';
import type { Share, ShareRequest, ShareTerms } from './sharing.contract.ts';
import {
  closeRequest,
  endShares,
  findOpenRequest,
  findOpenRequestOf,
  findShares,
  findUnended,
  insertRequest,
  insertShare,
  openRequests,
  sharesOfCustomer,
  sharesOfOwner,
  updateTerms,
} from './shares.repository.ts';

const longestReason = 200;

function assertTerms({ untilOn }: ShareTerms, today: string): void {
  if (untilOn === null) return;
  const problem = !isLocalDate(untilOn) ? 'notADay' : untilOn < today ? 'dayPast' : null;
  if (problem !== null)
    throw new AppError('invalidInput', {}, { fields: [{ path: 'untilOn', code: problem }] });
}

function reasonOf(text: string | null): string | null {
  const reason = cleanText(text ?? '');
  if (codePoints(reason) > longestReason) {
    const fields = [{ path: 'reason', code: 'tooLong', params: { max: longestReason } }];
    throw new AppError('invalidInput', {}, { fields });
  }
  return reason === '' ? null : reason;
}

interface Receiver {
  readonly id: number;
  readonly name: string;
}

/** The people a customer is shared with: here, and with the right to know of customers at all. */
async function receiversOf({ trx }: Change, ids: readonly number[]): Promise<Receiver[]> {
  const people = await trx
    .selectFrom('person')
    .select(['id', 'name', 'active'])
    .where('id', 'in', ids)
    .execute();
  if (people.length < new Set(ids).size) throw new AppError('notFound', {}, { field: 'personIds' });
  const knowing = await trx
    .selectFrom('person_role')
    .innerJoin('role_right', 'role_right.role_id', 'person_role.role_id')
    .select('person_role.person_id')
    .where('person_role.person_id', 'in', ids)
    .where('role_right.right_name', '=', 'customers.exists')
    .execute();
  const able = new Set(knowing.map(({ person_id }) => person_id));
  for (const { id, name, active } of people) {
    if (active === 0) throw new AppError('personLeft', { name }, { field: 'personIds' });
    if (!able.has(id)) throw new AppError('receiverSeesNone', { name }, { field: 'personIds' });
  }
  return people;
}

interface Subject {
  readonly id: number;
  readonly name: string;
  readonly ownerId: number | null;
}

/** The customer if the person may share it: `notFound` where it is not theirs to know of. */
async function sharable(change: Change, customerId: number): Promise<Subject> {
  const access = await accessTo({ db: change.trx, actor: change.actor }, customerId);
  if (access === null) throw new AppError('notFound');
  if (access.customer.ownerId === null) throw new AppError('notClaimed');
  if (!access.abilities.includes('share')) throw new AppError('notAllowed');
  return access.customer;
}

const shown = ({ mode, money, untilOn }: ShareTerms) => ({ mode, money, untilOn });

/** Gives or changes one share; answers which. */
async function giveTo(
  change: Change,
  customer: Subject,
  receiver: Receiver,
  terms: ShareTerms,
): Promise<'shared' | 'shareChanged'> {
  const { trx, actor, services } = change;
  if (receiver.id === customer.ownerId) throw new AppError('alreadyOwner', { name: receiver.name });
  const before = await findUnended(trx, customer.id, receiver.id, actor.today);
  if (before?.running === true) {
    if (!(await updateTerms(trx, before, terms))) throw new AppError('conflict');
  } else {
    const at = isoNow(services.clock);
    if (before !== null) await endShares(trx, [before.id], { personId: actor.id, at });
    await insertShare(trx, { ...terms, customerId: customer.id, personId: receiver.id, byId: actor.id, at });
  }
  const changed = before?.running === true;
  const kind = changed ? 'shareChanged' : 'shared';
  await logOperation(change, {
    action: kind,
    entity: 'customer',
    entityId: customer.id,
    before: changed ? { sharedWith: receiver.id, ...shown(before) } : null,
    after: { sharedWith: receiver.id, ...shown(terms) },
  });
  change.touched.add('customers');
  return kind;
}

/** Spec §3.8: lets people see one's customers. Who has a share already gets its new terms. */
export async function shareCustomers(
  change: Change,
  input: ShareTerms & { readonly customerIds: readonly number[]; readonly personIds: readonly number[] },
): Promise<BatchAnswer> {
  assertTerms(input, change.actor.today);
  const receivers = await receiversOf(change, input.personIds);
  return oneByOne(input.customerIds, async (customerId, called) => {
    const customer = await sharable(change, customerId);
    called(customer.name);
    const others = receivers.filter(({ id }) => id !== customer.ownerId || receivers.length === 1);
    for (const receiver of others) {
      const kind = await giveTo(change, customer, receiver, input);
      await tell(change, [{ personId: receiver.id, kind, customerId }]);
    }
  });
}

async function ownShare(change: Change, id: number): Promise<{ share: Share; customer: Subject }> {
  const [share] = await findShares(change.trx, [id], change.actor.today);
  if (share === undefined || share.endedAt !== null) throw new AppError('notFound');
  return { share, customer: await sharable(change, share.customerId) };
}

/** New terms for one share; `conflict` when somebody changed it meanwhile. */
export async function changeShare(
  change: Change,
  input: ShareTerms & { readonly id: number; readonly version: number },
): Promise<Share> {
  assertTerms(input, change.actor.today);
  const { share } = await ownShare(change, input.id);
  if (!(await updateTerms(change.trx, { id: share.id, version: input.version }, input)))
    throw new AppError('conflict');
  await logOperation(change, {
    action: 'shareChanged',
    entity: 'customer',
    entityId: share.customerId,
    before: { sharedWith: share.personId, ...shown(share) },
    after: { sharedWith: share.personId, ...shown(input) },
  });
  await tell(change, [{ personId: share.personId, kind: 'shareChanged', customerId: share.customerId }]);
  change.touched.add('customers');
  const [after = share] = await findShares(change.trx, [share.id], change.actor.today);
  return after;
}

/** Revokes shares, at any time (spec §3.8). Those that have ended already are passed over. */
export async function revokeShares(change: Change, ids: readonly number[]): Promise<number> {
  const { trx, actor, services } = change;
  const found = (await findShares(trx, ids, actor.today)).filter(({ endedAt }) => endedAt === null);
  for (const share of found) {
    await sharable(change, share.customerId);
    await endShares(trx, [share.id], { personId: actor.id, at: isoNow(services.clock) });
    await logOperation(change, {
      action: 'shareEnded',
      entity: 'customer',
      entityId: share.customerId,
      before: { sharedWith: share.personId, ...shown(share) },
    });
  }
  await tell(
    change,
    found
      .filter(({ running }) => running)
      .map(({ personId, customerId }) => ({ personId, kind: 'shareEnded' as const, customerId })),
  );
  if (found.length > 0) change.touched.add('customers');
  return found.length;
}

/** All shares of a customer, running ones first; `notFound` for those who may not share it. */
export async function listSharesOfCustomer(inquiry: Inquiry, customerId: number): Promise<Share[]> {
  const access = await accessTo(inquiry, customerId);
  if (access === null || !access.abilities.includes('share')) throw new AppError('notFound');
  const shares = await sharesOfCustomer(inquiry.db, customerId, inquiry.actor.today);
  return shares.toSorted((a, b) => Number(b.running) - Number(a.running));
}

/** Everything that one shares at the moment. */
export async function listGivenShares(
  { db, actor }: Inquiry,
  page: { readonly after?: number | undefined; readonly limit: number },
): Promise<{ rows: Share[]; next: number | null }> {
  const found = await sharesOfOwner(db, actor.id, actor.today, { ...page, limit: page.limit + 1 });
  const rows = found.slice(0, page.limit);
  return { rows, next: found.length > page.limit ? (rows.at(-1)?.id ?? null) : null };
}

/** Asks the owner of a colleague's customer for a share (spec §3.8); the owner is told. */
export async function askForShare(
  change: Change,
  input: { readonly customerId: number; readonly reason: string | null },
): Promise<void> {
  const { trx, actor, services } = change;
  const reason = reasonOf(input.reason);
  const access = await accessTo({ db: trx, actor }, input.customerId);
  if (access === null) throw new AppError('notFound');
  const { ownerId } = access.customer;
  if (ownerId === null) throw new AppError('notClaimed');
  if (access.sight === 'full') throw new AppError('shareNotNeeded');
  if ((await findOpenRequestOf(trx, input.customerId, actor.id)) !== null)
    throw new AppError('shareAskedAlready');
  const at = isoNow(services.clock);
  await insertRequest(trx, { customerId: input.customerId, personId: actor.id, reason, at });
  await logOperation(change, {
    action: 'shareAsked',
    entity: 'customer',
    entityId: input.customerId,
    after: { reason },
  });
  await tell(change, [{ personId: ownerId, kind: 'shareAsked', customerId: input.customerId, reason }]);
}

/** Open requests for customers that the person may share. */
export function listShareRequests({ db, actor }: Inquiry): Promise<ShareRequest[]> {
  const scope = actor.grants.get('customers.share');
  if (scope === undefined) return Promise.resolve([]);
  return openRequests(db, scope === 'all' ? 'all' : ownersWithin(actor, scope));
}

/** Grants or refuses a request; whoever asked is told. `notFound` when it was answered meanwhile. */
export async function answerRequest(
  change: Change,
  input: { readonly id: number; readonly terms: ShareTerms | null; readonly reason: string | null },
): Promise<void> {
  const { trx, actor, services } = change;
  const request = await findOpenRequest(trx, input.id);
  if (request === null) throw new AppError('notFound');
  const customer = await sharable(change, request.customerId);
  const reason = reasonOf(input.reason);
  const answer = { byId: actor.id, at: isoNow(services.clock), granted: input.terms !== null, reason };
  if (!(await closeRequest(trx, request.id, answer))) throw new AppError('notFound');
  if (input.terms !== null) {
    assertTerms(input.terms, actor.today);
    for (const receiver of await receiversOf(change, [request.personId]))
      await giveTo(change, customer, receiver, input.terms);
  } else {
    await logOperation(change, {
      action: 'shareRefused',
      entity: 'customer',
      entityId: request.customerId,
      after: { sharedWith: request.personId, reason },
    });
  }
  const kind = input.terms === null ? 'shareRefused' : 'shareGranted';
  await tell(change, [{ personId: request.personId, kind, customerId: request.customerId, reason }]);
}
