import { listChoices } from '#core/choices/choices.repository.ts';
import type { CustomerFields } from '#core/customers/customers.contract.ts';
import type { Office } from '#server/compose.ts';
import type { Client } from '#testing/app/create-test-app.ts';
import { choicesByLabel, createInventor, type ChoiceIds } from '../server/demo/generate.ts';
import { customerWriter, logWriter } from './fill.ts';
import { resultOf, sampleOnce, type Result, type Times } from './measure.ts';
import { prepareRows, type Staff } from './rows.ts';
import type { Probes } from './probes.ts';
import type { RawOffice } from './raw.ts';

/** What the changing cases need of the office, kept while it is closed. */
export interface ChangeGround {
  readonly choices: ChoiceIds;
  readonly staff: Staff;
  readonly hasher: Office['services']['hasher'];
}

export async function changeGround(office: Office, staff: Staff): Promise<ChangeGround> {
  const { db, hasher } = office.services;
  return { choices: choicesByLabel(await listChoices(db)), staff, hasher };
}

const count = 68;
const createName = 'create, with the duplicate check (clerk)';
const claimName = 'claim (salesperson)';

function newFields({ choices }: ChangeGround, seed: number): CustomerFields[] {
  const inventor = createInventor(seed, choices);
  return Array.from({ length: count }, () => ({ ...inventor.customer(), type: 'company' as const }));
}

/** The same writes by hand, each in a transaction of its own that is synced to the disk. */
export async function rawChanges(
  raw: RawOffice,
  ground: ChangeGround,
  ids: readonly number[],
): Promise<{ create: Times; claim: Times }> {
  const { connection } = raw;
  const { staff, choices, hasher } = ground;
  const seller = staff.sellers[0] ?? 0;
  const now = Date.now();
  const prepared = prepareRows({ seed: 31_000_000, from: 0, count, total: count, choices, staff, now });
  const write = customerWriter(hasher, connection);
  const tax = connection.prepare('select id from customer where tax_key = ?');
  const commit =
    <P>(work: (parameter: P) => void) =>
    (parameter: P) => {
      connection.exec('begin immediate');
      work(parameter);
      connection.exec('commit');
    };
  const create = await sampleOnce(
    prepared.map((customer, at) => ({
      ...customer,
      columns: [`R${now}-${at}`, ...customer.columns.slice(1)],
      events: customer.events.slice(0, 1),
    })),
    commit((customer) => {
      raw.duplicates(String(customer.columns[1]));
      tax.all(customer.columns[20]);
      write(customer);
    }),
  );
  const own = connection.prepare(
    `update customer set owner_id = ?, claimed_at = ?, pooled_at = null, updated_at = ?, version = version + 1
     where id = ? and owner_id is null and deleted_at is null`,
  );
  const event = connection.prepare(
    `insert into ownership_event (customer_id, kind, from_id, to_id, by_id, reason, at) values (?, 'claimed', null, ?, ?, null, ?)`,
  );
  const log = logWriter(hasher, connection);
  const claim = await sampleOnce(
    ids,
    commit((id) => {
      const at = new Date().toISOString();
      if (own.run(seller, at, at, id).changes === 0) return;
      event.run(id, seller, seller, at);
      log({
        at,
        by: seller,
        action: 'claimed',
        id,
        before: '{"ownerId":null}',
        after: `{"ownerId":${seller},"reason":null}`,
      });
    }),
  );
  return { create, claim };
}

/** Creating and claiming through a door; every customer is created and claimed once only. */
export async function measureChanges(
  door: 'direct' | 'http',
  clients: { readonly clerk: Client; readonly salesperson: Client },
  ground: ChangeGround,
  ids: readonly number[],
  raw: { readonly create: Times; readonly claim: Times },
): Promise<Result[]> {
  const fields = newFields(
    ground,
    door === 'direct' ? 41_000_000 + (Date.now() % 1000) : 42_000_000 + (Date.now() % 1000),
  );
  const create = await sampleOnce(fields, async (each) => {
    try {
      await clients.clerk.customers.create({ fields: each, claim: false, confirmSimilar: true });
    } catch (error) {
      // An invented name that is there already: the check took as long as it takes.
      if (!(error instanceof Error && 'code' in error && error.code === 'duplicateName')) throw error;
    }
  });
  const claim = await sampleOnce(ids, (id) => clients.salesperson.pool.claim({ ids: [id] }));
  return [resultOf(createName, door, create, raw.create), resultOf(claimName, door, claim, raw.claim)];
}

export function unclaimedFor(probes: Probes, nth: number): readonly number[] {
  return [...new Set(probes.unclaimed)].slice(nth * count, (nth + 1) * count);
}
