import type { Client } from '#testing/app/create-test-app.ts';
import { samples, searchKinds, type Probes } from './probes.ts';
import { page, type RawOffice } from './raw.ts';

export type Role = 'clerk' | 'salesperson' | 'superior';

/** Something people do, through any door, and the same by hand. It reads only. */
export interface ReadCase {
  readonly name: string;
  readonly role: Role;
  /** Called once per sample with its place; answers what is measured. */
  readonly call: (client: Client, at: number) => Promise<unknown>;
  readonly raw: (raw: RawOffice, at: number) => unknown;
  /** Compared by its statements too: what they take alone, without session, rights and presenting. */
  readonly statements?: boolean;
}

type ListInput = Parameters<Client['customers']['list']>[0];

const live = 'where deleted_at is null';
const byName = { by: 'name', direction: 'asc' } as const;
const byUpdate = { by: 'updatedAt', direction: 'desc' } as const;
const more = page + 1;

/** Where page 50,000 rows deep begins, found once by hand. */
interface Deep {
  readonly after: string;
  readonly key: string;
  readonly id: number;
}

function findDeep(raw: RawOffice, total: number): Deep[] {
  return Array.from({ length: 12 }, (_, nth) => {
    const skip = Math.min(50_000, Math.floor(total * 0.9)) + nth * 97;
    const [row] = raw.all(
      `select sort_key, id from customer ${live} order by sort_key, id limit 1 offset ?`,
      skip,
    ) as {
      sort_key: string;
      id: number;
    }[];
    const { sort_key: key = '', id = 0 } = row ?? {};
    return { key, id, after: JSON.stringify([0, key, id]) };
  });
}

/** Every reading case of the specification's list, for the roles for which it differs. */
export function readCases(probes: Probes, raw: RawOffice, seller: number, total: number): ReadCase[] {
  const pick = <T>(items: readonly T[], at: number): T => items[at % items.length] as T;
  const deep = findDeep(raw, total);
  const list = (name: string, role: Role, input: ListInput, from: string): ReadCase => ({
    name,
    role,
    call: (client, at) => client.customers.list({ limit: page - (at % 3), ...input }),
    raw: (office, at) => office.list(from, more - (at % 3)),
  });
  const lists: ReadCase[] = [
    list(
      'first page by name',
      'clerk',
      { view: 'pool', sort: byName },
      `${live} order by sort_key, id limit ?`,
    ),
    list(
      'first page by last change',
      'clerk',
      { view: 'pool', sort: byUpdate },
      `${live} order by updated_at desc, id desc limit ?`,
    ),
    list(
      'first page by number',
      'clerk',
      { view: 'pool', sort: { by: 'number', direction: 'asc' } },
      `${live} order by number, id limit ?`,
    ),
    list(
      'first page by name',
      'salesperson',
      { view: 'pool', sort: byName },
      `${live} order by sort_key, id limit ?`,
    ),
    list(
      'unclaimed, by last change',
      'salesperson',
      { view: 'pool', segment: 'unclaimed', sort: byUpdate },
      `${live} and owner_id is null order by updated_at desc, id desc limit ?`,
    ),
    list(
      'my customers, by name',
      'salesperson',
      { view: 'mine', sort: byName },
      `${live} and owner_id = ${seller} order by sort_key, id limit ?`,
    ),
    {
      name: 'page at 50,000 deep, keyset',
      role: 'clerk',
      call: (client, at) =>
        client.customers.list({ view: 'pool', sort: byName, after: pick(deep, at).after, limit: page }),
      raw: (office, at) => {
        const { key, id } = pick(deep, at);
        return office.list(
          `${live} and (sort_key, id) > (?, ?) order by sort_key, id limit ${more}`,
          key,
          id,
        );
      },
    },
    {
      name: 'jump to row 50,000',
      role: 'clerk',
      call: (client, at) =>
        client.customers.list({ view: 'pool', sort: byName, skip: 50_000 + at * 97, limit: page }),
      raw: (office, at) =>
        office.list(
          `where id in (select id from customer indexed by customer_by_name ${live} order by sort_key, id limit ${more} offset ?)
           order by sort_key, id`,
          50_000 + at * 97,
        ),
    },
  ];

  const filters: ReadCase[] = [
    {
      name: 'filter, common (status)',
      role: 'clerk',
      call: (client, at) =>
        client.customers.list({
          view: 'pool',
          sort: byUpdate,
          filters: { statuses: [pick(['potential', 'interested'], at)] },
          limit: page,
        }),
      raw: (office, at) =>
        office.list(
          `${live} and +status = ? order by updated_at desc, id desc limit ${more}`,
          pick(['potential', 'interested'], at),
        ),
    },
    {
      name: 'filter, rare (province)',
      role: 'clerk',
      call: (client) =>
        client.customers.list({
          view: 'pool',
          sort: byUpdate,
          filters: { regionCodes: ['5401'] },
          limit: page,
        }),
      raw: (office) =>
        office.list(
          `${live} and region_code >= '5401' and region_code < '5402' order by +updated_at desc, id desc limit ${more}`,
        ),
    },
    {
      name: 'two filters (industry, level A)',
      role: 'clerk',
      call: (client, at) =>
        client.customers.list({
          view: 'pool',
          sort: byName,
          filters: { industryIds: [pick(probes.industries, at)], levels: ['A'] },
          limit: page,
        }),
      raw: (office, at) =>
        office.list(
          `${live} and +industry_id = ? and +level = 'A' order by sort_key, id limit ${more}`,
          pick(probes.industries, at),
        ),
    },
    {
      name: 'filter by owner',
      role: 'clerk',
      call: (client, at) =>
        client.customers.list({
          view: 'pool',
          sort: byUpdate,
          filters: { ownerIds: [pick(probes.sellers, at)] },
          limit: page,
        }),
      raw: (office, at) =>
        office.list(
          `${live} and owner_id = ? order by updated_at desc, id desc limit ${more}`,
          pick(probes.sellers, at),
        ),
    },
    {
      name: 'filter by tag',
      role: 'clerk',
      call: (client, at) =>
        client.customers.list({
          view: 'pool',
          sort: byUpdate,
          filters: { tagIds: [pick(probes.tags, at)] },
          limit: page,
        }),
      raw: (office, at) =>
        office.list(
          `${live} and exists (select 1 from customer_tag where customer_id = customer.id and choice_id = ?)
           order by updated_at desc, id desc limit ${more}`,
          pick(probes.tags, at),
        ),
    },
  ];

  const searches = (['clerk', 'salesperson'] as const).flatMap((role) =>
    searchKinds.map((kind): ReadCase => ({
      name: `search, ${kind}`,
      role,
      call: (client, at) =>
        client.customers.list({ view: 'pool', search: pick(probes.search[kind], at), limit: page }),
      raw: (office, at) => office.search(pick(probes.search[kind], at), ''),
    })),
  );

  const others: ReadCase[] = [
    {
      name: 'quick search (Ctrl+K)',
      role: 'salesperson',
      call: (client, at) => client.customers.quick({ search: pick(probes.search['2 characters, rare'], at) }),
      raw: (office, at) => office.search(pick(probes.search['2 characters, rare'], at), ''),
    },
    {
      name: 'count of a list',
      role: 'clerk',
      call: (client) => client.customers.count({ view: 'pool' }),
      raw: (office) =>
        office.all(
          `select count(*) from (select 1 from customer indexed by customer_by_name ${live} limit 100001)`,
        ),
    },
    {
      name: 'figures of the segments',
      role: 'salesperson',
      call: (client) => client.customers.segments({}),
      raw: (office) =>
        ['owner_id is null', 'owner_id is not null', '1'].map((segment) =>
          office.all(`select count(*) from (select 1 from customer ${live} and ${segment} limit 100001)`),
        ),
    },
    {
      name: 'figures of the segments, searching',
      role: 'clerk',
      call: (client, at) =>
        client.customers.segments({ search: pick(probes.search['2 characters, common'], at) }),
      raw: (office, at) =>
        ['owner_id is null', 'owner_id is not null', '1'].map((segment) =>
          office.all(
            `select count(*) from (select 1 from customer ${live} and ${segment} and instr(search_public, ?) > 0 limit 10001)`,
            pick(probes.search['2 characters, common'], at),
          ),
        ),
    },
    {
      name: 'open a customer',
      role: 'clerk',
      call: (client, at) => client.customers.get({ id: pick(probes.ids, at) }),
      raw: (office, at) => [
        office.all('select * from customer where id = ?', pick(probes.ids, at)),
        office.all('select choice_id from customer_tag where customer_id = ?', pick(probes.ids, at)),
      ],
    },
    {
      name: 'history of a customer',
      role: 'clerk',
      call: (client, at) => client.customers.history({ id: pick(probes.ids, at) }),
      raw: (office, at) => [
        office.all('select * from customer where id = ?', pick(probes.ids, at)),
        office.all(
          `select * from operation_log where entity = 'customer' and entity_id = ? order by seq desc limit 51`,
          pick(probes.ids, at),
        ),
      ],
    },
    {
      name: 'duplicate check of a typed name',
      role: 'salesperson',
      call: (client, at) =>
        client.customers.checkDuplicates({
          name: pick(probes.names, at),
          taxNumber: null,
          phone: null,
          email: null,
          exceptId: null,
        }),
      raw: (office, at) => office.duplicates(pick(probes.names, at)),
    },
  ];
  return [...lists, ...filters, ...searches, ...others].map((each) => ({
    ...each,
    name: `${each.name} (${each.role})`,
  }));
}

export const places = Array.from({ length: samples }, (_, at) => at);
