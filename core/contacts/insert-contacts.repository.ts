import type { WriteDb } from '../shared/database.ts';
import { insertMany } from '../shared/insert-many.ts';
import type { ContactFields, Way } from './contacts.contract.ts';
import type { ContactKeys } from './brought.contract.ts';
import { contactKeys, wayKey } from './prepare-contact.ts';

export function fieldsToRow(fields: ContactFields, keys: ContactKeys = contactKeys(fields.name)) {
  const { birthday } = fields;
  return {
    ...keys,
    name: fields.name,
    department: fields.department,
    position: fields.position,
    decision_role: fields.decisionRole,
    gender: fields.gender,
    wechat: fields.wechat,
    qq: fields.qq,
    birthday_calendar: birthday?.calendar ?? null,
    birthday_year: birthday?.year ?? null,
    birthday_month: birthday?.month ?? null,
    birthday_day: birthday?.day ?? null,
    birthday_leap: birthday?.leap === true ? 1 : 0,
    address: fields.address,
    hobbies: fields.hobbies,
    remark: fields.remark,
    left_company: fields.leftCompany ? 1 : 0,
  };
}

export const wayKinds = { phones: 'phone', emails: 'email' } as const;

function wayRows(contactId: number, fields: Pick<ContactFields, 'phones' | 'emails'>) {
  return (['phones', 'emails'] as const).flatMap((list) =>
    fields[list].flatMap((way, position) =>
      way.id === null
        ? [
            {
              contact_id: contactId,
              kind: wayKinds[list],
              value: way.value,
              label: way.label,
              position,
              search_key: wayKey(wayKinds[list], way.value),
            },
          ]
        : [],
    ),
  );
}

/** Inserts the numbers and addresses of a contact that have no id yet. */
export async function insertWays(
  trx: WriteDb,
  contactId: number,
  fields: Pick<ContactFields, 'phones' | 'emails'>,
): Promise<void> {
  const rows = wayRows(contactId, fields);
  if (rows.length > 0) await trx.insertInto('contact_way').values(rows).execute();
}

export interface NewContact {
  readonly customerId: number;
  readonly fields: ContactFields;
  /** `contactKeys(fields.name)`, computed beforehand where many are inserted. */
  readonly keys?: ContactKeys | undefined;
  readonly main: boolean;
  readonly createdBy: number;
  readonly importId: number | null;
  readonly at: string;
}

/** Rows of one statement: enough to spare most of its cost. */
const rowsPerStatement = 25;
const keyOf = (customerId: number, name: string) => `${customerId} ${name}`;

/** Inserts a contact; the ids of its ways are not looked at. Answers its id. */
export async function insertRow(trx: WriteDb, contact: Omit<NewContact, 'importId'>): Promise<number> {
  const [id = 0] = await insertRows(trx, [{ ...contact, importId: null }]);
  return id;
}

/** Inserts contacts, of one customer no two of the same name; answers their ids in the same order. */
export async function insertRows(trx: WriteDb, contacts: readonly NewContact[]): Promise<number[]> {
  const ids: number[] = [];
  const fresh = (ways: readonly Way[]) => ways.map((way) => ({ ...way, id: null }));
  for (let from = 0; from < contacts.length; from += rowsPerStatement) {
    const some = contacts.slice(from, from + rowsPerStatement);
    const rows = some.map(({ customerId, fields, keys, main, createdBy, importId, at }) => ({
      ...fieldsToRow(fields, keys),
      customer_id: customerId,
      main: main ? 1 : 0,
      created_by: createdBy,
      created_at: at,
      updated_at: at,
      deleted_at: null,
      deleted_by: null,
      import_id: importId,
    }));
    const inserted = await insertMany(trx, 'contact', rows, ['id', 'customer_id', 'name']);
    // The rows of RETURNING come in no promised order.
    const byKey = new Map(inserted.map(({ id, customer_id: customer, name }) => [keyOf(customer, name), id]));
    const mine = some.map(({ customerId, fields }) => byKey.get(keyOf(customerId, fields.name)) ?? 0);
    const ways = some.flatMap(({ fields: { phones, emails } }, nth) =>
      wayRows(mine[nth] ?? 0, { phones: fresh(phones), emails: fresh(emails) }),
    );
    for (let at = 0; at < ways.length; at += 2 * rowsPerStatement)
      await insertMany(trx, 'contact_way', ways.slice(at, at + 2 * rowsPerStatement));
    ids.push(...mine);
  }
  return ids;
}
