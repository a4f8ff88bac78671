import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { makeChange } from '../changes/index.ts';
import { logOperations } from '../log/index.ts';
import type { OfficeChange, Services } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { addDays, isLocalDate } from '../shared/local-date.ts';
import { blockers, hanging, type Blocker, type PurgedTable } from './hanging.ts';
import { loadRecycleBinRules } from './recycle-bin-rules.ts';
import type { EmptyingFigures } from './recycling.contract.ts';

/** Customers may have thousands of records each; single records are soon gone. */
const atOnce: Readonly<Record<PurgedTable, number>> = {
  customer: 5,
  contact: 40,
  interaction: 40,
  task: 40,
  attachment: 40,
};

/** The instant before which something must have been deleted to go today. */
function cutoff({ clock }: Pick<Services, 'clock'>, days: number): string {
  const today = clock.today();
  if (!isLocalDate(today)) throw new Error(`${today} is no day`);
  return clock.startOf(addDays(today, -days));
}

/** Deleted long enough ago. */
const due = (table: PurgedTable, before: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`${sql.ref(`${table}.deleted_at`)} < ${before}`;

/** Nothing stands in the way of removing it for good. */
function free(table: PurgedTable, of: readonly Blocker[]): RawBuilder<SqlBool> {
  // The newest row keeps its place until there is a newer one: its id would be given again, and the log lines of the one
  // would be read as those of the other.
  const own = sql`${sql.ref(`${table}.id`)} <> (select max(newest.id) from ${sql.table(table)} as newest)`;
  if (table !== 'customer') return sql<SqlBool>`${own} and ${withoutNewestFile(table)}`;
  const parts = [
    own,
    withoutNewestFile(table),
    // A merged customer goes before the one it was merged into: its undo needs both.
    sql`not exists (select 1 from customer as merged where merged.merged_into = customer.id)`,
    ...of.map(
      (one) =>
        sql`not exists (select 1 from ${sql.table(one.table)} as money where ${sql.ref(`money.${one.column}`)} = customer.id)`,
    ),
    ...(['contact', 'interaction', 'task'] as const).map(
      (of) =>
        sql`not exists (select 1 from ${sql.table(of)} as newest where newest.customer_id = customer.id
          and newest.id = (select max(id) from ${sql.table(of)}))`,
    ),
  ];
  return sql<SqlBool>`${sql.join(parts, sql` and `)}`;
}

/** The newest file keeps its place too, and with it what it hangs on. */
function withoutNewestFile(table: PurgedTable): RawBuilder<SqlBool> {
  const newest = (column: string) =>
    sql`select ${sql.ref(column)} from attachment where id = (select max(id) from attachment)`;
  const id = sql.ref(`${table}.id`);
  switch (table) {
    case 'task':
    case 'attachment':
      return sql<SqlBool>`1 = 1`;
    case 'contact':
    case 'interaction':
      return sql<SqlBool>`${id} is distinct from (${newest(`${table}_id`)})`;
    case 'customer':
      return sql<SqlBool>`${id} is distinct from (${newest('customer_id')})
        and ${id} is distinct from (select customer_id from contact where id = (${newest('contact_id')}))
        and ${id} is distinct from (select customer_id from interaction where id = (${newest('interaction_id')}))`;
  }
}

/** Removes rows and all that hangs on them. `where` is over the table's own columns. */
async function purge(change: OfficeChange, table: PurgedTable, where: RawBuilder<SqlBool>): Promise<void> {
  const { trx, services } = change;
  const ids = sql`select id from ${sql.table(table)} where ${where}`;
  if (table === 'interaction') {
    const found = await sql<{ id: number }>`${ids}`.execute(trx);
    for (const { id } of found.rows) await services.interactionSearch.remove(trx, id);
  }
  if (table === 'customer') {
    // Lets what is append-only go with it, and says of its merges that they can no longer be undone.
    await sql`update customer set purged_at = deleted_at where ${where}`.execute(trx);
    await sql`update customer_merge set purged_at = coalesce(purged_at, at) where id in (
      select merge_id from customer_merge_part where customer_id in (${ids}))`.execute(trx);
    const merges = sql`select id from customer_merge where survivor_id in (${ids})`;
    await sql`delete from customer_merge_move where merge_id in (${merges})`.execute(trx);
    await sql`delete from customer_merge_part where merge_id in (${merges})`.execute(trx);
  }
  for (const { table: other, column, how } of hanging[table]) {
    const [name, to] = [sql.table(other), sql.ref(column)];
    if (how === 'purge') await purge(change, other as PurgedTable, sql<SqlBool>`${to} in (${ids})`);
    else if (how === 'delete') await sql`delete from ${name} where ${to} in (${ids})`.execute(trx);
    else await sql`update ${name} set ${to} = null where ${to} in (${ids})`.execute(trx);
  }
  await sql`delete from ${sql.table(table)} where ${where}`.execute(trx);
}

interface Gone {
  readonly id: number;
  readonly number: string | null;
  readonly name: string | null;
}

async function purgeSome(
  change: OfficeChange,
  table: PurgedTable,
  before: string,
  of: readonly Blocker[],
): Promise<number> {
  const { trx } = change;
  const columns =
    table === 'customer'
      ? sql`number, name`
      : table === 'contact' || table === 'attachment'
        ? sql`null as number, name`
        : sql`null as number, null as name`;
  const { rows } = await sql<Gone>`
    select id, ${columns} from ${sql.table(table)} where ${due(table, before)} and ${free(table, of)}
    order by deleted_at, id limit ${atOnce[table]}`.execute(trx);
  if (rows.length === 0) return 0;
  const wanted = sql<SqlBool>`id in (${sql.join(rows.map(({ id }) => id))})`;
  await purge(change, table, wanted);
  await logOperations(
    change,
    rows.map(({ id, number, name }) => ({
      action: 'purged',
      entity: table,
      entityId: id,
      before: { ...(number !== null && { number }), ...(name !== null && { name }) },
    })),
  );
  return rows.length;
}

/**
 * Spec §3.1, recycle bin: removes for good what was deleted longer ago than the office wants, with all that hangs on it;
 * never a customer with money. The operation log keeps its lines. In small pieces, other calls between them; run twice
 * it does nothing more. Answers how many of each kind are gone.
 */
export async function emptyRecycleBin(
  services: Services,
  stopped: () => boolean = () => false,
  of: readonly Blocker[] = blockers,
): Promise<Record<PurgedTable, number>> {
  const gone: Record<PurgedTable, number> = {
    task: 0,
    attachment: 0,
    interaction: 0,
    contact: 0,
    customer: 0,
  };
  const { emptyAfterDays } = await loadRecycleBinRules(services.db);
  if (emptyAfterDays === null) return gone;
  const before = cutoff(services, emptyAfterDays);
  for (const table of ['task', 'attachment', 'interaction', 'contact', 'customer'] as const) {
    for (;;) {
      if (stopped()) return gone;
      const some = await makeChange(services, null, (change) => purgeSome(change, table, before, of));
      gone[table] += some;
      if (some === 0) break;
      await services.betweenParts();
    }
  }
  if (gone.customer + gone.contact + gone.interaction + gone.attachment > 0)
    services.changes.publish(['customers', 'contacts', 'interactions', 'attachments']);
  return gone;
}

/** What emptying would remove today with so many days, and how many customers it would keep. */
export async function previewEmptying(
  { db, services }: { readonly db: ReadDb; readonly services: Pick<Services, 'clock'> },
  days: number,
  of: readonly Blocker[] = blockers,
): Promise<EmptyingFigures> {
  const before = cutoff(services, days);
  const count = async (table: PurgedTable, condition: RawBuilder<SqlBool>) => {
    const { rows } = await sql<{ rows: number }>`
      select count(*) as rows from ${sql.table(table)} where ${due(table, before)} and ${condition}`.execute(
      db,
    );
    return rows[0]?.rows ?? 0;
  };
  const customers = await count('customer', free('customer', of));
  return {
    customers,
    contacts: await count('contact', free('contact', of)),
    interactions: await count('interaction', free('interaction', of)),
    files: await count('attachment', free('attachment', of)),
    kept: (await count('customer', sql<SqlBool>`1 = 1`)) - customers,
  };
}
