import type { CustomerGlimpse } from '../customers/index.ts';
import { maskAddress, maskEmail, maskPhone, maskText } from '../customers/index.ts';
import type { Actor } from '../permissions/actor.ts';
import type { MaskableField } from '../settings/settings.contract.ts';
import { parseLocalDate } from '../shared/local-date.ts';
import { nextBirthday } from './birthday.ts';
import type { Contact, ContactFields, Way } from './contacts.contract.ts';
import { contactAbilities } from './contacts.policy.ts';
import type { StoredContact } from './contacts.repository.ts';
import { contactWarnings } from './prepare-contact.ts';

type Shown = Pick<ContactFields, 'phones' | 'emails' | 'wechat' | 'qq' | 'address'>;

/**
 * The contact data as they are masked before claiming (spec §3.7): what the setting masks of the customer. WeChat and QQ
 * reach the person as a phone does, so they follow the phone.
 */
export function maskedData(contact: Shown, masked: readonly MaskableField[]): Shown {
  const hidden = (field: MaskableField) => masked.includes(field);
  const each = (ways: readonly Way[], mask: (way: Way) => string): Way[] =>
    ways.map((way) => ({ ...way, value: mask(way) }));
  const text = (value: string | null) => (value !== null && hidden('phone') ? maskText(value) : value);
  return {
    phones: each(contact.phones, ({ label, value }) =>
      hidden(label === 'fax' ? 'fax' : 'phone') ? maskPhone(value) : value,
    ),
    emails: each(contact.emails, ({ value }) => (hidden('email') ? maskEmail(value) : value)),
    wechat: text(contact.wechat),
    qq: text(contact.qq),
    address: contact.address !== null && hidden('address') ? maskAddress(contact.address) : contact.address,
  };
}

/** How contacts of one customer are shown to one person today. */
export interface Showing {
  readonly actor: Actor;
  readonly access: CustomerGlimpse & { readonly sight: 'full' | 'masked' };
  readonly masked: readonly MaskableField[];
  readonly today: string;
}

/** The record with no more than the person may see. */
export function presentContact(contact: StoredContact, { actor, access, masked, today }: Showing): Contact {
  const day = parseLocalDate(today);
  const { birthday } = contact;
  const shown = access.sight === 'full' ? contact : maskedData(contact, masked);
  return {
    id: contact.id,
    customerId: contact.customerId,
    customerName: access.customer.name,
    sight: access.sight,
    main: contact.main,
    name: contact.name,
    department: contact.department,
    position: contact.position,
    decisionRole: contact.decisionRole,
    gender: contact.gender,
    phones: shown.phones,
    emails: shown.emails,
    wechat: shown.wechat,
    qq: shown.qq,
    birthday,
    nextBirthdayOn: birthday === null || day === null ? null : nextBirthday(birthday, day),
    address: shown.address,
    hobbies: contact.hobbies,
    remark: contact.remark,
    leftCompany: contact.leftCompany,
    createdBy: contact.createdBy,
    createdAt: contact.createdAt,
    updatedAt: contact.updatedAt,
    version: contact.version,
    warnings: contactWarnings(contact),
    abilities: contactAbilities(actor, access, contact),
  };
}

/**
 * What came back from a form in which contact data were masked: values that are as they were shown stay as they are
 * stored. Null where a mask came back in another place: nobody can tell what was meant.
 */
export function unmaskedFields(
  fields: ContactFields,
  before: StoredContact,
  masked: readonly MaskableField[],
): ContactFields {
  const shown = maskedData(before, masked);
  const ways = (list: 'phones' | 'emails') =>
    fields[list].map((way) => {
      const at = before[list].findIndex(({ id }) => id === way.id);
      const stored = before[list][at];
      return stored !== undefined && shown[list][at]?.value === way.value
        ? { ...way, value: stored.value }
        : way;
    });
  const text = (field: 'wechat' | 'qq' | 'address') =>
    fields[field] === shown[field] ? before[field] : fields[field];
  return {
    ...fields,
    phones: ways('phones'),
    emails: ways('emails'),
    wechat: text('wechat'),
    qq: text('qq'),
    address: text('address'),
  };
}
