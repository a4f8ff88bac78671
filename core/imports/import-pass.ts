import { bringContacts } from '../contacts/index.ts';
import { findExact, insertCustomers, reserveNumbers } from '../customers/index.ts';
import { listCustomFields } from '../custom-fields/index.ts';
import type { CustomField } from '../custom-fields/custom-fields.contract.ts';
import { logOperations } from '../log/index.ts';
import type { Actor } from '../permissions/actor.ts';
import type { Change } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import type { Clock } from '../shared/ports.ts';
import { bringTo } from './bring-contacts.ts';
import { nothingSeen, type Duplicate } from './classify.ts';
import { changeJob, type Counts, type ImportJob } from './import-jobs.repository.ts';
import { deleteRow, insertRows, type NotedRow } from './import-rows.repository.ts';
import { noted } from './noted.ts';
import { columnOf, decide, joining, noCounts, readBatches, type Pass } from './pass.ts';
import { ownerTally } from './possible-owners.ts';
import type { UsableRow } from './row-rules.ts';
import { updateExisting } from './update-existing.ts';
import { writeContacts, type ContactsSeen } from './write-contacts.ts';

/** Aim for the work in one transaction, in milliseconds; what its commit costs does not depend on the rows. */
const transactionLength = 50;
const fewestRowsAtOnce = 50;
const mostRowsAtOnce = 200;

/** How many rows fit in one transaction of the wished length, learned from those before. */
function chunkSize(): { next(): number; took(rows: number, milliseconds: number): void } {
  let size = 50;
  return {
    next: () => size,
    took(rows, milliseconds) {
      const fitting =
        milliseconds <= 0 ? mostRowsAtOnce : Math.round((rows * transactionLength) / milliseconds);
      size = Math.max(fewestRowsAtOnce, Math.min(mostRowsAtOnce, Math.round((size + fitting) / 2)));
    },
  };
}

/** Somebody who left meanwhile imports no more. */
async function assertHere(db: ReadDb, { id }: Actor): Promise<void> {
  const person = await db.selectFrom('person').select('active').where('id', '=', id).executeTakeFirst();
  if (person?.active !== 1) throw new AppError('notAllowed');
}

/** The instant of a day, or of a minute of it, in the office; no later than now. */
function instantOf(clock: Clock, createdOn: string | null): string | undefined {
  if (createdOn === null) return undefined;
  const [day = '', time = '00:00'] = createdOn.split('T');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const at = Date.parse(clock.startOf(day)) + (hours * 60 + minutes) * 60_000;
  return new Date(Math.min(at, clock.now())).toISOString();
}

/** What came of the rows of one transaction. */
interface Written {
  readonly created: readonly UsableRow[];
  readonly duplicates: readonly NotedRow[];
  readonly updated: readonly NotedRow[];
  readonly refused: readonly NotedRow[];
  readonly contacts: number;
}

/** The customer that a row is: of the register, or the one that an earlier row of the file has become. */
async function customerOf(
  { trx }: Change,
  { customerId, row: { keys } }: Duplicate,
): Promise<number | undefined> {
  if (customerId !== null) return customerId;
  const { name_key: nameKey, tax_key: taxKey } = keys;
  const { byName, byTax } = await findExact(trx, {
    nameKeys: [nameKey],
    taxKeys: taxKey === null ? [] : [taxKey],
  });
  return byName.get(nameKey) ?? byTax.get(taxKey ?? '');
}

async function create(
  change: Change,
  job: ImportJob,
  fresh: readonly UsableRow[],
  overridden: ReadonlySet<UsableRow>,
): Promise<number> {
  const { clock } = change.services;
  const numbers = fresh.length === 0 ? [] : await reserveNumbers(change, fresh.length);
  const customers = fresh.map(({ fields, derived, ownerId, createdOn }, nth) => ({
    fields,
    derived: derived ?? undefined,
    number: numbers[nth] ?? '',
    ownerId,
    kind: 'imported' as const,
    importId: job.id,
    createdAt: instantOf(clock, createdOn),
  }));
  const ids = await insertCustomers(change, customers);
  // Spec §3.9: a duplicate that was overridden is in the log with its reason.
  const lines = fresh.flatMap((row, nth) => (overridden.has(row) ? [ids[nth] ?? 0] : []));
  await logOperations(
    change,
    lines.map((entityId) => ({
      action: 'duplicateOverridden',
      entity: 'customer',
      entityId,
      after: { reason: job.fileName },
    })),
  );
  const contacts = fresh.flatMap((row, nth) =>
    row.contacts.map((contact, at) => ({ ...contact, customerId: ids[nth] ?? 0, main: at === 0 })),
  );
  await change.services.breathe();
  await bringContacts(change, job.id, contacts);
  return contacts.length;
}

/** Adds the contacts of a row to the customer that an earlier row of this import has become; answers how many. */
async function join(change: Change, job: ImportJob, duplicate: Duplicate): Promise<number> {
  if (joining([duplicate]).length === 0) return 0;
  const id = await customerOf(change, duplicate);
  const customer = await change.trx
    .selectFrom('customer')
    .select('import_id')
    .where('id', '=', id ?? 0)
    .executeTakeFirst();
  if (id === undefined || customer?.import_id !== job.id) return 0;
  return bringTo(change, job.id, id, duplicate.row.contacts, 'fill');
}

async function write(
  change: Change,
  pass: Pass,
  chunk: readonly UsableRow[],
  seen: ReturnType<typeof nothingSeen>,
  customFields: readonly CustomField[],
): Promise<Written> {
  const { services, job, rules, treatmentOf } = pass;
  const { trx } = change;
  const tally = ownerTally(trx, columnOf(rules, 'owner'));
  const decided = await decide(trx, chunk, seen, rules, tally, treatmentOf);
  // Who only reads need not wait for the commit: reads have a connection of their own.
  await services.breathe();
  let contacts = await create(change, job, decided.fresh, decided.overridden);
  const duplicates: NotedRow[] = [];
  for (const duplicate of decided.duplicates) {
    const { row, problem } = duplicate;
    const joined = await join(change, job, duplicate);
    contacts += joined;
    duplicates.push(noted('duplicate', row, [joined > 0 ? { ...problem, code: 'joinedInFile' } : problem]));
  }
  const refused = [...decided.refused];
  const updated: NotedRow[] = [];
  for (const update of decided.updates) {
    const { row, problem, how } = update;
    const id = await customerOf(change, update);
    const outcome =
      id === undefined ? 'same' : await updateExisting(change, job.id, id, row, how, customFields);
    if (outcome === 'updated') updated.push(noted('updated', row, [problem]));
    else if (outcome === 'same') duplicates.push(noted('duplicate', row, [problem]));
    else refused.push(noted('rejected', row, [{ ...problem, code: 'duplicateNotYours' }]));
  }
  return { created: decided.fresh, duplicates, updated, refused, contacts };
}

/**
 * Goes through the whole file and creates and changes customers, some rows per transaction; each row is complete when its
 * transaction is: customer, ownership event, search row, log line. Duplicates and limits are asked for again inside.
 */
export async function importPass(pass: Pass): Promise<Counts> {
  const { services, actor, job, rules, treatmentOf, progress } = pass;
  const seen = nothingSeen();
  const contactsSeen: ContactsSeen = new Map();
  const size = chunkSize();
  const customFields = await listCustomFields(services.db);
  let counts: Counts = { ...noCounts, similar: job.similar };
  for await (const { usable, rejected } of readBatches(pass)) {
    counts = { ...counts, read: counts.read + rejected.length, rejected: counts.rejected + rejected.length };
    // Of one size: statements are prepared anew for each number of rows.
    const each = Math.ceil(usable.length / Math.ceil(usable.length / size.next()));
    for (let at = 0; at < usable.length; at += each) {
      const chunk = usable.slice(at, at + each);
      const before = counts;
      counts = await services.transaction(async (trx) => {
        const began = services.clock.now();
        const change: Change = { services, actor, trx, touched: new Set() };
        await assertHere(trx, actor);
        const { created, duplicates, updated, refused, contacts } =
          rules.noun === 'contacts'
            ? {
                ...(await writeContacts(change, job.id, chunk, contactsSeen, rules, treatmentOf)),
                contacts: 0,
              }
            : await write(change, pass, chunk, seen, customFields);
        const warned = created.filter(({ warnings }) => warnings.length > 0);
        const after: Counts = {
          read: before.read + chunk.length,
          created: before.created + created.length,
          duplicates: before.duplicates + duplicates.length,
          updated: before.updated + updated.length,
          rejected: before.rejected + refused.length,
          warned: before.warned + warned.length,
          similar: before.similar,
          contacts: before.contacts + contacts,
        };
        // The check may have found the same.
        for (const { row } of refused) await deleteRow(trx, job.id, row);
        await insertRows(trx, job.id, [
          ...duplicates,
          ...updated,
          ...warned.map((row) => noted('warning', row, row.warnings)),
          ...refused,
        ]);
        await changeJob(trx, job.id, ['running'], { counts: after });
        size.took(chunk.length, services.clock.now() - began);
        await services.breathe();
        return after;
      });
      progress(counts);
      await services.betweenParts();
    }
    progress(counts);
  }
  return counts;
}
