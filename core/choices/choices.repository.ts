import type { ReadDb, WriteDb } from '../shared/database.ts';
import { choiceKinds, type Choice, type ChoiceKind } from './choices.contract.ts';

interface ChoiceRow {
  readonly id: number;
  readonly kind: string;
  readonly label: string;
  readonly position: number;
  readonly retired: number;
  readonly version: number;
}

function rowToChoice(row: ChoiceRow): Choice {
  const kind = choiceKinds.find((known) => known === row.kind);
  if (kind === undefined) throw new TypeError(`Unknown kind of choice ${row.kind}`);
  return {
    id: row.id,
    kind,
    label: row.label,
    position: row.position,
    retired: row.retired === 1,
    version: row.version,
  };
}

const columns = ['id', 'kind', 'label', 'position', 'retired', 'version'] as const;

/** Every choice, retired ones too, kind by kind in their order. */
export async function listChoices(db: ReadDb): Promise<Choice[]> {
  const rows = await db
    .selectFrom('choice')
    .select(columns)
    .orderBy('kind')
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(rowToChoice);
}

export async function findChoice(db: ReadDb, id: number): Promise<Choice | null> {
  const row = await db.selectFrom('choice').select(columns).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : rowToChoice(row);
}

/** The entry of a kind with this folded label, retired or not. */
export async function findByKey(db: ReadDb, kind: ChoiceKind, labelKey: string): Promise<Choice | null> {
  const row = await db
    .selectFrom('choice')
    .select(columns)
    .where('kind', '=', kind)
    .where('label_key', '=', labelKey)
    .executeTakeFirst();
  return row === undefined ? null : rowToChoice(row);
}

export async function idsInOrder(db: ReadDb, kind: ChoiceKind): Promise<number[]> {
  const rows = await db
    .selectFrom('choice')
    .select('id')
    .where('kind', '=', kind)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Appends an entry at the end of its kind and answers its id. */
export async function insertChoice(
  trx: WriteDb,
  kind: ChoiceKind,
  label: string,
  labelKey: string,
): Promise<number> {
  const last = await trx
    .selectFrom('choice')
    .select(({ fn }) => fn.max('position').as('position'))
    .where('kind', '=', kind)
    .executeTakeFirst();
  const row = await trx
    .insertInto('choice')
    .values({ kind, label, label_key: labelKey, position: (last?.position ?? 0) + 1 })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Writes the entry if it still has the version; answers whether it had. */
export async function writeChoice(
  trx: WriteDb,
  where: { readonly id: number; readonly version: number },
  values: { readonly label: string; readonly labelKey: string; readonly retired: boolean },
): Promise<boolean> {
  const result = await trx
    .updateTable('choice')
    .set({
      label: values.label,
      label_key: values.labelKey,
      retired: values.retired ? 1 : 0,
      version: where.version + 1,
    })
    .where('id', '=', where.id)
    .where('version', '=', where.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function writePositions(trx: WriteDb, ids: readonly number[]): Promise<void> {
  for (const [at, id] of ids.entries()) {
    await trx
      .updateTable('choice')
      .set({ position: at + 1 })
      .where('id', '=', id)
      .execute();
  }
}

export async function deleteChoice(trx: WriteDb, id: number): Promise<void> {
  await trx.deleteFrom('choice').where('id', '=', id).execute();
}

const usedIn = {
  industry: 'industry_id',
  source: 'source_id',
  legalForm: 'legal_form_id',
  size: 'size_id',
} as const;

/** How many records have the entry, those in the recycle bin too. Reasons are kept as text: always 0. */
export async function countUses(db: ReadDb, kind: ChoiceKind, id: number): Promise<number> {
  if (kind === 'tag') {
    const found = await db
      .selectFrom('customer_tag')
      .select(({ fn }) => fn.countAll<number>().as('uses'))
      .where('choice_id', '=', id)
      .executeTakeFirstOrThrow();
    return found.uses;
  }
  if (kind === 'relationType') {
    const found = await db
      .selectFrom('contact_relation')
      .select(({ fn }) => fn.countAll<number>().as('uses'))
      .where('type_id', '=', id)
      .executeTakeFirstOrThrow();
    return found.uses;
  }
  if (kind === 'returnReason' || kind === 'takeBackReason' || kind === 'assignReason') return 0;
  // Two counts, because the indexes by choice hold living customers only and the bin has one of its own.
  const customers = db
    .selectFrom('customer')
    .select(({ fn }) => fn.countAll<number>().as('uses'))
    .where(usedIn[kind], '=', id);
  const living = await customers.where('deleted_at', 'is', null).executeTakeFirstOrThrow();
  const deleted = await customers.where('deleted_at', 'is not', null).executeTakeFirstOrThrow();
  return living.uses + deleted.uses;
}
