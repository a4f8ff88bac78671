import type { Database } from 'better-sqlite3';
import { createRandom, type Random } from '../server/demo/random.ts';

/** Parameters picked from the office that is measured: as many of each as there are samples. */
export interface Probes {
  readonly random: Random;
  readonly ids: readonly number[];
  readonly unclaimed: readonly number[];
  readonly industries: readonly number[];
  readonly sellers: readonly number[];
  readonly tags: readonly number[];
  /** Names as somebody types them who does not find the customer: a little off. */
  readonly names: readonly string[];
  /** Search texts by what they are. */
  readonly search: Readonly<Record<SearchKind, readonly string[]>>;
}

export const searchKinds = [
  '1 character, rare',
  '1 character, common',
  '2 characters, rare',
  '2 characters, common',
  '4 characters, rare',
  '4 characters, common',
  '2 pinyin initials',
  '4 pinyin initials',
  '5 digits of a phone',
  'two words',
  'nothing found',
] as const;
export type SearchKind = (typeof searchKinds)[number];

/** Samples of each case. */
export const samples = 60;

const chinese = /^[\u4e00-\u9fa5]+$/;

function repeat<T>(items: readonly T[], random: Random): T[] {
  return Array.from({ length: samples }, () => random.pick(items));
}

/** A piece of so many characters from the middle of a text that holds only what `allowed` admits. */
function piece(text: string, length: number, allowed: RegExp, random: Random): string[] {
  const chars = [...text];
  const found: string[] = [];
  for (let at = 0; at + length <= chars.length; at++) {
    const part = chars.slice(at, at + length).join('');
    if (allowed.test(part)) found.push(part);
  }
  return found.length === 0 ? [] : [random.pick(found)];
}

export function findProbes(connection: Database, total: number): Probes {
  const random = createRandom(99);
  connection.exec(
    `create virtual table temp.vocabulary using fts5vocab ('main', 'customer_search', 'row');
     create table temp.search_terms as select term, doc from temp.vocabulary where length(term) in (1, 2)`,
  );
  const pluck = (text: string, ...values: unknown[]) =>
    connection
      .prepare(text)
      .pluck()
      .all(...values);
  const some = (condition: string) =>
    Array.from({ length: samples * 6 }, () => {
      const from = 1 + random.int(total);
      return pluck(
        `select id from customer where id >= ? and deleted_at is null and ${condition} limit 1`,
        from,
      )[0];
    }).filter((id) => typeof id === 'number');
  const ids = some('1');
  const texts = ids.map((id) => {
    const [name = '', initials = '', phone = ''] = String(
      pluck(`select name || '#' || search_public || '#' || search_phone from customer where id = ?`, id)[0],
    ).split('#');
    return {
      name,
      initials: initials.split('|').find((part) => /^[a-z]{6,}$/.test(part)) ?? '',
      phone: phone.split('|')[0] ?? '',
    };
  });
  const terms = (length: number, order: 'asc' | 'desc', least: number, limit: number) =>
    pluck(
      `select term from temp.search_terms where length(term) = ? and doc >= ? order by doc ${order} limit ?`,
      length,
      least,
      limit,
    )
      .map(String)
      .filter((term) => chinese.test(term));
  const cut = (length: number, from: (text: (typeof texts)[number]) => string, allowed: RegExp) =>
    repeat(
      texts.flatMap((text) => piece(from(text), length, allowed, random)),
      random,
    );
  const words = terms(2, 'desc', 1, 60);
  return {
    random,
    ids: ids.slice(0, samples),
    unclaimed: some('owner_id is null'),
    industries: pluck('select id from choice where kind = ?', 'industry').map(Number),
    sellers: pluck(
      'select owner_id from customer where owner_id is not null and deleted_at is null group by 1 order by count(*)',
    ).map(Number),
    tags: pluck('select id from choice where kind = ?', 'tag').map(Number),
    names: repeat(
      texts.map(({ name }) => name.replace(/市|精密|机/u, '')),
      random,
    ),
    search: {
      '1 character, rare': repeat(terms(1, 'asc', 2, 200), random),
      '1 character, common': repeat(terms(1, 'desc', 1, 60), random),
      '2 characters, rare': repeat(terms(2, 'asc', 2, 4000), random),
      '2 characters, common': repeat(words, random),
      '4 characters, rare': cut(4, ({ name }) => name.replace(/^.{2}|.{4}$/gu, ''), chinese),
      '4 characters, common': repeat(
        ['有限公司', '机械设备', '精密机械', '江苏省苏', '限公司司'].slice(0, 3),
        random,
      ),
      '2 pinyin initials': cut(2, ({ initials }) => initials, /^[a-z]+$/),
      '4 pinyin initials': cut(4, ({ initials }) => initials, /^[a-z]+$/),
      '5 digits of a phone': cut(5, ({ phone }) => phone, /^\d+$/),
      'two words': repeat(
        texts.flatMap(({ name }) => [`${name.slice(0, 2)} ${name.slice(-6, -4)}`]),
        random,
      ),
      'nothing found': repeat(words, random).map(
        (word, at) => `${word}${words[(at * 7) % words.length] ?? ''}${word}`,
      ),
    },
  };
}
