import { sql } from 'kysely';
import type { Inquiry } from '../rpc/context.ts';
import { has } from '../permissions/actor.ts';
import { loadPoolRules } from '../settings/index.ts';
import { maskableFields, type MaskableField } from '../settings/settings.contract.ts';
import { AppError } from '../shared/errors.ts';
import type { ReadDb } from '../shared/database.ts';
import type { Page } from '../shared/paging.ts';
import { foldText } from '../shared/text.ts';
import type { DeletedCustomer, Sight } from './customers.contract.ts';
import { protectionRules } from './falls-back.contract.ts';
import type { HistoryAction, HistoryEntry } from './history.contract.ts';
import { sightOf } from './customers.policy.ts';
import { findById } from './customers.repository.ts';
import { factsOf } from './facts.ts';
import { survivorOf, withMerged } from './merged.ts';
import { contactData } from './present-customer.ts';

type Values = Readonly<Record<string, unknown>>;

const parse = (text: string | null): Values => (text === null ? {} : (JSON.parse(text) as Values));
const person = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const isMaskable = (field: string): field is MaskableField => maskableFields.some((known) => known === field);

/** A value of the log as somebody with this sight may read it: masked contact data stay masked in history too. */
function shownValue(field: string, value: unknown, sight: Sight, masked: readonly MaskableField[]): unknown {
  if (!isMaskable(field) || typeof value !== 'string') return value ?? null;
  const contact = { phone: null, fax: null, email: null, address: null, website: null, [field]: value };
  return contactData(contact, sight, masked)[field];
}

/** A field of a log line before and after, as somebody with this sight may read it. */
export function changedValues(
  field: string,
  { before, after }: { readonly before: Values; readonly after: Values },
  sight: Sight,
  masked: readonly MaskableField[],
): { before: unknown; after: unknown } {
  return {
    before: shownValue(field, before[field], sight, masked),
    after: shownValue(field, after[field], sight, masked),
  };
}

/** Not of the record itself: told apart from its fields. */
const aside: ReadonlySet<string> = new Set([
  'ownerId',
  'reason',
  'number',
  'sharedWith',
  'mode',
  'money',
  'untilOn',
  'rule',
  'days',
  'extendedUntil',
  'mergedFrom',
  'mergedInto',
  'otherCustomer',
]);

function shareOf({ sharedWith, mode, untilOn }: Values): HistoryEntry['share'] {
  if (typeof sharedWith !== 'number') return null;
  return {
    personId: sharedWith,
    mode: mode === 'log' || mode === 'read' ? mode : null,
    untilOn: typeof untilOn === 'string' ? untilOn : null,
  };
}

function protectionOf({ rule, days, extendedUntil }: Values): HistoryEntry['protection'] {
  const untilOn = typeof extendedUntil === 'string' ? extendedUntil : null;
  const known = protectionRules.find((name) => name === rule) ?? null;
  if (known === null && untilOn === null) return null;
  return { rule: known, days: typeof days === 'number' ? days : null, untilOn };
}

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];

async function mergedNames(
  db: ReadDb,
  ids: readonly number[],
): Promise<ReadonlyMap<number, HistoryEntry['of']>> {
  const rows = await db
    .selectFrom('customer_merge_part')
    .select(['customer_id', 'number', 'name'])
    .where('customer_id', 'in', ids.slice(1))
    .execute();
  return new Map(rows.map(({ customer_id: id, number, name }) => [id, { number, name }]));
}

/**
 * The history tab: every change of the customer with who, when, before and after, newest first; how it came to each
 * owner and why (spec §3.5, §15). `notFound` for those who may not read the customer.
 */
export async function customerHistory(
  inquiry: Inquiry,
  input: { readonly id: number; readonly after?: number | undefined; readonly limit: number },
): Promise<{ rows: readonly HistoryEntry[]; next: number | null }> {
  const { db, actor } = inquiry;
  const customer = await findById(db, input.id);
  const sight = customer === null ? null : sightOf(actor, await factsOf(db, actor, customer));
  if (sight === null || sight === 'minimal') throw new AppError('notFound');
  const { maskedFields } = await loadPoolRules(db);
  // Spec §3.10: what happened to those that were merged into it is its history too.
  const ids = await withMerged(db, input.id);
  const merged = ids.length === 1 ? new Map<number, HistoryEntry['of']>() : await mergedNames(db, ids);
  const rows = await db
    .selectFrom('operation_log')
    .select(['seq', 'at', 'person_id', 'device', 'action', 'before', 'after', 'entity_id'])
    .where('entity', '=', 'customer')
    .where('entity_id', 'in', ids)
    .$if(ids.length > 1, (query) =>
      query.where((eb) => eb.or([eb('entity_id', '=', input.id), eb('action', '<>', 'mergedInto')])),
    )
    .$if(input.after !== undefined, (query) => query.where('seq', '<', input.after ?? 0))
    .orderBy('seq', 'desc')
    .limit(input.limit + 1)
    .execute();
  const page = rows.slice(0, input.limit);
  return {
    rows: page.map((row) => {
      const before = parse(row.before);
      const after = parse(row.after);
      const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
        (key) => !aside.has(key),
      );
      return {
        seq: row.seq,
        at: row.at,
        personId: row.person_id,
        device: row.device,
        action: row.action as HistoryAction,
        fromId: person(before['ownerId']),
        toId: person(after['ownerId']),
        reason: typeof after['reason'] === 'string' ? after['reason'] : null,
        share: shareOf({ ...before, ...after }),
        protection: protectionOf(after),
        mergedFrom: textsOf(after['mergedFrom'] ?? before['mergedFrom']),
        mergedInto:
          textsOf([after['mergedInto'] ?? before['mergedInto'] ?? after['otherCustomer']])[0] ?? null,
        of: merged.get(row.entity_id ?? 0) ?? null,
        changes: fields.map((field) => ({
          field: field as HistoryEntry['changes'][number]['field'],
          ...changedValues(field, { before, after }, sight, maskedFields),
        })),
      };
    }),
    next: rows.length > input.limit ? (page.at(-1)?.seq ?? null) : null,
  };
}

/** The recycle bin, newest first: number and name only, for whoever may restore. What a cancelled import took out is not in it. */
export async function listDeleted(
  { db, actor }: Inquiry,
  input: { readonly search: string; readonly after?: string | undefined; readonly limit: number },
): Promise<Page<DeletedCustomer>> {
  const key = foldText(input.search);
  const [at, id] = (input.after ?? '').split('|');
  const after =
    at === undefined || id === undefined ? sql`` : sql` and (deleted_at, id) < (${at}, ${Number(id)})`;
  const found = await sql<{
    id: number;
    number: string;
    name: string;
    deleted_at: string;
    deleted_by: number | null;
    version: number;
    merged_into: number | null;
    merge_id: number | null;
  }>`
    select id, number, name, deleted_at, deleted_by, version, merged_into,
      (select max(part.merge_id) from customer_merge_part as part
        join customer_merge on customer_merge.id = part.merge_id and customer_merge.undone_at is null
        where part.customer_id = customer.id and customer.merged_into is not null) as merge_id
    from customer
    where deleted_at is not null
      and (import_id is null or (select state from import_job where id = customer.import_id) not in ('cancelled', 'undone'))
      ${key === '' ? sql`` : sql` and (instr(name_key, ${key}) > 0 or instr(lower(number), ${key}) > 0)`}${after}
    order by deleted_at desc, id desc limit ${input.limit + 1}`.execute(db);
  const rows = found.rows.slice(0, input.limit);
  const last = found.rows.length > input.limit ? rows.at(-1) : undefined;
  const survivors = new Map<number, Awaited<ReturnType<typeof survivorOf>>>();
  for (const row of rows) if (row.merged_into !== null) survivors.set(row.id, await survivorOf(db, row.id));
  return {
    rows: rows.map((row) => ({
      id: row.id,
      number: row.number,
      name: row.name,
      deletedAt: row.deleted_at,
      deletedBy: row.deleted_by,
      version: row.version,
      mergedInto: survivors.get(row.id) ?? null,
      mergeId: row.merge_id,
      abilities: has(actor, 'recycleBin.restore') && row.merged_into === null ? ['restore' as const] : [],
    })),
    next: last === undefined ? null : `${last.deleted_at}|${last.id}`,
  };
}
