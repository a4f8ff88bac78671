import { accessTo, fallsBack, mayGrantExtension, rulesFrom } from '../customers/index.ts';
import { logOperation } from '../log/index.ts';
import { tell } from '../notices/index.ts';
import { ownersWithin, type Actor } from '../permissions/actor.ts';
import type { Change, Inquiry } from '../rpc/context.ts';
import { loadProtectionRules } from '../settings/index.ts';
import type { ReadDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import { addDays, isLocalDate } from '../shared/local-date.ts';
import { isoNow } from '../shared/ports.ts';
import { requiredText } from '../shared/required-text.ts';
import { cleanText, codePoints } from '../shared/text.ts';
import { longestExtension, type ExtensionRequest } from './protection.contract.ts';
import { grantersFor } from './granters.ts';

const longestReason = 200;
const requestsShown = 200;

const refuseDay = (code: string, params = {}) =>
  new AppError('invalidInput', {}, { fields: [{ path: 'untilOn', code, params }] });

function assertDay(untilOn: string, today: string): void {
  if (!isLocalDate(untilOn) || !isLocalDate(today)) throw refuseDay('notADay');
  if (untilOn < today) throw refuseDay('dayPast');
  if (untilOn > addDays(today, longestExtension)) throw refuseDay('dayTooFar', { days: longestExtension });
}

/**
 * Spec §3.4: the owner asks to keep a customer up to and including a day. Whoever may grant it is told. Throws
 * `notFound`, `notAllowed`, `extensionAskedAlready`, `extensionNotNeeded`, `nobodyGrants`.
 */
export async function askExtension(
  change: Change,
  input: { readonly customerId: number; readonly untilOn: string; readonly reason: string },
): Promise<void> {
  const { trx, actor, services, touched } = change;
  const { customerId, untilOn } = input;
  const reason = requiredText('reason', input.reason, longestReason);
  const today = services.clock.today();
  assertDay(untilOn, today);
  const access = await accessTo({ db: trx, actor }, customerId);
  if (access === null) throw new AppError('notFound');
  if (!access.abilities.includes('askExtension')) throw new AppError('notAllowed');
  const open = await trx
    .selectFrom('extension_request')
    .select('id')
    .where('customer_id', '=', customerId)
    .where('answered_at', 'is', null)
    .executeTakeFirst();
  if (open !== undefined) throw new AppError('extensionAskedAlready');
  const rules = rulesFrom(await loadProtectionRules(trx), today);
  const falls = fallsBack(access.customer, rules, today, services.clock);
  if (falls === null) throw new AppError('extensionNotNeeded');
  if (untilOn < falls.on) throw refuseDay('dayProtected', { day: falls.on });
  const granters = await grantersFor(trx, actor.id);
  if (granters.length === 0) throw new AppError('nobodyGrants');
  await trx
    .insertInto('extension_request')
    .values({
      customer_id: customerId,
      person_id: actor.id,
      until_on: untilOn,
      reason,
      created_at: isoNow(services.clock),
      answered_at: null,
      answered_by: null,
      granted: null,
      answer: null,
    })
    .execute();
  await logOperation(change, {
    action: 'extensionAsked',
    entity: 'customer',
    entityId: customerId,
    after: { extendedUntil: untilOn, reason },
  });
  const details = { on: untilOn };
  await tell(
    change,
    granters.map((personId) => ({ personId, kind: 'extensionAsked', customerId, reason, details })),
  );
  touched.add('customers');
}

interface OpenRequest extends Omit<ExtensionRequest, 'mayAnswer'> {
  readonly ownerId: number | null;
}

async function openRequests(
  {
    db,
    services,
    today,
  }: { readonly db: ReadDb; readonly services: Inquiry['services']; readonly today: string },
  which: { readonly id?: number; readonly customerId?: number; readonly owners?: readonly number[] | 'all' },
): Promise<OpenRequest[]> {
  const { id, customerId, owners = 'all' } = which;
  const rows = await db
    .selectFrom('extension_request')
    .innerJoin('customer', 'customer.id', 'extension_request.customer_id')
    .select([
      'extension_request.id',
      'extension_request.customer_id',
      'extension_request.person_id',
      'extension_request.until_on',
      'extension_request.reason',
      'extension_request.created_at',
      'customer.name',
      'customer.number',
      'customer.owner_id',
      'customer.claimed_at',
      'customer.last_interaction_at',
      'customer.last_deal_on',
      'customer.status',
      'customer.level',
      'customer.locked',
      'customer.extended_until',
    ])
    .where('extension_request.answered_at', 'is', null)
    .where('customer.deleted_at', 'is', null)
    .where('customer.owner_id', 'is not', null)
    .$if(id !== undefined, (query) => query.where('extension_request.id', '=', id ?? 0))
    .$if(customerId !== undefined, (query) => query.where('customer.id', '=', customerId ?? 0))
    .$if(owners !== 'all', (query) => query.where('customer.owner_id', 'in', owners === 'all' ? [] : owners))
    .orderBy('extension_request.id')
    .limit(requestsShown)
    .execute();
  const rules = rulesFrom(await loadProtectionRules(db), today);
  return rows.map((row) => ({
    id: row.id,
    customerId: row.customer_id,
    customerName: row.name,
    customerNumber: row.number,
    personId: row.person_id,
    ownerId: row.owner_id,
    untilOn: row.until_on,
    reason: row.reason,
    createdAt: row.created_at,
    fallsBack: fallsBack(
      {
        claimedAt: row.claimed_at,
        lastInteractionAt: row.last_interaction_at,
        lastDealOn: row.last_deal_on,
        // The checks of the table admit no other values.
        status: row.status as 'potential',
        level: row.level as 'A' | null,
        locked: row.locked === 1,
        extendedUntil: row.extended_until,
      },
      rules,
      today,
      services.clock,
    ),
  }));
}

const shownTo =
  (actor: Actor) =>
  ({ ownerId, ...request }: OpenRequest): ExtensionRequest => ({
    ...request,
    mayAnswer: ownerId !== null && mayGrantExtension(actor, ownerId),
  });

/** Whose requests somebody answers: those within the right, without one's own unless one is over everybody. */
function answers(actor: Actor): readonly number[] | 'all' {
  const scope = actor.grants.get('extensions.grant');
  if (scope === undefined) return [];
  return scope === 'all' ? 'all' : ownersWithin(actor, scope).filter((id) => id !== actor.id);
}

/** Open requests that one may answer, oldest first. */
export async function listRequests({ db, actor, services }: Inquiry): Promise<ExtensionRequest[]> {
  const owners = answers(actor);
  return (await openRequests({ db, services, today: actor.today }, { owners })).map(shownTo(actor));
}

/** The open request for one customer; `notFound` for those who may not read the customer. */
export async function requestFor(inquiry: Inquiry, customerId: number): Promise<ExtensionRequest | null> {
  const { db, actor, services } = inquiry;
  const access = await accessTo(inquiry, customerId);
  if (access === null || access.sight === 'minimal') throw new AppError('notFound');
  const [request] = await openRequests({ db, services, today: actor.today }, { customerId });
  return request === undefined ? null : shownTo(actor)(request);
}

/**
 * A superior grants or refuses a request; the owner is told. Throws `notFound` where there is no open one within reach,
 * `invalidInput` for a reason that is too long, `extensionOver` when the day has passed meanwhile.
 */
export async function answerExtension(
  change: Change,
  input: { readonly id: number; readonly granted: boolean; readonly reason: string | null },
): Promise<void> {
  const { trx, actor, services, touched } = change;
  const reason = cleanText(input.reason ?? '');
  if (codePoints(reason) > longestReason) {
    const fields = [{ path: 'reason', code: 'tooLong', params: { max: longestReason } }];
    throw new AppError('invalidInput', {}, { fields });
  }
  const [request] = await openRequests({ db: trx, services, today: actor.today }, { id: input.id });
  if (request === undefined || request.ownerId === null || !mayGrantExtension(actor, request.ownerId))
    throw new AppError('notFound');
  const { customerId, untilOn, personId } = request;
  if (input.granted && untilOn < actor.today) throw new AppError('extensionOver');
  const answer = reason === '' ? null : reason;
  await trx
    .updateTable('extension_request')
    .set({
      answered_at: isoNow(services.clock),
      answered_by: actor.id,
      granted: input.granted ? 1 : 0,
      answer,
    })
    .where('id', '=', input.id)
    .where('answered_at', 'is', null)
    .execute();
  if (input.granted) {
    await trx
      .updateTable('customer')
      .set({ extended_until: untilOn })
      .where('id', '=', customerId)
      .where((eb) => eb.or([eb('extended_until', 'is', null), eb('extended_until', '<', untilOn)]))
      .execute();
  }
  const kind = input.granted ? 'extensionGranted' : 'extensionRefused';
  await logOperation(change, {
    action: kind,
    entity: 'customer',
    entityId: customerId,
    after: { extendedUntil: untilOn, ...(answer !== null && { reason: answer }) },
  });
  await tell(change, [{ personId, kind, customerId, reason: answer, details: { on: untilOn } }]);
  touched.add('customers');
}
