import type { CustomerFields } from '#core/customers/customers.contract.ts';
import { derive } from '#core/customers/prepare-customer.ts';
import { createInventor, type ChoiceIds } from '../server/demo/generate.ts';

/** Who there is in the office that is measured, by id. */
export interface Staff {
  readonly clerk: number;
  /** The first own far more than the last. */
  readonly sellers: readonly number[];
  /** Above all managers. */
  readonly superior: number;
}

export interface RowsWanted {
  readonly seed: number;
  /** Place of the first customer, and of how many in all: earlier ones are older. */
  readonly from: number;
  readonly count: number;
  readonly total: number;
  readonly choices: ChoiceIds;
  readonly staff: Staff;
  readonly now: number;
}

type Value = string | number | null;

export interface OwnershipLine {
  readonly kind: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly by: number;
  readonly reason: string | null;
  readonly at: string;
  /** For the operation log. */
  readonly before: string | null;
  readonly after: string;
}

/** Everything the program writes for one customer, computed but for its id and the chain of the log. */
export interface PreparedCustomer {
  readonly columns: readonly Value[];
  readonly tags: readonly number[];
  readonly tokens: string;
  readonly events: readonly OwnershipLine[];
}

export const customerColumns = (
  'number name name_key name_core sort_key search_public search_phone short_name type industry_id source_id region_code address ' +
  'postcode phone fax website email email_domain tax_number tax_key bank bank_account legal_form_id size_id revenue_fen founded_on ' +
  'status level remark created_by created_at updated_at owner_id claimed_at pooled_at version'
).split(' ');

const yearMs = 365 * 86_400_000;
const years = 4;

export const numberOf = (place: number) => `K${String(place + 1).padStart(6, '0')}`;

function withoutEmpty(fields: CustomerFields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** Customers with their ownership events as they come about in an office of four years: most unclaimed, some claimed again and again. */
export function prepareRows({
  seed,
  from,
  count,
  total,
  choices,
  staff,
  now,
}: RowsWanted): PreparedCustomer[] {
  const inventor = createInventor(seed + from, choices);
  const { random } = inventor;
  const rows: PreparedCustomer[] = [];
  for (let place = from; place < from + count; place++) {
    const fields = inventor.customer();
    const number = numberOf(place);
    const age = (1 - (place + 0.5) / total) * years * yearMs;
    let at = now - age;
    const imported = random.chance(0.6);
    const seller = random.pickSkewed(staff.sellers);
    const creator = imported || random.chance(0.5) ? staff.clerk : seller;
    let owner = creator === staff.clerk ? null : seller;
    const iso = () => new Date(at).toISOString();
    const created = iso();
    let since = created;
    const events: OwnershipLine[] = [
      {
        kind: imported ? 'imported' : 'created',
        from: null,
        to: owner,
        by: creator,
        reason: null,
        at: created,
        before: null,
        after: JSON.stringify({ number, ownerId: owner, ...withoutEmpty(fields) }),
      },
    ];
    const turns = random.chance(0.45) ? 1 + random.int(3) : 0;
    for (let turn = 0; turn < turns; turn++) {
      at += random.next() * (now - at) * 0.6;
      const next = owner === null ? random.pickSkewed(staff.sellers) : null;
      const by = next ?? owner ?? staff.clerk;
      const reason = next === null ? '长期无进展' : null;
      since = iso();
      events.push({
        kind: next === null ? 'returned' : 'claimed',
        from: owner,
        to: next,
        by,
        reason,
        at: since,
        before: JSON.stringify({ ownerId: owner }),
        after: JSON.stringify({ ownerId: next, reason }),
      });
      owner = next;
    }
    const { columns: d, tokens } = derive(fields, number);
    const f = fields;
    rows.push({
      // In the order of customerColumns.
      columns: [
        number,
        f.name,
        d.name_key,
        d.name_core,
        d.sort_key,
        d.search_public,
        d.search_phone,
        f.shortName,
        f.type,
        f.industryId,
        f.sourceId,
        f.regionCode,
        f.address,
        f.postcode,
        f.phone,
        f.fax,
        f.website,
        f.email,
        d.email_domain,
        f.taxNumber,
        d.tax_key,
        f.bank,
        f.bankAccount,
        f.legalFormId,
        f.sizeId,
        f.revenueFen,
        f.foundedOn,
        f.status,
        f.level,
        f.remark,
        creator,
        created,
        since,
        owner,
        owner === null ? null : since,
        owner === null ? since : null,
        events.length,
      ],
      tags: f.tagIds,
      tokens,
      events,
    });
  }
  return rows;
}
