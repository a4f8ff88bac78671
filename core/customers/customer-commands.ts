import type { Change, Inquiry } from '../rpc/context.ts';
import { listCustomFields, mergeValues } from '../custom-fields/index.ts';
import { differences, logOperation } from '../log/index.ts';
import { has } from '../permissions/actor.ts';
import { loadPoolRules } from '../settings/index.ts';
import { AppError, type FieldError } from '../shared/errors.ts';
import { cleanText } from '../shared/text.ts';
import { maskableFields } from '../settings/settings.contract.ts';
import { assertMayHold, limitsOf } from './claim-limits.ts';
import type { Customer, CustomerFields } from './customers.contract.ts';
import { abilitiesOf, sightOf } from './customers.policy.ts';
import { fieldsOf, findById, type StoredCustomer } from './customers.repository.ts';
import { assertNoDuplicate } from './duplicates.ts';
import { insertCustomer, reserveNumbers } from './insert-customer.ts';
import { factsOf } from './facts.ts';
import { survivorOf } from './merged.ts';
import { assertFields, cleanFields, fieldErrors } from './prepare-customer.ts';
import { saveFields } from './save-fields.ts';
import { contactData, presentCustomer } from './present-customer.ts';

interface DuplicateAnswer {
  readonly confirmSimilar: boolean;
  readonly overrideReason: string | null;
}

const choiceFields = {
  industryId: 'industry',
  sourceId: 'source',
  legalFormId: 'legalForm',
  sizeId: 'size',
} as const;

/** Choices must be of their kind; a retired one may stay where it was. */
async function choiceErrors(
  { trx }: Pick<Change, 'trx'>,
  fields: CustomerFields,
  before: CustomerFields | null,
): Promise<FieldError[]> {
  const asked: { path: string; kind: string; id: number; kept: boolean }[] = fields.tagIds.map((id) => ({
    path: 'tagIds',
    kind: 'tag',
    id,
    kept: before?.tagIds.includes(id) ?? false,
  }));
  for (const [path, kind] of Object.entries(choiceFields)) {
    const field = path as keyof typeof choiceFields;
    const id = fields[field];
    if (id !== null) asked.push({ path, kind, id, kept: before?.[field] === id });
  }
  const rows = await trx
    .selectFrom('choice')
    .select(['id', 'kind', 'label', 'retired'])
    .where('id', 'in', [...new Set(asked.map(({ id }) => id))])
    .execute();
  const known = new Map(rows.map((row) => [row.id, row]));
  return asked.flatMap(({ path, kind, id, kept }): FieldError[] => {
    const choice = known.get(id);
    if (choice === undefined || choice.kind !== kind) return [{ path, code: 'choiceUnknown' }];
    return choice.retired === 1 && !kept
      ? [{ path, code: 'choiceRetired', params: { label: choice.label } }]
      : [];
  });
}

/** Longest line of parent companies followed: what is deeper is a loop or a mistake. */
const deepest = 50;

async function parentErrors(
  change: Change,
  fields: CustomerFields,
  self: number | null,
  before: number | null,
): Promise<FieldError[]> {
  if (fields.parentId === null || fields.parentId === before) return [];
  const parent = await findById(change.trx, fields.parentId);
  if (parent === null || sightOf(change.actor, await factsOf(change.trx, change.actor, parent)) === null)
    return [{ path: 'parentId', code: 'customerUnknown' }];
  let above: number | null = fields.parentId;
  for (let depth = 0; above !== null; depth++) {
    if (above === self || depth === deepest) return [{ path: 'parentId', code: 'parentLoop' }];
    const row: { parent_id: number | null } | undefined = await change.trx
      .selectFrom('customer')
      .select('parent_id')
      .where('id', '=', above)
      .executeTakeFirst();
    above = row?.parent_id ?? null;
  }
  return [];
}

/** `notFound`; of a merged customer it says where its things are now, to those who may know of that one (spec §3.10). */
async function gone({ db, actor }: Inquiry, id: number): Promise<AppError> {
  const survivor = await survivorOf(db, id);
  if (survivor === null || sightOf(actor, await factsOf(db, actor, survivor)) === null)
    return new AppError('notFound');
  const { id: mergedInto, number, name } = survivor;
  return new AppError('notFound', {}, { data: { mergedInto, number, name } });
}

/** The record as the person may see it, or `notFound`. */
export async function presentById(inquiry: Inquiry, id: number): Promise<Customer> {
  const { db, actor } = inquiry;
  const customer = await findById(db, id);
  if (customer === null || customer.deletedAt !== null) throw await gone(inquiry, id);
  const parent = customer.parentId === null ? null : await findById(db, customer.parentId);
  const parentSeen = parent !== null && sightOf(actor, await factsOf(db, actor, parent)) !== null;
  const { maskedFields } = await loadPoolRules(db);
  const shown = await presentCustomer(inquiry, customer, parentSeen ? parent.name : null, maskedFields);
  if (shown === null) throw new AppError('notFound');
  return shown;
}

/** Spec §3: a customer enters through the pool, unclaimed or, with `claim`, owned by its creator at once. */
export async function createCustomer(
  change: Change,
  input: { readonly fields: CustomerFields; readonly claim: boolean } & DuplicateAnswer,
): Promise<Customer> {
  const { actor, trx, services } = change;
  if (!has(actor, input.claim ? 'customers.createAndClaim' : 'customers.create'))
    throw new AppError('notAllowed');
  const cleaned = cleanFields(input.fields);
  const custom = mergeValues(await listCustomFields(trx), cleaned.custom, {});
  assertFields([...fieldErrors(cleaned), ...custom.errors]);
  const fields = { ...cleaned, custom: custom.values };
  assertFields([
    ...(await choiceErrors(change, fields, null)),
    ...(await parentErrors(change, fields, null, null)),
  ]);
  const inquiry = { actor, services, db: trx };
  await assertNoDuplicate(inquiry, { ...fields, exceptId: null }, input);
  if (input.claim)
    await assertMayHold(change, actor, await limitsOf(trx, actor.id), fields.status === 'deal');
  const [number = ''] = await reserveNumbers(change, 1);
  const id = await insertCustomer(change, {
    fields,
    number,
    ownerId: input.claim ? actor.id : null,
    kind: 'created',
    importId: null,
  });
  await noteOverride(change, id, input);
  return presentById(inquiry, id);
}

/** A duplicate that was overridden is in the log with its reason (spec §3.9). */
async function noteOverride(change: Change, id: number, { overrideReason }: DuplicateAnswer): Promise<void> {
  const reason = cleanText(overrideReason ?? '');
  if (reason === '' || !has(change.actor, 'pool.manage')) return;
  await logOperation(change, {
    action: 'duplicateOverridden',
    entity: 'customer',
    entityId: id,
    after: { reason },
  });
}

/** Contact data that came back as it was masked stays as it is stored. */
function unmasked(
  fields: CustomerFields,
  before: StoredCustomer,
  shown: ReturnType<typeof contactData>,
): CustomerFields {
  const kept = maskableFields.filter((field) => fields[field] === shown[field]);
  return { ...fields, ...Object.fromEntries(kept.map((field) => [field, before[field]])) };
}

/**
 * Saves an edited record if nobody saved since it was read; otherwise `conflict` with the newer record.
 * Only what changed is checked for duplicates and written to the log.
 */
export async function updateCustomer(
  change: Change,
  input: { readonly id: number; readonly version: number; readonly fields: CustomerFields } & DuplicateAnswer,
): Promise<Customer> {
  const { actor, trx, services } = change;
  const before = await findById(trx, input.id);
  if (before === null) throw new AppError('notFound');
  const facts = await factsOf(trx, actor, before);
  const sight = sightOf(actor, facts);
  if (sight === null) throw new AppError('notFound');
  if (!abilitiesOf(actor, facts).includes('edit')) throw new AppError('notAllowed');
  const inquiry = { actor, services, db: trx };
  if (before.version !== input.version) {
    throw new AppError('conflict', {}, { data: await presentById(inquiry, input.id) });
  }
  const { maskedFields } = await loadPoolRules(trx);
  const old = fieldsOf(before);
  const cleaned = cleanFields(unmasked(input.fields, before, contactData(before, sight, maskedFields)));
  const customFields = await listCustomFields(trx);
  const custom = mergeValues(customFields, cleaned.custom, old.custom);
  assertFields([...fieldErrors(cleaned), ...custom.errors]);
  const fields = { ...cleaned, custom: custom.values };
  assertFields([
    ...(await choiceErrors(change, fields, old)),
    ...(await parentErrors(change, fields, before.id, before.parentId)),
  ]);
  const changed = differences(old, fields);
  if (changed === null) return presentById(inquiry, before.id);
  const question = {
    name: fields.name === old.name ? '' : fields.name,
    taxNumber: fields.taxNumber === old.taxNumber ? null : fields.taxNumber,
    phone: fields.phone === old.phone ? null : fields.phone,
    email: fields.email === old.email ? null : fields.email,
    exceptId: before.id,
  };
  await assertNoDuplicate(inquiry, question, input);
  if (!(await saveFields(change, before, fields, customFields))) {
    throw new AppError('conflict', {}, { data: await presentById(inquiry, input.id) });
  }
  await noteOverride(change, before.id, input);
  change.touched.add('customers');
  return presentById(inquiry, before.id);
}
