import BetterSqlite, { type Database, type Statement } from 'better-sqlite3';
import { candidateBigrams, coreName, nameKey, probesNeeded } from '#core/customers/company-name.ts';
import { queryPlan, tokensOf } from '#core/customers/search-text.ts';

/** What a line of a list needs, and no more. */
const line =
  'id, number, name, short_name, type, industry_id, source_id, region_code, address, phone, email, status, level, ' +
  'created_at, updated_at, owner_id, claimed_at, last_interaction_at, next_step_on, last_deal_on, locked, extended_until, version';

export const page = 100;

/** The statements one would write by hand for the same answers, prepared once, on the same file. */
export interface RawOffice {
  readonly connection: Database;
  /** Rows of a list with their tags and the values of their custom fields. `from` is everything after the columns. */
  list(from: string, ...values: unknown[]): unknown;
  /** Any other statement. */
  all(text: string, ...values: unknown[]): unknown;
  /** A search: by the index when the rarest token is rare, else walking the order. `where` is added to it. */
  search(text: string, where: string): unknown;
  /** Whoever has this name, has part of it in common, or contains it. */
  duplicates(name: string): unknown;
  close(): void;
}

export function openRaw(path: string): RawOffice {
  const connection = new BetterSqlite(path, { timeout: 5000 });
  for (const pragma of [
    'synchronous = full',
    'foreign_keys = on',
    'cache_size = -32768',
    'temp_store = memory',
  ]) {
    connection.pragma(pragma);
  }
  const statements = new Map<string, Statement>();
  const prepare = (text: string): Statement => {
    const known = statements.get(text);
    if (known) return known;
    const statement = connection.prepare(text);
    statements.set(text, statement);
    return statement;
  };
  const whole = (rows: { id: number }[]) => {
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    const marks = ids.map(() => '?').join(',');
    const tags = prepare(`select customer_id, choice_id from customer_tag where customer_id in (${marks})`);
    const values = prepare(
      `select customer_id, field_id, kind, text_value, integer_value, real_value, option_id
       from customer_value join custom_field on custom_field.id = field_id where customer_id in (${marks})`,
    );
    return [rows, tags.all(...ids), values.all(...ids)];
  };
  const list = (from: string, ...values: unknown[]) =>
    whole(prepare(`select ${line} from customer ${from}`).all(...values) as { id: number }[]);

  function search(text: string, where: string): unknown {
    const terms = queryPlan(text)?.terms ?? [];
    const holds = terms.map(({ phoneTokens }) =>
      phoneTokens.length === 0
        ? 'instr(search_public, ?) > 0'
        : '(instr(search_public, ?) > 0 or instr(search_phone, ?) > 0)',
    );
    const sought = terms.flatMap((term) =>
      term.phoneTokens.length === 0 ? [term.text] : [term.text, term.text],
    );
    const verified = `${holds.join(' and ')} and deleted_at is null ${where}`;
    const quoted = (tokens: readonly string[]) =>
      tokens.map((token) => (token.endsWith('*') ? `"${token.slice(0, -1)}"*` : `"${token}"`)).join(' AND ');
    const match = terms
      .filter(({ tokens }) => tokens.length > 0)
      .map((term) =>
        term.phoneTokens.length === 0
          ? `(${quoted(term.tokens)})`
          : `((${quoted(term.tokens)}) OR (${quoted(term.phoneTokens)}))`,
      )
      .join(' AND ');
    const some = prepare(
      'select count(*) from (select 1 from customer_search where customer_search match ? limit 2001)',
    );
    const rare = match !== '' && Number(some.pluck().get(match)) <= 2000;
    return rare
      ? list(
          `where id in (select rowid from customer_search where customer_search match ?) and ${verified}
           order by +updated_at desc, id desc limit ${page + 1}`,
          match,
          ...sought,
        )
      : list(`where ${verified} order by updated_at desc, id desc limit ${page + 1}`, ...sought);
  }

  function duplicates(name: string): unknown {
    const bigrams = candidateBigrams(coreName(name));
    const counted = tokensOf(bigrams)
      .map((token) => {
        const rows = prepare(
          'select count(*) from (select 1 from customer_search where customer_search match ? limit 501)',
        );
        return { token, rows: Number(rows.pluck().get(`"${token}"`)) };
      })
      .toSorted((a, b) => a.rows - b.rows)
      .slice(0, probesNeeded(bigrams.length));
    const match = counted.map(({ token }) => `"${token}"`).join(' OR ');
    const contained = tokensOf(candidateBigrams(nameKey(name))).map((token) => `"${token}"`);
    const known = 'id, number, name, name_core, owner_id, status, last_interaction_at';
    return [
      prepare(`select ${known} from customer where name_key = ? and deleted_at is null`).all(nameKey(name)),
      prepare(
        `select ${known} from customer where id in
         (select rowid from customer_search where customer_search match ? limit 500) and deleted_at is null`,
      ).all(match),
      prepare(
        `select ${known} from customer where id in
         (select rowid from customer_search where customer_search match ?) and instr(name_key, ?) > 0 limit 20`,
      ).all(contained.join(' AND '), nameKey(name)),
    ];
  }

  return {
    connection,
    duplicates,
    list,
    all: (text, ...values) => prepare(text).all(...values),
    search,
    close: () => connection.close(),
  };
}
