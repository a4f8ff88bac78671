import { sql, type RawBuilder } from 'kysely';
import { foldText } from '../shared/text.ts';
import type { MaskableField } from '../settings/settings.contract.ts';
import type { Noun } from './conditions.contract.ts';
import { notUnderstood, type Sql } from './leaf.ts';

/** Where the value of a field stands. */
export interface Source {
  readonly column: RawBuilder<unknown>;
  /** How a text that is asked for is written as the column writes its own. */
  readonly fold?: (text: string) => string;
  /** The field has several values: one of them meets the condition. */
  readonly each?: (inner: Sql) => Sql;
  /** Masked before claiming when the setting masks one of these (spec §3.7). */
  readonly maskedAs?: readonly MaskableField[];
}

/** Names a column; one that must not choose its index is written `+column`. */
type Name = (column: string) => RawBuilder<unknown>;

const naming =
  (noun: Noun, leads: boolean): Name =>
  (column) =>
    leads ? sql.ref(`${noun}.${column}`) : sql`+${sql.ref(`${noun}.${column}`)}`;

/** What SQL's `lower` does: letters of ASCII. */
export const lowerAscii = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const plain = (column: RawBuilder<unknown>): Source => ({ column });
const text = (column: RawBuilder<unknown>, maskedAs?: readonly MaskableField[]): Source => ({
  column: sql`lower(${column})`,
  fold: lowerAscii,
  ...(maskedAs !== undefined && { maskedAs }),
});
const folded = (column: RawBuilder<unknown>): Source => ({ column, fold: foldText });
const written = ' -/()（）+';
/** A phone as typed, without what stands between its digits. */
const phone = (column: RawBuilder<unknown>, maskedAs: MaskableField): Source => ({
  column: written
    .split('')
    .reduce((inner, sign) => sql`replace(${inner}, ${sign}, '')`, sql`replace(${column}, '+86', '')`),
  maskedAs: [maskedAs],
});

type Sources = Readonly<Record<string, (name: Name, leads: boolean) => Source>>;

const customer: Sources = {
  name: (name) => folded(name('name_key')),
  number: (name) => text(name('number')),
  shortName: (name) => text(name('short_name')),
  type: (name) => plain(name('type')),
  status: (name) => plain(name('status')),
  level: (name) => plain(name('level')),
  industryId: (name) => plain(name('industry_id')),
  sourceId: (name) => plain(name('source_id')),
  tagIds: (_, leads) => ({
    column: sql`customer_tag.choice_id`,
    each: (inner) =>
      leads
        ? sql`customer.id in (select customer_tag.customer_id from customer_tag where ${inner})`
        : sql`exists (select 1 from customer_tag where customer_tag.customer_id = customer.id and ${inner})`,
  }),
  ownerId: (name) => plain(name('owner_id')),
  regionCode: (name) => plain(name('region_code')),
  address: (name) => text(name('address'), ['address']),
  postcode: (name) => text(name('postcode')),
  phone: (name) => phone(name('phone'), 'phone'),
  fax: (name) => phone(name('fax'), 'fax'),
  email: (name) => text(name('email'), ['email']),
  website: (name) => text(name('website'), ['website']),
  taxNumber: (name) => text(name('tax_number')),
  bank: (name) => text(name('bank')),
  bankAccount: (name) => text(name('bank_account')),
  legalFormId: (name) => plain(name('legal_form_id')),
  sizeId: (name) => plain(name('size_id')),
  revenueFen: (name) => plain(name('revenue_fen')),
  foundedOn: (name) => plain(name('founded_on')),
  parent: () =>
    folded(sql`(select parent.name_key from customer parent where parent.id = customer.parent_id)`),
  remark: (name) => text(name('remark')),
  createdBy: (name) => plain(name('created_by')),
  createdAt: (name) => plain(name('created_at')),
  updatedAt: (name) => plain(name('updated_at')),
  claimedAt: (name) => plain(name('claimed_at')),
  lastInteractionAt: (name) => plain(name('last_interaction_at')),
  nextStepOn: (name) => plain(name('next_step_on')),
  lastDealOn: (name) => plain(name('last_deal_on')),
  locked: (name) => plain(name('locked')),
};

/** A contact's phones or mails, by the form in which they are compared. */
const ways = (kind: 'phone' | 'email', maskedAs: readonly MaskableField[], leads: boolean): Source => ({
  column: sql`contact_way.search_key`,
  fold: (typed) => typed.toLowerCase(),
  each: (inner) =>
    leads
      ? sql`contact.id in (select contact_way.contact_id from contact_way where contact_way.kind = ${kind} and ${inner})`
      : sql`exists (select 1 from contact_way where contact_way.contact_id = contact.id
          and contact_way.kind = ${kind} and ${inner})`,
  maskedAs,
});

const contact: Sources = {
  name: (name) => folded(name('name_key')),
  department: (name) => text(name('department')),
  position: (name) => text(name('position')),
  decisionRole: (name) => plain(name('decision_role')),
  gender: (name) => plain(name('gender')),
  phone: (_, leads) => ways('phone', ['phone', 'fax'], leads),
  email: (_, leads) => ways('email', ['email'], leads),
  // They reach the person as a phone does.
  wechat: (name) => text(name('wechat'), ['phone']),
  qq: (name) => text(name('qq'), ['phone']),
  birthdayMonth: (name) => plain(name('birthday_month')),
  address: (name) => text(name('address'), ['address']),
  hobbies: (name) => text(name('hobbies')),
  remark: (name) => text(name('remark')),
  main: (name) => plain(name('main')),
  leftCompany: (name) => plain(name('left_company')),
  createdAt: (name) => plain(name('created_at')),
};

const interaction: Sources = {
  said: (name) => plain(name('search_text')),
  channel: (name) => plain(name('channel')),
  happenedAt: (name) => plain(name('happened_at')),
  personId: (name) => plain(name('person_id')),
  subject: (name) => text(name('subject')),
  result: (name) => text(name('result')),
  statusAfter: (name) => plain(name('status_after')),
  createdBy: (name) => plain(name('created_by')),
};

const all: Readonly<Record<Noun, Sources>> = { customer, contact, interaction };

/** Where a field of the table stands; with `leads` its index may be chosen. */
export function sourceOf(noun: Noun, field: string, leads: boolean): Source {
  const sources = all[noun];
  const source = Object.hasOwn(sources, field) ? sources[field] : undefined;
  if (source === undefined) throw notUnderstood();
  return source(naming(noun, leads), leads);
}

/** Where the values of a custom field stand. */
export function customSource(fieldId: number, kind: string, leads: boolean): Source {
  const columns: Readonly<Record<string, string>> = {
    text: 'text_key',
    number: 'real_value',
    money: 'integer_value',
    day: 'text_key',
    choice: 'option_id',
    choices: 'option_id',
    yesNo: 'integer_value',
  };
  const column = columns[kind];
  if (column === undefined) throw notUnderstood();
  return {
    column: sql.ref(`customer_value.${column}`),
    fold: foldText,
    // Without `leads` the customer's own values are asked, which are few: the field's index holds everybody's.
    each: (inner) =>
      leads
        ? sql`customer.id in (select customer_value.customer_id from customer_value
            where customer_value.field_id = ${fieldId} and ${inner})`
        : sql`exists (select 1 from customer_value where customer_value.customer_id = customer.id
            and +customer_value.field_id = ${fieldId} and ${inner})`,
  };
}
