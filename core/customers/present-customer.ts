import type { Actor } from '../permissions/actor.ts';
import type { MaskableField } from '../settings/settings.contract.ts';
import { abilitiesOf, sightOf } from './customers.policy.ts';
import type { ContactData, Customer, CustomerRow, Sight } from './customers.contract.ts';
import type { StoredCustomer } from './customers.repository.ts';
import { maskAddress, maskEmail, maskPhone, maskUrl } from './masking.ts';
import { warningsOf } from './prepare-customer.ts';

const masks: Record<MaskableField, (text: string) => string> = {
  phone: maskPhone,
  fax: maskPhone,
  email: maskEmail,
  address: maskAddress,
  website: maskUrl,
};

/** The contact data of a customer as `sight` shows them (spec §3.7). */
export function contactData(customer: ContactData, sight: Sight, masked: readonly MaskableField[]): ContactData {
  const shown = (field: MaskableField): string | null => {
    const value = customer[field];
    if (value === null || sight === 'minimal') return null;
    return sight === 'masked' && masked.includes(field) ? masks[field](value) : value;
  };
  return {
    phone: shown('phone'),
    fax: shown('fax'),
    email: shown('email'),
    address: shown('address'),
    website: shown('website'),
  };
}

/** A line of a list with no more than the person may see; null when that is nothing. */
export function presentRow(
  actor: Actor,
  customer: StoredCustomer,
  masked: readonly MaskableField[],
): CustomerRow | null {
  const facts = { ownerId: customer.ownerId, deleted: customer.deletedAt !== null };
  const sight = sightOf(actor, facts);
  if (sight === null) return null;
  const contact = contactData(customer, sight, masked);
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
    phone: contact.phone,
    email: contact.email,
    address: contact.address,
    createdAt: known?.createdAt ?? null,
    updatedAt: known?.updatedAt ?? null,
    claimedAt: known?.claimedAt ?? null,
    lastInteractionAt: known?.lastInteractionAt ?? null,
    nextStepOn: known?.nextStepOn ?? null,
    version: customer.version,
    abilities: abilitiesOf(actor, facts),
  };
}

/** The whole record with no more than the person may see; null when that is nothing. */
export function presentCustomer(
  actor: Actor,
  customer: StoredCustomer,
  parentName: string | null,
  masked: readonly MaskableField[],
): Customer | null {
  const row = presentRow(actor, customer, masked);
  if (row === null) return null;
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
    deletedAt: customer.deletedAt,
    warnings: known === null ? {} : warningsOf(known),
  };
}
