import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { accessToMany, changedValues, type CustomerGlimpse } from '../customers/index.ts';
import { verifyLog } from '../log/index.ts';
import { has, ownersWithin, type Actor } from '../permissions/actor.ts';
import type { Inquiry } from '../rpc/context.ts';
import { loadPoolRules } from '../settings/index.ts';
import { AppError } from '../shared/errors.ts';
import { addDays, isLocalDate } from '../shared/local-date.ts';
import { cleanText } from '../shared/text.ts';
import { loggedEntities, type LoggedEntity, type LoggedKind, type Operation } from './operations.contract.ts';

const actionsOf: Record<LoggedKind, readonly string[]> = {
  created: ['created'],
  updated: [
    'updated',
    'moved',
    'mainSet',
    'versionAdded',
    'ordered',
    'poolRulesUpdated',
    'protectionUpdated',
    'recycleBinUpdated',
    'printSetupUpdated',
  ],
  removed: ['removed', 'purged'],
  restored: ['restored'],
  ownership: [
    'claimed',
    'returned',
    'takenBack',
    'assigned',
    'automatic',
    'automaticUndone',
    'handedOver',
    'handoverUndone',
  ],
  merged: ['merged', 'mergedInto', 'mergeUndone', 'notDuplicate'],
  sharing: ['shared', 'shareChanged', 'shareEnded', 'shareAsked', 'shareRefused'],
  unmasked: ['unmasked'],
  signIn: ['signedIn', 'signedOut', 'ended', 'allSessionsEnded', 'passwordChanged', 'passwordReset'],
  signInFailed: ['signInFailed'],
  imported: ['imported', 'importUndone', 'mappingKept', 'mappingRemoved'],
  exported: ['exported'],
  printed: ['printed'],
  downloaded: ['downloaded'],
};

/**
 * Spec, permissions: the lines somebody may read. A scope reaches what its people did and, of customers, what happened
 * to theirs, whoever did it; `all` reaches everything.
 */
function reachedLines(actor: Actor): RawBuilder<SqlBool> | null {
  const scope = actor.grants.get('log.see');
  if (scope === 'all') return null;
  if (scope === undefined) return sql<SqlBool>`0`;
  const people = sql.join(ownersWithin(actor, scope));
  return sql<SqlBool>`(person_id in (${people}) or (entity = 'customer' and exists (
    select 1 from customer where customer.id = operation_log.entity_id and customer.owner_id in (${people}))))`;
}

export interface OperationQuery {
  readonly personId?: number | undefined;
  readonly entity?: LoggedEntity | undefined;
  readonly kind?: LoggedKind | undefined;
  readonly number: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly after?: number | undefined;
  readonly limit: number;
}

type Values = Readonly<Record<string, unknown>>;
const parse = (text: string | null): Values => (text === null ? {} : (JSON.parse(text) as Values));

interface LogRow {
  readonly seq: number;
  readonly at: string;
  readonly person_id: number | null;
  readonly device: string;
  readonly action: string;
  readonly entity: string;
  readonly entity_id: number | null;
  readonly before: string | null;
  readonly after: string | null;
}

async function conditionsOf(inquiry: Inquiry, query: OperationQuery): Promise<RawBuilder<SqlBool>[] | null> {
  const { db, actor, services } = inquiry;
  const conditions: RawBuilder<SqlBool>[] = [];
  const reach = reachedLines(actor);
  if (reach !== null) conditions.push(reach);
  if (query.after !== undefined) conditions.push(sql`seq < ${query.after}`);
  if (query.personId !== undefined) conditions.push(sql`person_id = ${query.personId}`);
  if (query.entity !== undefined) conditions.push(sql`entity = ${query.entity}`);
  if (query.kind !== undefined) conditions.push(sql`+action in (${sql.join(actionsOf[query.kind])})`);
  const number = cleanText(query.number);
  if (number !== '') {
    const customer = await db
      .selectFrom('customer')
      .select('id')
      .where('number', 'in', [number, number.toUpperCase()])
      .executeTakeFirst();
    if (customer === undefined) return null;
    conditions.push(sql`entity = 'customer' and entity_id = ${customer.id}`);
  }
  for (const [name, value] of [
    ['from', query.from],
    ['to', query.to],
  ] as const) {
    if (value === undefined) continue;
    if (!isLocalDate(value)) throw new AppError('invalidInput', {}, { field: name });
    conditions.push(
      name === 'from'
        ? sql`at >= ${services.clock.startOf(value)}`
        : sql`at < ${services.clock.startOf(addDays(value, 1))}`,
    );
  }
  return conditions;
}

/** The operation log, newest first, as far as the person may read it (spec §15). */
export async function listOperations(
  inquiry: Inquiry,
  query: OperationQuery,
): Promise<{ rows: readonly Operation[]; next: number | null }> {
  const conditions = await conditionsOf(inquiry, query);
  if (conditions === null) return { rows: [], next: null };
  const where = conditions.length === 0 ? sql`` : sql` where ${sql.join(conditions, sql` and `)}`;
  const found = await sql<LogRow>`
    select seq, at, person_id, device, action, entity, entity_id, before, after from operation_log${where}
    order by seq desc limit ${query.limit + 1}`.execute(inquiry.db);
  const page = found.rows.slice(0, query.limit);
  return {
    rows: await present(inquiry, page),
    next: found.rows.length > query.limit ? (page.at(-1)?.seq ?? null) : null,
  };
}

/** The customer that a line is about, or that its record hangs on. */
function customerOf(row: LogRow): number | null {
  if (row.entity === 'customer') return row.entity_id;
  const { customerId } = { ...parse(row.before), ...parse(row.after) };
  return typeof customerId === 'number' ? customerId : null;
}

const isEntity = (name: string): name is LoggedEntity => loggedEntities.some((known) => known === name);
/** Of customers and what hangs on them; the rest is administration. */
const ofCustomers: readonly LoggedEntity[] = ['customer', 'contact', 'interaction', 'attachment', 'task'];

/** Not of the record itself, or shown elsewhere in the line. */
const aside = new Set(['customerId', 'reason', 'number']);

async function present(inquiry: Inquiry, rows: readonly LogRow[]): Promise<Operation[]> {
  const customerIds = [...new Set(rows.flatMap((row) => customerOf(row) ?? []))];
  const reached = await accessToMany(inquiry, customerIds);
  const { maskedFields } = await loadPoolRules(inquiry.db);
  const names = await recordNames(inquiry, rows);
  const deleted = await deletedNames(inquiry, customerIds);
  return rows.map((row) => {
    const before = parse(row.before);
    const after = parse(row.after);
    const customerId = customerOf(row);
    const access: CustomerGlimpse | undefined = customerId === null ? undefined : reached.get(customerId);
    const administration = isEntity(row.entity) && !ofCustomers.includes(row.entity);
    // Running the system is not reading the books: what stands in a customer's file follows the customer.
    const open = administration || (access !== undefined && access.sight !== 'minimal');
    const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
      (field) => !aside.has(field),
    );
    const values = (field: string) =>
      access === undefined
        ? { before: before[field] ?? null, after: after[field] ?? null }
        : changedValues(field, { before, after }, access.sight, maskedFields);
    const reason = after['reason'];
    return {
      seq: row.seq,
      at: row.at,
      personId: row.person_id,
      device: row.device,
      action: row.action,
      entity: row.entity,
      entityId: row.entity_id,
      name:
        access?.customer.name ??
        deleted.get(customerId ?? 0) ??
        (administration ? (names.get(row.seq) ?? '') : ''),
      customerId: access?.customer.id ?? null,
      reason: open && typeof reason === 'string' ? reason : null,
      changes: open ? fields.map((field) => ({ field, ...inWords(values(field), field, names) })) : [],
      hidden: !open && fields.length > 0,
    };
  });
}

/** The names of deleted customers, for those to whom the recycle bin shows them. */
async function deletedNames(
  { db, actor }: Inquiry,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0 || !has(actor, 'recycleBin.restore')) return new Map();
  const rows = await db
    .selectFrom('customer')
    .select(['id', 'name'])
    .where('id', 'in', ids)
    .where('deleted_at', 'is not', null)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** What lines name by its id, and where its name stands. */
const named = [
  { entity: 'person', table: 'person', column: 'name' },
  { entity: 'department', table: 'department', column: 'name' },
  { entity: 'role', table: 'role', column: 'name' },
  { entity: 'choice', table: 'choice', column: 'label' },
  { entity: 'customField', table: 'custom_field', column: 'label' },
  { entity: 'view', table: 'saved_view', column: 'name' },
] as const satisfies readonly { entity: LoggedEntity; table: string; column: string }[];

/** Names of what lines are about (by line), and of all that is named by `entity id`. */
type Names = ReadonlyMap<number | string, string>;

async function recordNames({ db }: Inquiry, rows: readonly LogRow[]): Promise<Names> {
  const names = new Map<number | string, string>();
  for (const { entity, table, column } of named) {
    const found = await sql<{ id: number; name: string }>`
      select id, ${sql.ref(column)} as name from ${sql.table(table)} limit 20000`.execute(db);
    for (const { id, name } of found.rows) names.set(`${entity} ${id}`, name);
  }
  for (const row of rows) {
    const known = names.get(`${row.entity} ${row.entity_id}`);
    const values = { ...parse(row.before), ...parse(row.after) };
    const written = values['name'] ?? values['label'] ?? values['file'];
    const name = known ?? (typeof written === 'string' ? written : undefined);
    if (name !== undefined) names.set(row.seq, name);
  }
  return names;
}

/** Which fields hold the id of what. */
const references: Readonly<Record<string, string>> = {
  superiorId: 'person',
  ownerId: 'person',
  personId: 'person',
  sharedWith: 'person',
  departmentId: 'department',
  parentDepartmentId: 'department',
  roleId: 'role',
  roleIds: 'role',
};

interface Change {
  readonly before: unknown;
  readonly after: unknown;
}

function inWords({ before, after }: Change, field: string, names: Names): Change {
  const kind = references[field];
  if (kind === undefined) return { before, after };
  const word = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(word);
    return typeof value === 'number' ? (names.get(`${kind} ${value}`) ?? String(value)) : value;
  };
  return { before: word(before), after: word(after) };
}

/** Checks that nobody has changed, removed or added a line (spec §15); for whoever reads the whole log. */
export async function verifyOperations({
  db,
  actor,
  services,
}: Inquiry): Promise<{ lines: number; firstBad: number | null }> {
  if (!has(actor, 'log.see') || actor.grants.get('log.see') !== 'all') throw new AppError('notAllowed');
  return verifyLog(db, services.hasher, services.breathe);
}
