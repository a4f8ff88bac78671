import type { ConditionGroup } from '#core/conditions/conditions.contract.ts';
import { queryPlan } from '#core/customers/search-text.ts';
import type { ReadCase } from './cases.ts';
import type { Probes } from './probes.ts';
import { page, type RawOffice } from './raw.ts';
import type { Staff } from './rows.ts';

const live = 'where deleted_at is null';
const more = page + 1;
const interactionPage = 50;
const interactionLine =
  'interaction.id, customer_id, channel, happened_at, person_id, subject, text, result, status_before, status_after, ' +
  'interaction.created_by, interaction.created_at, interaction.version, customer.name';
const readable = 'interaction join customer on customer.id = +interaction.customer_id';
const alive = 'interaction.deleted_at is null and customer.deleted_at is null';

/** A page of interactions by hand, with the names of their customers, and the contacts, comments and files of its rows. */
function interactions(raw: RawOffice, from: string, ...values: unknown[]): unknown {
  const rows = raw.all(`select ${interactionLine} from ${from} limit ${interactionPage + 1}`, ...values) as {
    id: number;
  }[];
  if (rows.length === 0) return rows;
  const ids = rows.map(({ id }) => id);
  const marks = ids.map(() => '?').join(',');
  return [
    rows,
    raw.all(`select * from interaction_contact where interaction_id in (${marks})`, ...ids),
    raw.all(`select * from interaction_comment where interaction_id in (${marks})`, ...ids),
    raw.all(
      `select interaction_id, count(*) from attachment where interaction_id in (${marks}) and deleted_at is null
       group by interaction_id`,
      ...ids,
    ),
  ];
}

/** The words of a text with the tokens by which the index knows them. */
function matchOf(text: string): { match: string; terms: readonly string[] } {
  const terms = queryPlan(text)?.terms ?? [];
  return {
    match: terms.map(({ tokens }) => tokens.map((token) => `"${token}"`).join(' AND ')).join(' AND '),
    terms: terms.map(({ text: term }) => term),
  };
}

/** Four conditions of which many customers meet all; by a contact or an interaction too. */
const common: ConditionGroup = {
  join: 'and',
  items: [
    { field: 'level', op: 'oneOf', values: ['A', 'B'] },
    { field: 'status', op: 'oneOf', values: ['potential', 'interested'] },
    { field: 'lastInteractionAt', op: 'lastDays', values: [180] },
    {
      has: 'interaction',
      none: false,
      where: {
        join: 'and',
        items: [
          { field: 'channel', op: 'oneOf', values: ['visit'] },
          { field: 'happenedAt', op: 'lastDays', values: [365] },
        ],
      },
    },
  ],
};
/** The day on which the last N days begin, in the zone of the machine, as the program means it. */
const lastDaysFrom = (days: number): string => {
  const today = new Date();
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() - days + 1).toISOString();
};
const commonWhere = (
  from: string,
) => `${live} and ${from} and +level in ('A', 'B') and +status in ('potential', 'interested')
  and +last_interaction_at >= ? and exists (select 1 from interaction where customer_id = customer.id
  and interaction.deleted_at is null and +channel = 'visit' and +happened_at >= ?)`;

/** Four conditions that hardly any customer meets, none of which an index knows. */
const rare: ConditionGroup = {
  join: 'and',
  items: [
    { field: 'name', op: 'contains', values: ['精密'] },
    { field: 'revenueFen', op: 'atLeast', values: [1] },
    { field: 'website', op: 'empty', values: [] },
    {
      join: 'or',
      items: [
        { field: 'custom:1', op: 'between', values: [490, 500] },
        { field: 'postcode', op: 'startsWith', values: ['10000'] },
      ],
    },
  ],
};
const rareWhere = `${live} and instr(name_key, '精密') > 0 and revenue_fen >= 1 and coalesce(website, '') = '' and
  (exists (select 1 from customer_value where customer_id = customer.id and field_id = 1 and real_value between 490 and 500)
   or substr(postcode, 1, 5) = '10000')`;

/** Lists, timelines, queries and *today* over the files of the customers. */
export function fileCases(probes: Probes, { sellers }: Staff, seller: number): ReadCase[] {
  const pick = <T>(items: readonly T[], at: number): T => items[at % items.length] as T;
  const byUpdate = { by: 'updatedAt', direction: 'desc' } as const;
  const byName = { by: 'name', direction: 'asc' } as const;
  const below = sellers.join(', ');
  const textSearch = (name: string, texts: readonly string[]): ReadCase => ({
    name: `text of interactions, ${name}`,
    role: 'clerk',
    call: (client, at) => client.interactions.list({ search: pick(texts, at) }),
    raw: (raw, at) => {
      const { match, terms } = matchOf(pick(texts, at));
      const verified = terms.map(() => 'instr(interaction.search_text, ?) > 0').join(' and ');
      const found = `interaction.id in (select rowid from interaction_search where interaction_search match ?)`;
      const [few] = raw.all(
        'select count(*) as n from (select 1 from interaction_search where interaction_search match ? limit 2001)',
        match,
      ) as { n: number }[];
      return (few?.n ?? 0) <= 2000
        ? interactions(
            raw,
            `${readable} where ${alive} and ${found} and ${verified} order by +happened_at desc, interaction.id desc`,
            match,
            ...terms,
          )
        : interactions(
            raw,
            `${readable} where ${alive} and ${verified} order by happened_at desc, interaction.id desc`,
            ...terms,
          );
    },
  });
  const cases: ReadCase[] = [
    {
      name: 'shared with me, by last change',
      role: 'salesperson',
      call: (client) => client.customers.list({ view: 'sharedWithMe', sort: byUpdate, limit: page }),
      raw: (raw) =>
        raw.list(
          `${live} and id in (select customer_id from share where person_id = ${seller} and ended_at is null
             and (until_on is null or until_on >= '2026-01-01')) order by updated_at desc, id desc limit ${more}`,
        ),
    },
    {
      name: 'my subordinates, five levels, by name',
      role: 'superior',
      call: (client) => client.customers.list({ view: 'subordinates', sort: byName, limit: page }),
      raw: (raw) => raw.list(`${live} and +owner_id in (${below}) order by sort_key, id limit ${more}`),
    },
    {
      name: 'count of my subordinates’',
      role: 'superior',
      call: (client) => client.customers.count({ view: 'subordinates' }),
      raw: (raw) =>
        raw.all(
          `select count(*) from (select 1 from customer ${live} and owner_id in (${below}) limit 100001)`,
        ),
    },
    {
      name: 'timeline of a customer',
      role: 'clerk',
      call: (client, at) => client.interactions.list({ customerId: pick(probes.ids, at) }),
      raw: (raw, at) => [
        raw.all('select * from customer where id = ?', pick(probes.ids, at)),
        interactions(
          raw,
          `${readable} where customer_id = ? and ${alive} order by happened_at desc, interaction.id desc`,
          pick(probes.ids, at),
        ),
      ],
    },
    {
      name: 'timeline, mine',
      role: 'salesperson',
      call: (client) => client.interactions.list({ view: 'mine' }),
      raw: (raw) =>
        interactions(
          raw,
          `${readable} where person_id = ${seller} and ${alive} and (+owner_id = ${seller} or +owner_id is null
             or customer.id in (select customer_id from share where person_id = ${seller} and ended_at is null))
           order by happened_at desc, interaction.id desc`,
        ),
    },
    {
      name: 'timeline, my team',
      role: 'superior',
      call: (client) => client.interactions.list({ view: 'team' }),
      raw: (raw) =>
        interactions(
          raw,
          `${readable} where +person_id in (${below}) and ${alive} and +owner_id in (${below}) order by happened_at desc, interaction.id desc`,
        ),
    },
    textSearch('common word', ['报价', '样品', '交期', '合同']),
    textSearch('rare words', ['项目代号1000', '项目代号2000', '项目代号3000']),
    textSearch('two words', ['竞争对手 发票', '物流 预算', '验收 参观']),
    {
      name: 'combined query, four conditions, many match',
      statements: true,
      role: 'clerk',
      call: (client) => client.customers.list({ view: 'pool', sort: byUpdate, where: common, limit: page }),
      raw: (raw) =>
        raw.list(
          `${commonWhere('1')} order by updated_at desc, id desc limit ${more}`,
          lastDaysFrom(180),
          lastDaysFrom(365),
        ),
    },
    {
      name: 'combined query, four conditions, many match',
      statements: true,
      role: 'superior',
      call: (client) =>
        client.customers.list({ view: 'subordinates', sort: byName, where: common, limit: page }),
      raw: (raw) =>
        raw.list(
          `${commonWhere(`+owner_id in (${below})`)} order by sort_key, id limit ${more}`,
          lastDaysFrom(180),
          lastDaysFrom(365),
        ),
    },
    {
      name: 'combined query, its count',
      role: 'clerk',
      call: (client) => client.customers.count({ view: 'pool', where: common }),
      raw: (raw) =>
        raw.all(
          `select count(*) from (select 1 from customer ${commonWhere('1')} limit 100001)`,
          lastDaysFrom(180),
          lastDaysFrom(365),
        ),
    },
    {
      name: 'combined query, four conditions, few match',
      role: 'clerk',
      call: (client) => client.customers.list({ view: 'pool', sort: byUpdate, where: rare, limit: page }),
      raw: (raw) => raw.list(`${rareWhere} order by updated_at desc, id desc limit ${more}`),
    },
    {
      name: 'today: due, overdue, figures, falls back soon',
      role: 'salesperson',
      call: async (client) => [
        await client.tasks.list({ due: 'overdue' }),
        await client.tasks.list({ due: 'today' }),
        await client.tasks.counts({}),
        await client.protection.soon({}),
      ],
      raw: (raw) => {
        const today = new Date().toISOString().slice(0, 10);
        const open = `from task join customer on customer.id = task.customer_id where task.person_id = ${seller}
          and done_at is null and task.deleted_at is null and customer.deleted_at is null`;
        return [
          raw.all(
            `select task.*, customer.name ${open} and due_on < ? order by due_on, task.id limit 51`,
            today,
          ),
          raw.all(
            `select task.*, customer.name ${open} and due_on = ? order by due_on, task.id limit 51`,
            today,
          ),
          raw.all(
            `select sum(due_on < ?1), sum(due_on = ?1), sum(due_on > ?1 and due_on < date(?1, '8 days')) from task
             where person_id = ${seller} and done_at is null and deleted_at is null`.replaceAll(
              '?1',
              `'${today}'`,
            ),
          ),
          raw.all(
            `select id, claimed_at, last_interaction_at, last_deal_on, status, level, locked, extended_until from customer
             where owner_id = ${seller} and deleted_at is null`,
          ),
        ];
      },
    },
    {
      name: 'find a contact',
      role: 'clerk',
      call: (client, at) => client.contacts.find({ search: pick(['王伟', 'zhangm', '刘敏', '李'], at) }),
      raw: (raw, at) =>
        raw.all(
          `select contact.id, contact.name, department, position, customer.name from contact cross join customer
           where customer.id = contact.customer_id and contact.deleted_at is null and customer.deleted_at is null
           and instr(contact.search_text, ?) > 0 order by contact.sort_key, contact.id limit 20`,
          pick(['王伟', 'zhangm', '刘敏', '李'], at),
        ),
    },
    {
      name: 'contacts of a customer',
      role: 'clerk',
      call: (client, at) => client.contacts.list({ customerId: pick(probes.ids, at) }),
      raw: (raw, at) => [
        raw.all('select * from customer where id = ?', pick(probes.ids, at)),
        raw.all(
          'select * from contact where customer_id = ? and deleted_at is null order by main desc, left_company, sort_key, id limit 51',
          pick(probes.ids, at),
        ),
        raw.all(
          'select * from contact_way where contact_id in (select id from contact where customer_id = ?)',
          pick(probes.ids, at),
        ),
      ],
    },
    {
      name: 'files of a customer',
      role: 'clerk',
      call: (client, at) =>
        client.attachments.list({ owner: { kind: 'customer', id: pick(probes.ids, at) } }),
      raw: (raw, at) => {
        const id = pick(probes.ids, at);
        return raw.all(
          `select attachment.*, held.id, stored.bytes, stored.kind from attachment
           join attachment_version as held on held.attachment_id = attachment.id and held.number = attachment.latest
           join stored_object as stored on stored.id = held.object_id
           where (attachment.customer_id = ?1 or attachment.contact_id in (select id from contact where customer_id = ?1 and deleted_at is null)
             or attachment.interaction_id in (select id from interaction where customer_id = ?1 and deleted_at is null))
             and attachment.deleted_at is null order by held.created_at desc, attachment.id desc limit 101`.replaceAll(
            '?1',
            String(id),
          ),
        );
      },
    },
  ];
  return cases.map((each) => ({ ...each, name: `${each.name} (${each.role})` }));
}
