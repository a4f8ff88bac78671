import type { Connection } from './connection.ts';

/** What SQLite finds damaged, at most some twenty places. Badly hurt pages end its search: what it said until then counts. */
function damage(connection: Connection): string[] {
  const places: string[] = [];
  try {
    const check = connection.prepare<[], string>('pragma integrity_check(20)').pluck();
    for (const line of check.iterate()) if (line !== 'ok') places.push(line);
  } catch (error) {
    const corrupt =
      error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CORRUPT');
    if (!corrupt) throw error;
    if (places.length === 0) places.push(error.message);
  }
  return places;
}

/** What SQLite itself finds wrong with the file: damage, and, where there is none, references to rows that are not there. */
export function verifyFile(connection: Connection): {
  readonly damage: readonly string[];
  readonly references: number;
} {
  const places = damage(connection);
  // Through damaged pages no reference can be followed.
  if (places.length > 0) return { damage: places, references: 0 };
  const broken = connection.prepare('select count(*) from pragma_foreign_key_check').pluck().get();
  return { damage: [], references: Number(broken) };
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

interface SearchRow {
  readonly id: number;
  readonly search_public: string;
  readonly search_phone: string;
  readonly search_private: string;
}

/**
 * Compares the whole search index with the customers it is made from: the ids of customers whose tokens are not
 * exactly in the index, and of index entries without a living customer. `tokens` makes the tokens of a customer,
 * separated by spaces. Needs 12 bytes of memory per customer id.
 */
export async function verifySearch(
  connection: Connection,
  tokens: (texts: { public: string; phone: string; private: string }) => string,
  breathe: () => Promise<void>,
): Promise<number[]> {
  const highest = connection.prepare(
    'select max((select coalesce(max(id), 0) from customer), (select coalesce(max(rowid), 0) from customer_search))',
  );
  const size = Number(highest.pluck().get()) + 1;
  // Both sides are added up per customer, the index with the opposite sign: what agrees comes to nothing.
  const sums = new Int32Array(size);
  const counts = new Int32Array(size);
  const indexed = new Int8Array(size);

  const page = connection.prepare<[number], SearchRow>(
    `select id, search_public, search_phone, search_private from customer where id > ? and deleted_at is null order by id limit 2000`,
  );
  for (let rows = page.all(0); rows.length > 0; rows = page.all(rows.at(-1)?.id ?? size)) {
    for (const row of rows) {
      const wanted = new Set(
        tokens({
          public: row.search_public,
          phone: row.search_phone,
          private: row.search_private,
        }).split(' '),
      );
      wanted.delete('');
      for (const token of wanted) sums[row.id] = ((sums[row.id] ?? 0) + hashOf(token)) | 0;
      counts[row.id] = wanted.size;
      indexed[row.id] = 1;
    }
    await breathe();
  }

  // The view of single entries exists nowhere but in this connection.
  connection.pragma('query_only = off');
  connection.exec(
    `create virtual table temp.search_entry using fts5vocab ('main', 'customer_search', 'instance')`,
  );
  try {
    let term = '';
    let hash = 0;
    const entries = connection.prepare<[], { term: string; doc: number }>(
      'select term, doc from temp.search_entry',
    );
    for (const entry of entries.iterate()) {
      if (entry.term !== term) {
        term = entry.term;
        hash = hashOf(term);
      }
      sums[entry.doc] = ((sums[entry.doc] ?? 0) - hash) | 0;
      counts[entry.doc] = (counts[entry.doc] ?? 0) - 1;
    }
    const documents = connection.prepare<[], number>('select rowid from customer_search').pluck();
    for (const id of documents.iterate()) indexed[id] = (indexed[id] ?? 0) - 1;
    return Array.from(sums.keys()).filter((id) => sums[id] !== 0 || counts[id] !== 0 || indexed[id] !== 0);
  } finally {
    connection.exec('drop table temp.search_entry');
  }
}

/** Ids of customers whose owner is not the one their last ownership event names, or that have no event at all. */
export function verifyOwners(connection: Connection): number[] {
  return connection
    .prepare<[], number>(
      `select customer.id from customer
       left join (select customer_id, max(id) as id from ownership_event group by customer_id) as last
         on last.customer_id = customer.id
       left join ownership_event as event on event.id = last.id
       where event.id is null or event.to_id is distinct from customer.owner_id
       order by customer.id`,
    )
    .pluck()
    .all();
}
