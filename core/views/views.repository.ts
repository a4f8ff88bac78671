import type { Selectable } from 'kysely';
import type { SavedViewTable } from '#db/schema/views.ts';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import {
  viewLayoutSchema,
  viewQuestionSchema,
  type SavedView,
  type ViewLayout,
  type ViewList,
  type ViewQuestion,
} from './views.contract.ts';

/** A view as the rules see it. */
export type StoredView = Omit<SavedView, 'abilities' | 'isDefault'>;

/** What is written of a view. */
export interface ViewValues {
  readonly name: string;
  readonly nameKey: string;
  readonly everyone: boolean;
  readonly question: ViewQuestion;
  readonly layout: ViewLayout;
}

/** A view that an older program wrote and this one does not understand is passed over. */
function rowToView(row: Selectable<SavedViewTable>): StoredView | null {
  const question = viewQuestionSchema.safeParse(JSON.parse(row.question));
  const layout = viewLayoutSchema.safeParse(JSON.parse(row.layout));
  if (!question.success || !layout.success) return null;
  return {
    id: row.id,
    list: row.list as ViewList,
    name: row.name,
    authorId: row.person_id,
    everyone: row.everyone === 1,
    question: question.data,
    layout: layout.data,
    version: row.version,
  };
}

/** The views that a person finds at a list: their own and everybody's. */
export async function findViews(db: ReadDb, personId: number, list: ViewList): Promise<StoredView[]> {
  const rows = await db
    .selectFrom('saved_view')
    .selectAll()
    .where('list', '=', list)
    .where((eb) => eb.or([eb('person_id', '=', personId), eb('everyone', '=', 1)]))
    .orderBy('id')
    .execute();
  return rows.map(rowToView).filter((view) => view !== null);
}

export async function findView(db: ReadDb, id: number): Promise<StoredView | null> {
  const row = await db.selectFrom('saved_view').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : rowToView(row);
}

export async function insertView(
  trx: WriteDb,
  list: ViewList,
  personId: number,
  { name, nameKey, everyone, question, layout }: ViewValues,
  at: string,
): Promise<number> {
  const { id } = await trx
    .insertInto('saved_view')
    .values({
      list,
      person_id: personId,
      name,
      name_key: nameKey,
      everyone: everyone ? 1 : 0,
      question: JSON.stringify(question),
      layout: JSON.stringify(layout),
      created_at: at,
      updated_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** False when the version is not the one that was read. */
export async function writeView(
  trx: WriteDb,
  { id, version }: { readonly id: number; readonly version: number },
  { name, nameKey, everyone, question, layout }: ViewValues,
  at: string,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('saved_view')
    .set({
      name,
      name_key: nameKey,
      everyone: everyone ? 1 : 0,
      question: JSON.stringify(question),
      layout: JSON.stringify(layout),
      updated_at: at,
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Removes a view, also as the beginning of anybody's list. */
export async function deleteView(trx: WriteDb, id: number): Promise<void> {
  await trx.deleteFrom('default_view').where('view_id', '=', id).execute();
  await trx.deleteFrom('saved_view').where('id', '=', id).execute();
}

/** Others begin with it no more: it is its author's alone. */
export async function keepDefaultOf(trx: WriteDb, id: number, personId: number): Promise<void> {
  await trx.deleteFrom('default_view').where('view_id', '=', id).where('person_id', '<>', personId).execute();
}

export async function defaultOf(db: ReadDb, personId: number, list: ViewList): Promise<number | null> {
  const row = await db
    .selectFrom('default_view')
    .select('view_id')
    .where('person_id', '=', personId)
    .where('list', '=', list)
    .executeTakeFirst();
  return row?.view_id ?? null;
}

export async function writeDefault(
  trx: WriteDb,
  personId: number,
  list: ViewList,
  id: number | null,
): Promise<void> {
  await trx.deleteFrom('default_view').where('person_id', '=', personId).where('list', '=', list).execute();
  if (id !== null)
    await trx.insertInto('default_view').values({ person_id: personId, list, view_id: id }).execute();
}
