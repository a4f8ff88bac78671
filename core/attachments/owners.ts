import { sql, type RawBuilder } from 'kysely';
import { accessToMany, unmaskedToday, type CustomerGlimpse } from '../customers/index.ts';
import { mayEditContacts } from '../contacts/index.ts';
import type { Actor } from '../permissions/actor.ts';
import type { Inquiry } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import type { AttachmentAbility, FileOwner, OwnerKind } from './attachments.contract.ts';

/**
 * A kind of record that files hang on: how its customer is found and who may do what. A later record gets a column in
 * the table `attachment` (merging and the recycle bin find it by their walks through the schema) and an entry here.
 */
interface Owner {
  readonly column: `${OwnerKind}_id`;
  /** The record hangs on a customer itself: its table has `customer_id` and `deleted_at`. */
  readonly hanging: {
    readonly table: string;
    readonly title: RawBuilder<unknown>;
    readonly at: RawBuilder<unknown>;
  } | null;
  readonly mayAdd: (access: CustomerGlimpse) => boolean;
  /** Whether a file that somebody added may be renamed, replaced and removed. */
  readonly mayChange: (actor: Actor, access: CustomerGlimpse, createdBy: number) => boolean;
}

const edits = (access: CustomerGlimpse) => access.abilities.includes('edit');
const logs = (access: CustomerGlimpse) => access.abilities.includes('log');

export const owners: Readonly<Record<OwnerKind, Owner>> = {
  customer: {
    column: 'customer_id',
    hanging: null,
    mayAdd: edits,
    mayChange: (_actor, access) => edits(access),
  },
  contact: {
    column: 'contact_id',
    hanging: { table: 'contact', title: sql`name`, at: sql`null` },
    mayAdd: mayEditContacts,
    mayChange: (_actor, access) => mayEditContacts(access),
  },
  // Whoever logs adds, as with comments; what others added belongs to those who edit the customer.
  interaction: {
    column: 'interaction_id',
    hanging: { table: 'interaction', title: sql`subject`, at: sql`happened_at` },
    mayAdd: logs,
    mayChange: (actor, access, createdBy) => edits(access) || (logs(access) && createdBy === actor.id),
  },
};

export interface Located {
  readonly customerId: number;
  readonly title: string | null;
  readonly at: string | null;
}

/** Which customer each of some living records hangs on. */
export async function locate(
  db: ReadDb,
  kind: OwnerKind,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Located>> {
  const { hanging } = owners[kind];
  if (hanging === null) return new Map(ids.map((id) => [id, { customerId: id, title: null, at: null }]));
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: number } & Located>`
    select id, customer_id as "customerId", ${hanging.title} as title, ${hanging.at} as at
    from ${sql.table(hanging.table)} where id in (${sql.join(ids)}) and deleted_at is null`.execute(db);
  return new Map(rows.map(({ id, ...located }) => [id, located]));
}

/** How somebody meets the files of one customer. */
export interface FileAccess {
  readonly access: CustomerGlimpse;
  readonly actor: Actor;
  /** What may be done with the contents. */
  readonly opening: readonly Extract<AttachmentAbility, 'open' | 'unmask'>[];
}

/**
 * Who reads what hangs on a customer sees its files, through a share too; who only knows that it exists sees none. What is
 * in a file cannot be masked: on an unclaimed customer it is contact data, shown to those who have had them shown today,
 * which was counted and logged (spec §3.7).
 */
export async function accessToFiles(inquiry: Inquiry, customerId: number): Promise<FileAccess | null> {
  const access = (await accessToMany(inquiry, [customerId])).get(customerId);
  if (access === undefined || access.sight === 'minimal') return null;
  const unmasks = access.abilities.includes('unmask');
  const open = access.sight === 'full' || (unmasks && (await unmaskedToday(inquiry, customerId)));
  return { access, actor: inquiry.actor, opening: open ? ['open'] : unmasks ? ['unmask'] : [] };
}

/** The record and how the person meets its files; `notFound` where it is not there or not theirs to read. */
export async function ownerAccess(
  inquiry: Inquiry,
  owner: FileOwner,
): Promise<FileAccess & { readonly located: Located }> {
  const located = (await locate(inquiry.db, owner.kind, [owner.id])).get(owner.id);
  const found = located === undefined ? null : await accessToFiles(inquiry, located.customerId);
  if (located === undefined || found === null) throw new AppError('notFound');
  return { ...found, located };
}
