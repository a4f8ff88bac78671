import { contactsToExport } from '../contacts/index.ts';
import type { Contact } from '../contacts/contacts.contract.ts';
import { findCustomers } from '../customers/index.ts';
import type { CustomerRow } from '../customers/customers.contract.ts';
import { customersAsked, describeQuestion } from '../exports/index.ts';
import type { ExportWhat } from '../exports/exports.contract.ts';
import type { Actor } from '../permissions/actor.ts';
import { regionLabel } from '../regions/index.ts';
import type { Inquiry, Services } from '../rpc/context.ts';
import type { Addressee } from './engine/addresses.ts';
import { remember } from './gathered.ts';
import { mostAddresses, namedWithout, type AddressedTo } from './printing.contract.ts';

type Asked = Extract<ExportWhat, { noun: 'contacts' }>;

/** Where a letter goes; null where there is no address, or only a masked one. */
function addressOf({ address, regionCode }: Pick<CustomerRow, 'address' | 'regionCode'>): string | null {
  if (address === null || address.includes('*')) return null;
  // People type the city or leave it out: nothing is said twice.
  const missing = (regionCode === null ? '' : regionLabel(regionCode))
    .split(' ')
    .filter((part) => part !== '' && !address.includes(part));
  return `${missing.join('')}${address}`;
}

function lettersTo(
  row: CustomerRow,
  people: readonly Contact[],
  { to, postcode }: { readonly to: AddressedTo; readonly postcode: string | null },
): readonly Addressee[] {
  const place = addressOf(row);
  const phone = row.phone?.includes('*') === true ? null : row.phone;
  const present = people.filter(({ leftCompany }) => !leftCompany);
  const chosen = to === 'every' ? present : to === 'main' ? present.filter(({ main }) => main) : [];
  if (chosen.length === 0)
    return place === null ? [] : [{ name: row.name, person: null, address: place, postcode, phone }];
  return chosen.flatMap((one) => {
    // A contact's own address has a postcode of its own, which nobody has typed.
    const address = one.address ?? place;
    if (address === null) return [];
    return [
      {
        name: row.name,
        person: one.name,
        address,
        postcode: one.address === null ? postcode : null,
        phone: one.phones[0]?.value ?? phone,
      },
    ];
  });
}

/** Whom letters go to: customers, or the people there, that one may print, in the order of the list. */
export async function gatherAddresses(
  services: Services,
  actor: Actor,
  { what, to }: { readonly what: Asked; readonly to: AddressedTo },
) {
  return services.snapshot(async (db) => {
    const inquiry: Inquiry = { services, actor, db };
    const addresses: Addressee[] = [];
    const without: string[] = [];
    let missing = 0;
    for await (const rows of customersAsked(inquiry, what, 'print')) {
      const ids = rows.map(({ id }) => id);
      const postcodes = new Map((await findCustomers(db, ids)).map(({ id, postcode }) => [id, postcode]));
      const people = to === 'company' ? [] : (await contactsToExport(inquiry, ids, 'print')).contacts;
      const byCustomer = Map.groupBy(people, ({ customerId }) => customerId);
      for (const row of rows) {
        const postcode = postcodes.get(row.id) ?? null;
        const letters = lettersTo(row, byCustomer.get(row.id) ?? [], { to, postcode });
        addresses.push(...letters);
        if (letters.length > 0) continue;
        missing += 1;
        if (without.length < namedWithout) without.push(row.name);
      }
      if (addresses.length > mostAddresses) break;
    }
    const more = addresses.length > mostAddresses;
    const printed = addresses.slice(0, mostAddresses);
    const token = remember(services, {
      personId: actor.id,
      kind: 'labels',
      rows: printed.length,
      leftOut: missing,
      customerId: null,
      columns: [],
      question: await describeQuestion(inquiry, what),
    });
    return { token, more, leftOut: 0, addresses: printed, missing, without };
  });
}
