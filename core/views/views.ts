import { pinyinOf } from '../customers/index.ts';
import { differences, logOperation } from '../log/index.ts';
import { has, type Actor } from '../permissions/actor.ts';
import type { Change, Inquiry } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { canonicalJson } from '../shared/canonical-json.ts';
import { AppError } from '../shared/errors.ts';
import { isoNow } from '../shared/ports.ts';
import { requiredText } from '../shared/required-text.ts';
import { foldText } from '../shared/text.ts';
import {
  mostViews,
  viewNameMax,
  type SavedView,
  type ViewAbility,
  type ViewLayout,
  type ViewList,
  type ViewQuestion,
} from './views.contract.ts';
import {
  defaultOf,
  deleteView,
  findView,
  findViews,
  insertView,
  keepDefaultOf,
  writeDefault,
  writeView,
  type StoredView,
  type ViewValues,
} from './views.repository.ts';

/** The author; and who keeps the office's lists of choices in order, everybody's views too. */
function abilitiesOf(actor: Actor, { authorId, everyone }: StoredView): readonly ViewAbility[] {
  return authorId === actor.id || (everyone && has(actor, 'choices.manage')) ? ['edit', 'remove'] : [];
}

function present(actor: Actor, view: StoredView, defaultId: number | null): SavedView {
  return { ...view, isDefault: view.id === defaultId, abilities: abilitiesOf(actor, view) };
}

/** The views that one finds at a list, in the order of their names; one's own before everybody's of the same name. */
export async function listViews({ db, actor }: Inquiry, list: ViewList): Promise<readonly SavedView[]> {
  const defaultId = await defaultOf(db, actor.id, list);
  const views = await findViews(db, actor.id, list);
  return views
    .map((view) => ({ view, key: pinyinOf(view.name).sortKey }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.view.id - b.view.id))
    .map(({ view }) => present(actor, view, defaultId));
}

/** What is typed and set of a view. */
export interface ViewInput {
  readonly name: string;
  readonly everyone: boolean;
  readonly question: ViewQuestion;
  readonly layout: ViewLayout;
}

/** A name stands for one view among those that its author finds, and everybody's among all. Throws `nameTaken`. */
async function valuesOf(
  db: ReadDb,
  list: ViewList,
  authorId: number,
  input: ViewInput,
  except: number | null,
): Promise<ViewValues> {
  const name = requiredText('name', input.name, viewNameMax);
  const nameKey = foldText(name) || name.toLowerCase();
  const same = (await findViews(db, authorId, list)).find(
    (view) => view.id !== except && (foldText(view.name) || view.name.toLowerCase()) === nameKey,
  );
  if (same !== undefined) throw new AppError('nameTaken', { name: same.name }, { field: 'name' });
  // A question about customers is none about interactions.
  const fits = (list === 'interactions') === 'channels' in input.question;
  if (!fits) throw new AppError('invalidInput', {}, { field: 'question' });
  return { ...input, name, nameKey };
}

/** What a view asks may name customers, which not everybody who reads the log may know of: the log says that it changed. */
const logged = ({ name, everyone }: StoredView) => ({ name, everyone });
const contentOf = ({ question, layout }: StoredView) => canonicalJson({ question, layout });

/** Keeps what a list is asked under a name (spec §2). Throws `nameTaken`, `viewsTooMany`. */
export async function createView(
  change: Change,
  { list, ...input }: ViewInput & { readonly list: ViewList },
): Promise<SavedView> {
  const { trx, actor, touched, services } = change;
  const own = (await findViews(trx, actor.id, list)).filter(({ authorId }) => authorId === actor.id);
  if (own.length >= mostViews) throw new AppError('viewsTooMany', { max: mostViews }, { field: 'name' });
  const values = await valuesOf(trx, list, actor.id, input, null);
  const id = await insertView(trx, list, actor.id, values, isoNow(services.clock));
  const view = await load(trx, id);
  await logOperation(change, { action: 'created', entity: 'view', entityId: id, after: logged(view) });
  touched.add('views');
  return present(actor, view, await defaultOf(trx, actor.id, list));
}

async function load(db: ReadDb, id: number): Promise<StoredView> {
  const view = await findView(db, id);
  if (view === null) throw new AppError('notFound');
  return view;
}

/** A view that is there for the person and theirs to change. Throws `notFound`, `notAllowed`. */
async function loadEditable({ trx, actor }: Change, id: number): Promise<StoredView> {
  const view = await load(trx, id);
  if (view.authorId !== actor.id && !view.everyone) throw new AppError('notFound');
  if (!abilitiesOf(actor, view).includes('edit')) throw new AppError('notAllowed');
  return view;
}

/** Changes a view. Throws `notFound`, `notAllowed`, `conflict`, `nameTaken`. */
export async function updateView(
  change: Change,
  { id, version, ...input }: ViewInput & { readonly id: number; readonly version: number },
): Promise<SavedView> {
  const { trx, actor, touched, services } = change;
  const before = await loadEditable(change, id);
  const values = await valuesOf(trx, before.list, before.authorId, input, id);
  if (!(await writeView(trx, { id, version }, values, isoNow(services.clock))))
    throw new AppError('conflict', {}, { data: before });
  if (!values.everyone) await keepDefaultOf(trx, id, before.authorId);
  const after = await load(trx, id);
  const changed = differences(logged(before), logged(after));
  if (changed !== null || contentOf(before) !== contentOf(after)) {
    await logOperation(change, { action: 'updated', entity: 'view', entityId: id, ...changed });
    touched.add('views');
  }
  return present(actor, after, await defaultOf(trx, actor.id, after.list));
}

/** Removes a view for good. Throws `notFound`, `notAllowed`, `conflict`. */
export async function removeView(
  change: Change,
  { id, version }: { readonly id: number; readonly version: number },
): Promise<void> {
  const view = await loadEditable(change, id);
  if (view.version !== version) throw new AppError('conflict', {}, { data: view });
  await deleteView(change.trx, id);
  await logOperation(change, { action: 'removed', entity: 'view', entityId: id, before: logged(view) });
  change.touched.add('views');
}

/** With which view one's own list begins. How somebody likes a list is no change of the records: it is not logged. */
export async function setDefaultView(
  { trx, actor, touched }: Change,
  { list, id }: { readonly list: ViewList; readonly id: number | null },
): Promise<void> {
  if (id !== null && !(await findViews(trx, actor.id, list)).some((view) => view.id === id))
    throw new AppError('notFound');
  await writeDefault(trx, actor.id, list, id);
  touched.add('views');
}
