import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRouterClient, type RouterClient } from '@orpc/server';
import type { BuiltInRole } from '#core/permissions/rights.ts';
import type { CustomerFields } from '#core/customers/customers.contract.ts';
import { foldText } from '#core/shared/text.ts';
import type { Clock, Log, Passwords } from '#core/shared/ports.ts';
import { openOffice, type Office, type OfficeOptions, type OfficeRouter } from '#server/compose.ts';
import { createClock } from '#server/platform/clock.ts';

export type Client = RouterClient<OfficeRouter>;

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  set(instant: string): void;
  advance(milliseconds: number): void;
}

export function createTestClock(start = '2026-11-23T02:00:00.000Z'): TestClock {
  let now = Date.parse(start);
  return {
    ...createClock(() => now),
    set: (instant) => {
      now = Date.parse(instant);
    },
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** Passwords whose hash costs nothing: for tests in which hashing is not the point. */
export const quickPasswords: Passwords = {
  hash: async (password) => `quick:${password}`,
  verify: async (password, hash) => hash === `quick:${password}`,
  needsRehash: () => false,
  oneTime: () => 'one-time-password',
};

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What reads imported files, as it is built for the run of tests (built-service.ts); outside of one, from its sources. */
const built = process.env['KECHI_TEST_SERVICE'];
const parser = built === undefined ? undefined : pathToFileURL(join(built, 'parse-worker.js'));

export const testPassword = 'correct horse battery';

/** A person of a test office; `superior` and `department` by name. */
export interface TestPerson {
  readonly name: string;
  readonly roles: readonly BuiltInRole[];
  readonly superior?: string;
  readonly department?: string;
}

/** Someone for every role, and two reporting lines: anna → mark → bill, carl → mona. */
export const usualPeople: readonly TestPerson[] = [
  { name: 'bill', roles: ['manager'], department: 'sales' },
  { name: 'mark', roles: ['manager'], superior: 'bill', department: 'sales' },
  { name: 'anna', roles: ['salesperson'], superior: 'mark', department: 'sales' },
  { name: 'mona', roles: ['manager'], department: 'export' },
  { name: 'carl', roles: ['salesperson'], superior: 'mona', department: 'export' },
  { name: 'cleo', roles: ['clerk'] },
  { name: 'bob', roles: ['bookkeeper'] },
  { name: 'olga', roles: ['businessOwner'] },
  { name: 'rita', roles: ['readOnly'] },
];

export interface TestApp {
  readonly office: Office;
  readonly dataDir: string;
  readonly clock: TestClock;
  /** The first person: administrator and clerk. */
  readonly first: Client;
  /** A client signed in as a person, by name; each call of `as` is a session of its own. */
  as(name: string, headers?: Record<string, string>): Client;
  /** A client with this session token, or with none. */
  withToken(token: string | null, headers?: Record<string, string>): Client;
  /** A fresh session of a person, without its password. */
  tokenOf(name: string): Promise<string>;
  idOf(name: string): number;
  addPerson(person: TestPerson): Promise<number>;
  /** The first choice of a kind. */
  choiceId(kind: string): number;
  /** Fields of a company that pass every check; names must differ. */
  fields(name: string, more?: Partial<CustomerFields>): CustomerFields;
  /** Closes the office and opens it again on the same data: a restart. */
  restart(options?: Partial<OfficeOptions>): Promise<void>;
  close(): Promise<void>;
}

/**
 * A whole office on a real database in a temporary folder, called through its router as a person with a role.
 * The first person is `root`; others as given. Only clock, log and password hashing are replaced, and what reads imported files is
 * built from its sources.
 */
export async function createTestApp(
  options: {
    readonly people?: readonly TestPerson[];
    readonly passwords?: Passwords;
    readonly clock?: TestClock;
  } = {},
): Promise<TestApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kechi-test-'));
  const clock = options.clock ?? createTestClock();
  const passwords = options.passwords ?? quickPasswords;
  const open = (more: Partial<OfficeOptions> = {}) =>
    openOffice({ dataDir, log: silentLog, clock, passwords, parser, ...more });
  let office = await open();
  const ids = new Map<string, number>();
  const choices = new Map<string, number>();

  const client = (
    token: () => Promise<string | null>,
    keep: (token: string | null) => void,
    headers = {},
  ): Client => {
    const sent = new Headers(headers);
    return createRouterClient(office.router, {
      context: async () => {
        const present = await token();
        return office.context({
          door: 'direct',
          device: 'test',
          address: 'local',
          session: { get: () => present, set: keep },
          reqHeaders: sent,
        });
      },
    });
  };

  const tokenOf = async (name: string): Promise<string> => {
    const { hasher } = office.services;
    const token = hasher.token();
    const at = new Date(clock.now());
    await office.services.transaction((trx) =>
      trx
        .insertInto('session')
        .values({
          token_hash: hasher.sha256(token),
          person_id: app.idOf(name),
          door: 'direct',
          device: 'test',
          created_at: at.toISOString(),
          last_seen_at: at.toISOString(),
          expires_at: new Date(at.getTime() + 3_600_000).toISOString(),
        })
        .execute(),
    );
    return token;
  };

  const departmentOf = async (name: string | undefined): Promise<number | null> => {
    if (name === undefined) return null;
    return office.services.transaction(async (trx) => {
      const known = await trx
        .selectFrom('department')
        .select('id')
        .where('name', '=', name)
        .executeTakeFirst();
      if (known !== undefined) return known.id;
      const added = await trx
        .insertInto('department')
        .values({ name, parent_id: null })
        .returning('id')
        .executeTakeFirstOrThrow();
      return added.id;
    });
  };

  const addPerson = async (person: TestPerson): Promise<number> => {
    const hash = await passwords.hash(testPassword);
    const departmentId = await departmentOf(person.department);
    return office.services.transaction(async (trx) => {
      const { id } = await trx
        .insertInto('person')
        .values({
          name: person.name,
          name_key: foldText(person.name),
          password_hash: hash,
          must_change_password: 0,
          superior_id: person.superior === undefined ? null : app.idOf(person.superior),
          department_id: departmentId,
          language: null,
          created_at: new Date(clock.now()).toISOString(),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const roles = await trx.selectFrom('role').select('id').where('built_in', 'in', person.roles).execute();
      await trx
        .insertInto('person_role')
        .values(roles.map((role) => ({ person_id: id, role_id: role.id })))
        .execute();
      ids.set(person.name, id);
      return id;
    });
  };

  let firstToken: string | null = null;
  const first = client(
    async () => firstToken,
    (token) => {
      firstToken = token;
    },
  );

  const app: TestApp = {
    get office() {
      return office;
    },
    dataDir,
    clock,
    first,
    tokenOf,
    addPerson,
    as: (name, headers) => {
      let own: string | null | undefined;
      return client(
        async () => (own === undefined ? (own = await tokenOf(name)) : own),
        (token) => {
          own = token;
        },
        headers,
      );
    },
    withToken: (token, headers) =>
      client(
        async () => token,
        (changed) => {
          token = changed;
        },
        headers,
      ),
    idOf: (name) => {
      const id = ids.get(name);
      if (id === undefined) throw new Error(`Nobody is called ${name}`);
      return id;
    },
    choiceId: (kind) => {
      const id = choices.get(kind);
      if (id === undefined) throw new Error(`No choice of kind ${kind}`);
      return id;
    },
    fields: (name, more = {}) => ({
      name,
      shortName: null,
      type: 'company',
      industryId: app.choiceId('industry'),
      sourceId: app.choiceId('source'),
      regionCode: null,
      address: null,
      postcode: null,
      phone: null,
      fax: null,
      website: null,
      email: null,
      taxNumber: null,
      bank: null,
      bankAccount: null,
      legalFormId: null,
      sizeId: null,
      revenueFen: null,
      foundedOn: null,
      status: 'potential',
      level: null,
      parentId: null,
      tagIds: [],
      remark: null,
      custom: {},
      ...more,
    }),
    restart: async (more) => {
      await office.close();
      office = await open(more);
    },
    close: async () => {
      await office.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };

  const me = await first.office.firstStart({
    officeName: 'Test office',
    personName: 'root',
    password: testPassword,
  });
  ids.set('root', me.id);
  for (const choice of await first.choices.list({})) {
    if (!choices.has(choice.kind)) choices.set(choice.kind, choice.id);
  }
  for (const person of options.people ?? usualPeople) await addPerson(person);
  return app;
}
