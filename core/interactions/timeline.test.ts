import { Kysely, SqliteDialect, type CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { openConnection, type Connection } from '#db/dialects/sqlite/connection.ts';
import type { Database } from '#db/schema/index.ts';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { indexTokens } from '../customers/index.ts';
import { loadActor } from '../permissions/load-actor.ts';
import type { Inquiry } from '../rpc/context.ts';
import { foldText } from '../shared/text.ts';
import { countTasks, dueReminders, listNeverFollowed, listTasks } from '../tasks/task-queries.ts';
import { countInteractions, listDeletedInteractions, listInteractions } from './interaction-queries.ts';
import { searchTextOf } from './interaction-text.ts';
import { channels, type Channel, type InteractionListInput } from './interactions.contract.ts';

/** Enough that walks meet ends and a common word is no longer rare. */
const rounds = 2400;

let app: TestApp;
let connection: Connection;
const asked: CompiledQuery[] = [];
interface Written {
  readonly id: number;
  readonly customer: number;
  readonly owner: string | null;
  readonly by: string;
  readonly channel: Channel;
  readonly at: string;
  readonly text: string;
}
const all: Written[] = [];
const customers: { id: number; owner: string | null }[] = [];
const words = ['报价单', '样品测试', '付款方式', 'MES 系统', '交货期', '𠮷祥饭店'];

beforeAll(async () => {
  app = await createTestApp();
  for (const owner of ['anna', 'mark', 'carl', null, 'anna', 'mona']) {
    const made = await app.as(owner ?? 'cleo').customers.create({
      fields: app.fields(`时间线${customers.length}号公司`),
      claim: owner !== null,
      confirmSimilar: true,
    });
    customers.push({ id: made.id, owner });
  }
  const { services } = app.office;
  const start = app.clock.now();
  app.clock.advance(rounds * 3_600_000);
  const people = ['anna', 'mark', 'carl', 'mona', 'cleo'];
  await services.transaction(async (trx) => {
    for (let nth = 0; nth < rounds; nth++) {
      const { id: customer, owner } = customers[(nth * 7) % customers.length]!;
      const by = people[(nth * 3) % people.length]!;
      const channel = channels[nth % channels.length]!;
      // Some at the same instant: the id then decides.
      const at = new Date(start + Math.floor(nth / 3) * 3_600_000).toISOString();
      const rare = nth % 600 === 5 ? '，签了框架协议' : '';
      const text = `跟进${nth}：谈了${words[nth % words.length]!}${rare}`;
      const { id } = await trx
        .insertInto('interaction')
        .values({
          customer_id: customer,
          channel,
          happened_at: at,
          person_id: app.idOf(by),
          subject: null,
          text,
          result: null,
          status_before: null,
          status_after: null,
          search_text: searchTextOf({ subject: null, text, result: null }, []),
          created_by: app.idOf(by),
          created_at: at,
          updated_at: at,
          deleted_at: null,
          deleted_by: null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await services.interactionSearch.put(trx, id, indexTokens({ public: foldText(text), phone: '' }));
      all.push({ id, customer, owner, by, channel, at, text });
    }
  });
  connection = openConnection(app.office.paths.database, 'read');
}, 60_000);
afterAll(async () => {
  connection.close();
  await app.close();
});

/** Everything a question finds, page by page. */
async function everything(by: string, input: Partial<InteractionListInput>, limit = 50): Promise<number[]> {
  const found: number[] = [];
  let after: string | undefined;
  do {
    const page = await app.as(by).interactions.list({ ...input, limit, ...(after && { after }) });
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    found.push(...page.rows.map(({ id }) => id));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return found;
}
const newest = (rows: readonly Written[]): number[] =>
  rows.toSorted((a, b) => (a.at === b.at ? b.id - a.id : a.at < b.at ? 1 : -1)).map(({ id }) => id);

/** Whose customers' interactions a person reads, by hand from the table of rights. */
const reads: Record<string, (row: Written) => boolean> = {
  anna: ({ owner }) => owner === 'anna' || owner === null,
  mark: ({ owner }) => owner === 'mark' || owner === 'anna' || owner === null,
  carl: ({ owner }) => owner === 'carl' || owner === null,
  bob: ({ owner }) => owner !== null,
  cleo: () => true,
};

describe('the timeline shows the same rows as the records do (spec, permissions)', () => {
  const team: Record<string, readonly string[]> = { anna: ['anna'], mark: ['mark', 'anna'], carl: ['carl'] };
  it.each(Object.keys(reads))('as %s', async (person) => {
    const readable = all.filter(reads[person]!);
    expect(await everything(person, { view: 'all' }, 200)).toEqual(newest(readable));
    const mine = readable.filter(({ by }) => by === person);
    expect(await everything(person, { view: 'mine' }, 170)).toEqual(newest(mine));
    const others = readable.filter(({ by }) => (team[person] ?? [person]).includes(by));
    expect(await everything(person, { view: 'team' }, 190)).toEqual(newest(others));
    for (const { id } of customers) {
      const own = readable.filter(({ customer }) => customer === id);
      const answer = async () => ({
        rows: await everything(person, { customerId: id }, 90),
        count: await app.as(person).interactions.count({ customerId: id }),
      });
      const hidden = own.length === 0;
      expect(hidden ? (await refusalOf(answer())).code : await answer()).toEqual(
        hidden ? 'notFound' : { rows: newest(own), count: { count: own.length, more: false } },
      );
    }
  });

  it('nobody else reads anything', async () => {
    expect((await refusalOf(app.withToken(null).interactions.list({}))).code).toBe('signInNeeded');
    await app.addPerson({ name: 'adam', roles: ['administrator'] });
    expect((await refusalOf(app.as('adam').interactions.list({}))).code).toBe('notAllowed');
  });
});

describe('full-text search in what was said (spec §5)', () => {
  it.each([
    '样品测试',
    '样品',
    '品',
    'mes系统',
    'MES',
    '框架协议',
    '吉祥',
    '𠮷祥',
    '跟进7',
    '报价 谈了',
    '付款 mes',
    's',
  ])('%s', async (search) => {
    const wanted = search.split(' ').map(foldText);
    const fits = ({ text }: Written) => wanted.every((word) => foldText(text).includes(word));
    for (const person of ['cleo', 'anna']) {
      const hits = all.filter((row) => reads[person]!(row) && fits(row));
      expect(await everything(person, { search }, 120)).toEqual(newest(hits));
      const visits = hits.filter(({ channel, by }) => channel === 'visit' && by === 'mark');
      const visitsBy = { search, channels: ['visit' as const], personId: app.idOf('mark') };
      expect(await everything(person, visitsBy, 30)).toEqual(newest(visits));
      const { id } = customers[0]!;
      const own = hits.filter(({ customer }) => customer === id);
      expect(await everything(person, { search, customerId: id }, 100)).toEqual(newest(own));
    }
  });

  it('finds nothing where only punctuation is asked for, and refuses a made-up place', async () => {
    expect(await everything('cleo', { search: '！？' })).toEqual([]);
    expect((await refusalOf(app.as('cleo').interactions.list({ after: "x|1' or 1" }))).code).toBe(
      'invalidInput',
    );
    const bad = { from: '2026-02-30' };
    expect((await refusalOf(app.as('cleo').interactions.list(bad))).code).toBe('invalidInput');
  });

  it('narrows to days and channels', async () => {
    const { clock } = app.office.services;
    const [from, to] = ['2026-12-01', '2026-12-03'];
    const within = all.filter(({ at }) => at >= clock.startOf(from) && at < clock.startOf('2026-12-04'));
    expect(within.length).toBeGreaterThan(100);
    expect(await everything('cleo', { from, to })).toEqual(newest(within));
    const calls = within.filter(({ channel }) => channel === 'phone' || channel === 'sms');
    expect(await everything('cleo', { from, to, channels: ['sms', 'phone'] })).toEqual(newest(calls));
  });
});

describe('hot queries meet their index', () => {
  async function inquiryOf(person: string): Promise<Inquiry> {
    const { services } = app.office;
    const db = new Kysely<Database>({
      dialect: new SqliteDialect({ database: connection }),
      log: (event) => void asked.push(event.query),
    });
    const actor = await loadActor({ ...services, db }, await app.tokenOf(person), 'test');
    return { services: { ...services, db }, db, actor: actor! };
  }
  async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
    asked.length = 0;
    await work();
    return asked.splice(0).map(({ sql, parameters }) => {
      const lines = connection.prepare(`explain query plan ${sql}`).all(...parameters) as {
        detail: string;
      }[];
      return lines.map(({ detail }) => detail).join('\n');
    });
  }
  const list = (inquiry: Inquiry, more: Partial<InteractionListInput>) =>
    listInteractions(inquiry, { view: 'all', search: '', limit: 50, ...more });

  test.each([
    ['anna', 'mine', { view: 'mine' }, 'SEARCH interaction USING INDEX interaction_person (person_id=?'],
    ['mark', 'team', { view: 'team' }, 'interaction USING INDEX interaction_time'],
    ['anna', 'all', {}, 'interaction USING INDEX interaction_time'],
    [
      'cleo',
      'a day',
      { from: '2026-12-01', to: '2026-12-01' },
      'SEARCH interaction USING INDEX interaction_time',
    ],
    ['cleo', 'a channel', { channels: ['visit'] }, 'SCAN interaction USING INDEX interaction_time'],
    [
      'cleo',
      'later pages',
      { after: '2026-12-01T00:00:00.000Z|9' },
      'USING INDEX interaction_time (happened_at<?',
    ],
    ['cleo', 'a rare word', { search: '框架协议' }, 'SEARCH interaction USING INTEGER PRIMARY KEY'],
    ['cleo', 'a common word', { search: '跟进' }, 'interaction USING INDEX interaction_time'],
    ['cleo', 'one customer', { customerId: 1 }, 'INDEX interaction_customer (customer_id=?'],
  ] as const)('as %s: %s', async (person, _name, more, index) => {
    const inquiry = await inquiryOf(person);
    const plans = await plansOf(() => list(inquiry, more as Partial<InteractionListInput>));
    const pages = plans.filter((plan) => /(?:SEARCH|SCAN) interaction USING/.test(plan));
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.at(-1)).toContain(index);
    for (const plan of pages) {
      expect(plan).not.toMatch(/SCAN customer\b(?!_search)/);
    }
    // Only what was gathered is sorted.
    expect(pages.some((plan) => plan.includes('TEMP B-TREE'))).toBe(index.includes('PRIMARY KEY'));
  });

  test.each([
    ['tasks of today', (inquiry: Inquiry) => listTasks(inquiry, { due: 'today', limit: 50 })],
    [
      'done tasks of a customer',
      (inquiry: Inquiry) => listTasks(inquiry, { due: 'done', customerId: 1, limit: 50 }),
    ],
    ['figures of today', (inquiry: Inquiry) => countTasks(inquiry)],
    ['the bell', (inquiry: Inquiry) => dueReminders(inquiry)],
    ['never followed', (inquiry: Inquiry) => listNeverFollowed(inquiry, { limit: 50 })],
    ['the figure of a tab', (inquiry: Inquiry) => countInteractions(inquiry, 1)],
    ['the recycle bin', (inquiry: Inquiry) => listDeletedInteractions(inquiry, { limit: 50 })],
  ])('%s scans no table', async (_name, work) => {
    for (const person of ['anna', 'mark', 'cleo']) {
      const inquiry = await inquiryOf(person);
      for (const plan of await plansOf(() => work(inquiry))) {
        expect(plan).not.toMatch(/SCAN (?:task|interaction|customer|interaction_comment)\b(?! USING)/);
      }
    }
  });

  test.each([
    [
      'task_open_person (person_id=? AND due_on=?',
      (inquiry: Inquiry) => listTasks(inquiry, { due: 'today', limit: 9 }),
    ],
    ['task_reminder (person_id=? AND remind_at', (inquiry: Inquiry) => dueReminders(inquiry)],
    ['customer_never_followed (owner_id=?)', (inquiry: Inquiry) => listNeverFollowed(inquiry, { limit: 9 })],
  ])('%s', async (index, work) => {
    const inquiry = await inquiryOf('anna');
    const [plan] = await plansOf(() => work(inquiry));
    expect(plan).toContain(index);
    expect(plan).not.toContain('TEMP B-TREE');
  });
});
