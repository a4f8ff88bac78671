import type { Actor } from '../permissions/actor.ts';
import type { Inquiry } from '../rpc/context.ts';
import { loadProtectionRules } from '../settings/index.ts';
import type { MaskableField } from '../settings/settings.contract.ts';
import { abilitiesOf, sightOf, type CustomerFacts } from './customers.policy.ts';
import type { ContactData, Customer, CustomerRow, Sight } from './customers.contract.ts';
import type { ListedCustomer, StoredCustomer } from './customers.repository.ts';
import { factsOf, factsOfAll } from './facts.ts';
import { maskAddress, maskEmail, maskPhone, maskUrl } from './masking.ts';
import { warningsOf } from './prepare-customer.ts';
import { fallsBack, rulesFrom } from './protection.ts';

const masks: Record<MaskableField, (text: string) => string> = {
  phone: maskPhone,
  fax: maskPhone,
  email: maskEmail,
  address: maskAddress,
  website: maskUrl,
};

type Shown = (field: MaskableField, value: string | null) => string | null;

function shownTo(sight: Sight, masked: readonly MaskableField[]): Shown {
  return (field, value) => {
    if (value === null || sight === 'minimal') return null;
    return sight === 'masked' && masked.includes(field) ? masks[field](value) : value;
  };
}

/** The contact data of a customer as `sight` shows them (spec §3.7). */
export function contactData(
  customer: ContactData,
  sight: Sight,
  masked: readonly MaskableField[],
): ContactData {
  const shown = shownTo(sight, masked);
  return {
    phone: shown('phone', customer.phone),
    fax: shown('fax', customer.fax),
    email: shown('email', customer.email),
    address: shown('address', customer.address),
    website: shown('website', customer.website),
  };
}

/** What one person sees of the customers of one owner (null: unclaimed) and may do with them. */
interface View {
  readonly sight: Sight;
  readonly shown: Shown;
  readonly abilities: CustomerRow['abilities'];
}

function viewOf(actor: Actor, facts: CustomerFacts, masked: readonly MaskableField[]): View | null {
  const sight = sightOf(actor, facts);
  return sight === null
    ? null
    : { sight, shown: shownTo(sight, masked), abilities: abilitiesOf(actor, facts) };
}

type Countdown = (customer: ListedCustomer) => Pick<CustomerRow, 'locked' | 'fallsBack'>;

/** When customers fall back, by the rules as they stand now. */
export async function countdown({
  db,
  services: { clock },
}: Pick<Inquiry, 'db' | 'services'>): Promise<Countdown> {
  const today = clock.today();
  const rules = rulesFrom(await loadProtectionRules(db), today);
  return (customer) => ({
    locked: customer.ownerId === null ? null : customer.locked,
    fallsBack: fallsBack(customer, rules, today, clock),
  });
}

/** The lines of a list, each with no more than the person may see, without those of which that is nothing. */
export async function presentRows(
  inquiry: Inquiry,
  customers: readonly ListedCustomer[],
  masked: readonly MaskableField[],
): Promise<CustomerRow[]> {
  const { db, actor } = inquiry;
  const factsFor = await factsOfAll(db, actor, customers);
  const count = await countdown(inquiry);
  // All of it hangs on owner and share: decided once for each pair, not per line.
  const views = new Map<string, View | null>();
  return customers.flatMap((customer) => {
    const facts = factsFor(customer);
    const key = `${facts.ownerId} ${facts.share?.mode}`;
    let view = views.get(key);
    if (view === undefined) {
      view = viewOf(actor, facts, masked);
      views.set(key, view);
    }
    return view === null ? [] : [presentAs(customer, view, facts.share, count)];
  });
}

function presentAs(
  customer: ListedCustomer,
  { sight, shown, abilities }: View,
  share: CustomerRow['share'],
  count: Countdown,
): CustomerRow {
  const known = sight === 'minimal' ? null : customer;
  return {
    id: customer.id,
    number: customer.number,
    name: customer.name,
    regionCode: customer.regionCode,
    industryId: customer.industryId,
    ownerId: customer.ownerId,
    sight,
    shortName: known?.shortName ?? null,
    type: known?.type ?? null,
    sourceId: known?.sourceId ?? null,
    status: known?.status ?? null,
    level: known?.level ?? null,
    tagIds: known?.tagIds ?? [],
    custom: known?.custom ?? {},
    phone: shown('phone', customer.phone),
    email: shown('email', customer.email),
    address: shown('address', customer.address),
    createdAt: known?.createdAt ?? null,
    updatedAt: known?.updatedAt ?? null,
    claimedAt: known?.claimedAt ?? null,
    lastInteractionAt: known?.lastInteractionAt ?? null,
    nextStepOn: known?.nextStepOn ?? null,
    ...(sight === 'full' ? count(customer) : { locked: null, fallsBack: null }),
    share,
    version: customer.version,
    abilities,
  };
}

/** The whole record with no more than the person may see; null when that is nothing. */
export async function presentCustomer(
  inquiry: Inquiry,
  customer: StoredCustomer,
  parentName: string | null,
  masked: readonly MaskableField[],
): Promise<Customer | null> {
  const { db, actor } = inquiry;
  const facts = await factsOf(db, actor, customer);
  const view = viewOf(actor, facts, masked);
  if (view === null) return null;
  const row = presentAs(customer, view, facts.share, await countdown(inquiry));
  const contact = contactData(customer, row.sight, masked);
  const known = row.sight === 'minimal' ? null : customer;
  return {
    ...row,
    fax: contact.fax,
    website: contact.website,
    postcode: known?.postcode ?? null,
    taxNumber: known?.taxNumber ?? null,
    bank: known?.bank ?? null,
    bankAccount: known?.bankAccount ?? null,
    legalFormId: known?.legalFormId ?? null,
    sizeId: known?.sizeId ?? null,
    revenueFen: known?.revenueFen ?? null,
    foundedOn: known?.foundedOn ?? null,
    parentId: known?.parentId ?? null,
    parentName: known === null ? null : parentName,
    remark: known?.remark ?? null,
    createdBy: known?.createdBy ?? null,
    lastDealOn: known?.lastDealOn ?? null,
    extendedUntil: known?.extendedUntil ?? null,
    deletedAt: customer.deletedAt,
    warnings: known === null ? {} : warningsOf(known),
  };
}
