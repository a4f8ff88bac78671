import { accessTo, fieldsOf, presentById } from '../customers/index.ts';
import type { Inquiry } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { usualChoice } from './merge-fields.ts';
import { loadMergeable, usualOwner } from './merge-customers.ts';
import type { Merge, MergeFigures, MergePreview } from './merging.contract.ts';
import { figuresOf, findMerges, laterMerge } from './merging.repository.ts';

const noFigures: MergeFigures = { contacts: 0, interactions: 0, tasks: 0, shares: 0, subsidiaries: 0 };

/** What a merge would take from where and move, before anything happens (spec §3.10). */
export async function previewMerge(
  inquiry: Inquiry,
  input: { readonly ids: readonly number[]; readonly survivorId: number | null },
): Promise<MergePreview> {
  const { db, actor } = inquiry;
  const loaded = await loadMergeable(inquiry, input.ids);
  const figures = await figuresOf(db, input.ids, actor.today);
  const rank = ({ id, ownerId }: (typeof loaded)[number]) => [
    ownerId === null ? 0 : 1,
    figures.get(id)?.interactions ?? 0,
    figures.get(id)?.contacts ?? 0,
    -id,
  ];
  const compare = (a: readonly number[], b: readonly number[]) => {
    const at = a.findIndex((value, nth) => value !== b[nth]);
    return at === -1 ? 0 : (b[at] ?? 0) - (a[at] ?? 0);
  };
  const [likeliest] = loaded.toSorted((a, b) => compare(rank(a), rank(b)));
  const survivorId = input.survivorId ?? likeliest?.id ?? 0;
  const survivor = loaded.find(({ id }) => id === survivorId);
  if (survivor === undefined) throw new AppError('invalidInput', {}, { field: 'survivorId' });
  const customers = [survivor, ...loaded.filter(({ id }) => id !== survivorId)];
  const shown = [];
  for (const { id } of loaded)
    shown.push({ customer: await presentById(inquiry, id), figures: figures.get(id) ?? noFigures });
  return {
    survivorId,
    ownerFrom: usualOwner(customers),
    customers: shown,
    choice: usualChoice(customers.map((customer) => ({ id: customer.id, fields: fieldsOf(customer) }))),
  };
}

/** The merges into a customer that have not been undone, newest first; `notFound` where it is not theirs to merge. */
export async function listMerges(inquiry: Inquiry, customerId: number): Promise<Merge[]> {
  const access = await accessTo(inquiry, customerId);
  if (access === null || !access.abilities.includes('merge')) throw new AppError('notFound');
  const merges = (await findMerges(inquiry.db, { survivorId: customerId })).filter(({ undone }) => !undone);
  const shown: Merge[] = [];
  for (const merge of merges) {
    const free = !merge.purged && (await laterMerge(inquiry.db, merge)) === null;
    shown.push({ id: merge.id, at: merge.at, byId: merge.byId, merged: merge.parts, undoable: free });
  }
  return shown;
}
