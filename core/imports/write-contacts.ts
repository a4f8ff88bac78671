import { bringContacts, contactNameKey, contactsByName } from '../contacts/index.ts';
import { accessToMany, findExact } from '../customers/index.ts';
import type { Actor } from '../permissions/actor.ts';
import type { Change } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { bringTo } from './bring-contacts.ts';
import { customersByNumber, numbersOf, problemAt } from './classify.ts';
import type { Treatment } from './import-plan.contract.ts';
import type { NotedRow } from './import-rows.repository.ts';
import type { CellProblem } from './imports.contract.ts';
import { noted } from './noted.ts';
import type { RowRules, UsableRow } from './row-rules.ts';

/** Contacts met so far in a file of contacts, by customer and name: where each stood first. */
export type ContactsSeen = Map<string, number>;

interface SortedContact {
  readonly row: UsableRow;
  readonly customerId: number;
  /** Why it is a duplicate; null: it is new. */
  readonly problem: CellProblem | null;
}

/**
 * Whose each row of a file of contacts is: by the customer's number, else its exact name. Refuses rows without a customer, and of
 * customers whose contacts the person does not edit.
 */
export async function sortContacts(
  db: ReadDb,
  actor: Actor,
  rows: readonly UsableRow[],
  seen: ContactsSeen,
  { columns }: Pick<RowRules, 'columns'>,
): Promise<{ readonly found: readonly SortedContact[]; readonly refused: readonly NotedRow[] }> {
  const byNumber = await customersByNumber(
    db,
    rows.flatMap(({ customerNumber }) => customerNumber ?? []),
  );
  const { byName } = await findExact(db, {
    nameKeys: rows.map(({ keys }) => keys.name_key).filter((key) => key !== ''),
    taxKeys: [],
  });
  const idOf = ({ customerNumber, keys }: UsableRow) =>
    (customerNumber === null ? undefined : byNumber.get(customerNumber)?.id) ?? byName.get(keys.name_key);
  const ids = [...new Set(rows.flatMap((row) => idOf(row) ?? []))];
  const access = await accessToMany({ db, actor }, ids);
  const names = await numbersOf(db, ids);
  const known = await contactsByName(db, ids);
  const customerColumn =
    columns.find(({ field }) => field === 'name') ?? columns.find(({ field }) => field === 'number');
  const nameColumn = columns.find(({ field }) => field === 'contact1.name');
  const found: SortedContact[] = [];
  const refused: NotedRow[] = [];
  for (const row of rows) {
    const [contact] = row.contacts;
    const id = idOf(row);
    const customer = id === undefined ? undefined : names.get(id);
    if (id === undefined || contact === undefined || customer === undefined || !access.has(id)) {
      refused.push(noted('rejected', row, [problemAt(customerColumn, 'customerNotFound', {})]));
      continue;
    }
    if (access.get(id)?.abilities.includes('edit') !== true) {
      const params = { name: customer.name };
      refused.push(noted('rejected', row, [problemAt(customerColumn, 'contactsNotYours', params)]));
      continue;
    }
    const { name } = contact.fields;
    const key = `${id} ${contactNameKey(name)}`;
    const first = seen.get(key);
    const there = known(id).has(contactNameKey(name));
    let problem: CellProblem | null = null;
    if (first !== undefined) problem = problemAt(nameColumn, 'sameContactInFile', { row: first });
    else if (there) problem = problemAt(nameColumn, 'sameContact', { name, customer: customer.name });
    if (first === undefined) seen.set(key, row.row);
    found.push({ row, customerId: id, problem });
  }
  return { found, refused };
}

/** Adds and changes the contacts of some rows, in one transaction. */
export async function writeContacts(
  change: Change,
  importId: number,
  rows: readonly UsableRow[],
  seen: ContactsSeen,
  rules: RowRules,
  treatmentOf: (row: number) => Treatment,
): Promise<{
  readonly created: readonly UsableRow[];
  readonly duplicates: readonly NotedRow[];
  readonly updated: readonly NotedRow[];
  readonly refused: readonly NotedRow[];
}> {
  const { found, refused } = await sortContacts(change.trx, change.actor, rows, seen, rules);
  const created: UsableRow[] = [];
  const duplicates: NotedRow[] = [];
  const updated: NotedRow[] = [];
  for (const { row, customerId, problem } of found) {
    const how = problem === null ? 'create' : treatmentOf(row.row);
    if (how === 'create') {
      created.push(row);
      if (problem === null) await bringTo(change, importId, customerId, row.contacts, 'fill');
      else
        await bringContacts(
          change,
          importId,
          row.contacts.map((contact) => ({ ...contact, customerId, main: false })),
        );
      continue;
    }
    const done = how === 'skip' ? 0 : await bringTo(change, importId, customerId, row.contacts, how);
    const problems = problem === null ? [] : [problem];
    if (done > 0) updated.push(noted('updated', row, problems));
    else duplicates.push(noted('duplicate', row, problems));
  }
  return { created, duplicates, updated, refused };
}
