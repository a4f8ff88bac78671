import { findChoice } from '../choices/index.ts';
import { accessTo } from '../customers/index.ts';
import { differences, logOperation } from '../log/index.ts';
import type { Change, Inquiry } from '../rpc/context.ts';
import { AppError, type FieldError } from '../shared/errors.ts';
import { isoNow } from '../shared/ports.ts';
import { cleanMultiline, cleanText, codePoints } from '../shared/text.ts';
import { editableContact } from './contact-commands.ts';
import { mayEditContacts } from './contacts.policy.ts';
import { getContact } from './queries.ts';
import {
  relationMax,
  type Network,
  type NetworkNode,
  type RelatedPerson,
  type Relation,
} from './relations.contract.ts';
import {
  deleteRelation,
  findRelation,
  insertRelation,
  readableContacts,
  relationBetween,
  relationsOf,
  updateRelationRow,
  type NamedContact,
  type StoredRelation,
} from './relations.repository.ts';

const inquiryOf = ({ services, actor, trx }: Change): Inquiry => ({ services, actor, db: trx });

/** Most relations of one contact that are read. */
const mostRelations = 500;

const outside = (name: string): RelatedPerson => ({
  contactId: null,
  name,
  customerId: null,
  customerName: null,
  leftCompany: false,
});

/** Whoever edits the customer of either end edits the relation. */
async function editors(inquiry: Inquiry, people: readonly NamedContact[]): Promise<ReadonlySet<number>> {
  const may = new Set<number>();
  for (const customerId of new Set(people.map((person) => person.customerId))) {
    const access = await accessTo(inquiry, customerId);
    if (access !== null && mayEditContacts(access)) may.add(customerId);
  }
  return may;
}

/** The relations of a contact, oldest first, without those whose other end the asker does not read (spec §4). */
export async function listRelations(
  inquiry: Inquiry,
  contactId: number,
): Promise<{ rows: readonly Relation[]; abilities: readonly 'create'[] }> {
  const contact = await getContact(inquiry, contactId);
  const stored = await relationsOf(inquiry.db, [contactId], mostRelations);
  const others = stored.flatMap(({ fromId, toId }) =>
    fromId !== contactId ? [fromId] : toId === null ? [] : [toId],
  );
  const known = await readableContacts(inquiry, others);
  const may = await editors(inquiry, [...known.values()]);
  const here = contact.abilities.includes('edit');
  const rows = stored.flatMap((relation): Relation[] => {
    const incoming = relation.fromId !== contactId;
    const otherId = incoming ? relation.fromId : relation.toId;
    const other = otherId === null ? outside(relation.toName ?? '') : known.get(otherId);
    if (other === undefined) return [];
    const there = other.customerId !== null && may.has(other.customerId);
    const { id, typeId, remark, version } = relation;
    return [
      { id, incoming, typeId, other, remark, version, abilities: here || there ? ['edit', 'remove'] : [] },
    ];
  });
  return { rows, abilities: here ? ['create'] : [] };
}

/** Most people in a picture: more is a tangle nobody reads. */
const mostNodes = 40;

/**
 * The people around a contact, so many steps out. Nobody is in it whom the asker may not read, nor anybody who is tied only
 * through such a one.
 */
export async function networkOf(
  inquiry: Inquiry,
  input: { readonly contactId: number; readonly depth: number },
): Promise<Network> {
  await getContact(inquiry, input.contactId);
  const nodes = new Map<string, NetworkNode>();
  const edges = new Map<number, Network['edges'][number]>();
  const seen = await readableContacts(inquiry, [input.contactId]);
  for (const person of seen.values())
    nodes.set(`c${person.contactId}`, { ...person, key: `c${person.contactId}`, depth: 0 });
  let frontier = [input.contactId];
  let more = false;
  for (let depth = 1; depth <= input.depth && frontier.length > 0; depth++) {
    const relations = await relationsOf(inquiry.db, frontier, mostRelations);
    const ids = [...new Set(relations.flatMap(({ fromId, toId }) => [fromId, toId ?? fromId]))];
    const known = await readableContacts(inquiry, ids);
    const next: number[] = [];
    for (const relation of relations) {
      const ends = [relation.fromId, relation.toId].map((id) => (id === null ? null : known.get(id)));
      if (ends.includes(undefined)) continue;
      const keys = [`c${relation.fromId}`, relation.toId === null ? `r${relation.id}` : `c${relation.toId}`];
      const added = keys.flatMap((key, at): NetworkNode[] =>
        nodes.has(key) ? [] : [{ ...(ends[at] ?? outside(relation.toName ?? '')), key, depth }],
      );
      if (nodes.size + added.length > mostNodes) {
        more = true;
        continue;
      }
      for (const node of added) {
        nodes.set(node.key, node);
        if (node.contactId !== null) next.push(node.contactId);
      }
      const [from = '', to = ''] = keys;
      edges.set(relation.id, { id: relation.id, from, to, typeId: relation.typeId });
    }
    frontier = next;
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], more };
}

function cleanRemark(remark: string | null): string | null {
  const text = cleanMultiline(remark ?? '');
  return text === '' ? null : text;
}

async function assertSavable(
  change: Change,
  relation: Pick<StoredRelation, 'toId' | 'toName' | 'typeId' | 'remark'>,
  keptType: number | null,
): Promise<void> {
  const errors: FieldError[] = [];
  const { toId, toName, typeId, remark } = relation;
  if ((toId === null) === (toName === null)) errors.push({ path: 'to', code: 'required' });
  if (toName !== null && codePoints(toName) > relationMax.name) {
    errors.push({ path: 'to', code: 'tooLong', params: { max: relationMax.name } });
  }
  if (remark !== null && codePoints(remark) > relationMax.remark) {
    errors.push({ path: 'remark', code: 'tooLong', params: { max: relationMax.remark } });
  }
  const type = await findChoice(change.trx, typeId);
  if (type === null || type.kind !== 'relationType') errors.push({ path: 'typeId', code: 'choiceUnknown' });
  else if (type.retired && typeId !== keptType) errors.push({ path: 'typeId', code: 'choiceRetired' });
  if (errors.length > 0) throw new AppError('invalidInput', {}, { fields: errors });
}

async function present(change: Change, contactId: number, id: number): Promise<Relation> {
  const { rows } = await listRelations(inquiryOf(change), contactId);
  const found = rows.find((row) => row.id === id);
  if (found === undefined) throw new AppError('notFound');
  return found;
}

/** Input of {@link createRelation}: exactly one of `toId` and `toName`. */
export interface NewRelation {
  readonly fromId: number;
  readonly toId: number | null;
  readonly toName: string | null;
  readonly typeId: number;
  readonly remark: string | null;
}

/** Notes how a contact is tied to somebody (spec §4). Throws `invalidInput`, `notFound`, `relationExists`. */
export async function createRelation(change: Change, input: NewRelation): Promise<Relation> {
  const { trx, actor, services, touched } = change;
  const { contact } = await editableContact(change, input.fromId);
  const toName = input.toName === null ? null : cleanText(input.toName) || null;
  const relation = { ...input, toName, remark: cleanRemark(input.remark) };
  await assertSavable(change, relation, null);
  if (relation.toId !== null) {
    if (relation.toId === contact.id)
      throw new AppError('invalidInput', {}, { fields: [{ path: 'to', code: 'sameContact' }] });
    const { name } = await getContact(inquiryOf(change), relation.toId);
    if ((await relationBetween(trx, [contact.id, relation.toId], relation.typeId)) !== null)
      throw new AppError('relationExists', { name }, { field: 'to' });
  }
  const id = await insertRelation(trx, { ...relation, createdBy: actor.id, at: isoNow(services.clock) });
  const { toId, typeId, remark } = relation;
  await logOperation(change, {
    action: 'relationAdded',
    entity: 'contact',
    entityId: contact.id,
    after: { relationId: id, toId, toName, typeId, remark },
  });
  touched.add('contacts');
  return present(change, contact.id, id);
}

/** A relation of which the person reads both ends and edits one, seen from that one. */
async function editableRelation(
  change: Change,
  id: number,
): Promise<{ relation: StoredRelation; contactId: number }> {
  const inquiry = inquiryOf(change);
  const relation = await findRelation(change.trx, id);
  if (relation === null) throw new AppError('notFound');
  const ends = relation.toId === null ? [relation.fromId] : [relation.fromId, relation.toId];
  const known = await readableContacts(inquiry, ends);
  if (known.size < ends.length) throw new AppError('notFound');
  const may = await editors(inquiry, [...known.values()]);
  const contactId = ends.find((end) => may.has(known.get(end)?.customerId ?? 0));
  if (contactId === undefined) throw new AppError('notAllowed');
  return { relation, contactId };
}

/** Changes type and remark of a relation. Throws `conflict`, `invalidInput`, `relationExists`. */
export async function updateRelation(
  change: Change,
  input: {
    readonly id: number;
    readonly version: number;
    readonly typeId: number;
    readonly remark: string | null;
  },
): Promise<Relation> {
  const { trx, touched } = change;
  const { relation, contactId } = await editableRelation(change, input.id);
  if (relation.version !== input.version)
    throw new AppError('conflict', {}, { data: await present(change, contactId, relation.id) });
  const next = { ...relation, typeId: input.typeId, remark: cleanRemark(input.remark) };
  await assertSavable(change, next, relation.typeId);
  if (next.typeId !== relation.typeId && relation.toId !== null) {
    const pair = [relation.fromId, relation.toId] as const;
    if ((await relationBetween(trx, pair, next.typeId)) !== null)
      throw new AppError('relationExists', {}, { field: 'typeId' });
  }
  const changed = differences(
    { typeId: relation.typeId, remark: relation.remark },
    { typeId: next.typeId, remark: next.remark },
  );
  if (changed !== null) {
    if (!(await updateRelationRow(trx, relation, next))) throw new AppError('conflict');
    await logOperation(change, {
      action: 'relationChanged',
      entity: 'contact',
      entityId: relation.fromId,
      before: { relationId: relation.id, ...changed.before },
      after: changed.after,
    });
    touched.add('contacts');
  }
  return present(change, contactId, relation.id);
}

/** Takes a relation away; the log keeps it. */
export async function removeRelation(
  change: Change,
  input: { readonly id: number; readonly version: number },
): Promise<void> {
  const { relation, contactId } = await editableRelation(change, input.id);
  if (relation.version !== input.version)
    throw new AppError('conflict', {}, { data: await present(change, contactId, relation.id) });
  await deleteRelation(change.trx, relation.id);
  const { id, toId, toName, typeId, remark } = relation;
  await logOperation(change, {
    action: 'relationRemoved',
    entity: 'contact',
    entityId: relation.fromId,
    before: { relationId: id, toId, toName, typeId, remark },
  });
  change.touched.add('contacts');
}
