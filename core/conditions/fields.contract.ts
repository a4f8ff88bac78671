import { decisionRoles, genders } from '../contacts/contacts.contract.ts';
import { customerLevels, customerStatuses, customerTypes } from '../customers/customers.contract.ts';
import { channels } from '../interactions/interactions.contract.ts';
import type { CustomFieldKind } from '../custom-fields/custom-fields.contract.ts';
import type { Noun, Operator } from './conditions.contract.ts';

/**
 * What a field holds: a text; prose that is looked through for words; the digits of a phone number; one of fixed words; an entry of a list of choices, or
 * several; a person; a region; a figure; money in fen; a day; an instant; yes or no.
 */
export type FieldKind =
  | 'text'
  | 'prose'
  | 'phone'
  | 'word'
  | 'choice'
  | 'choices'
  | 'person'
  | 'region'
  | 'number'
  | 'money'
  | 'day'
  | 'instant'
  | 'yesNo';

export interface QueryField {
  readonly kind: FieldKind;
  /** Of a word: those there are, in their order. */
  readonly words?: readonly string[];
  /** Of choices: the list they are kept in. */
  readonly list?: 'industry' | 'source' | 'tag' | 'legalForm' | 'size';
  /** It never is without a value. */
  readonly always?: true;
  /** Days to come make sense. */
  readonly ahead?: true;
  /** Known of every customer, also of a colleague's (spec §3.7). */
  readonly open?: true;
}

/** Every field that can be asked about; the customer's custom fields come to them by their number. */
export const queryFields = {
  customer: {
    name: { kind: 'text', always: true, open: true },
    number: { kind: 'text', always: true, open: true },
    shortName: { kind: 'text' },
    type: { kind: 'word', words: customerTypes, always: true },
    status: { kind: 'word', words: customerStatuses, always: true },
    level: { kind: 'word', words: customerLevels },
    industryId: { kind: 'choice', list: 'industry', always: true, open: true },
    sourceId: { kind: 'choice', list: 'source', always: true },
    tagIds: { kind: 'choices', list: 'tag' },
    ownerId: { kind: 'person', open: true },
    regionCode: { kind: 'region', open: true },
    address: { kind: 'text' },
    postcode: { kind: 'text' },
    phone: { kind: 'phone' },
    fax: { kind: 'phone' },
    email: { kind: 'text' },
    website: { kind: 'text' },
    taxNumber: { kind: 'text' },
    bank: { kind: 'text' },
    bankAccount: { kind: 'text' },
    legalFormId: { kind: 'choice', list: 'legalForm' },
    sizeId: { kind: 'choice', list: 'size' },
    revenueFen: { kind: 'money' },
    foundedOn: { kind: 'day' },
    parent: { kind: 'text' },
    remark: { kind: 'text' },
    createdBy: { kind: 'person', always: true },
    createdAt: { kind: 'instant', always: true },
    updatedAt: { kind: 'instant', always: true },
    claimedAt: { kind: 'instant' },
    lastInteractionAt: { kind: 'instant' },
    nextStepOn: { kind: 'day', ahead: true },
    lastDealOn: { kind: 'day' },
    locked: { kind: 'yesNo', always: true },
  },
  contact: {
    name: { kind: 'text', always: true },
    department: { kind: 'text' },
    position: { kind: 'text' },
    decisionRole: { kind: 'word', words: decisionRoles },
    gender: { kind: 'word', words: genders },
    phone: { kind: 'phone' },
    email: { kind: 'text' },
    wechat: { kind: 'text' },
    qq: { kind: 'text' },
    birthdayMonth: { kind: 'number' },
    address: { kind: 'text' },
    hobbies: { kind: 'text' },
    remark: { kind: 'text' },
    main: { kind: 'yesNo', always: true },
    leftCompany: { kind: 'yesNo', always: true },
    createdAt: { kind: 'instant', always: true },
  },
  interaction: {
    said: { kind: 'prose', always: true },
    channel: { kind: 'word', words: channels, always: true },
    happenedAt: { kind: 'instant', always: true },
    personId: { kind: 'person', always: true },
    subject: { kind: 'text' },
    result: { kind: 'text' },
    statusAfter: { kind: 'word', words: customerStatuses },
    createdBy: { kind: 'person', always: true },
  },
} as const satisfies Record<Noun, Record<string, QueryField>>;

/** What can be asked of the records that belong to one: of a customer its contacts, of an interaction its customer. */
export const relatedTo: Readonly<Record<Noun, readonly Noun[]>> = {
  customer: ['contact', 'interaction'],
  contact: [],
  interaction: ['customer', 'contact'],
};

const asked: Record<FieldKind, readonly Operator[]> = {
  text: ['contains', 'notContains', 'is', 'isNot', 'startsWith'],
  prose: ['contains', 'notContains'],
  phone: ['contains', 'is', 'startsWith'],
  word: ['oneOf', 'noneOf'],
  choice: ['oneOf', 'noneOf'],
  choices: ['oneOf', 'allOf', 'noneOf'],
  person: ['oneOf', 'noneOf'],
  region: ['oneOf', 'noneOf'],
  number: ['is', 'atLeast', 'atMost', 'between'],
  money: ['is', 'atLeast', 'atMost', 'between'],
  day: ['on', 'before', 'after', 'between', 'lastDays', 'beforeLastDays'],
  instant: ['on', 'before', 'after', 'between', 'lastDays', 'beforeLastDays'],
  yesNo: ['yes', 'no'],
};

/** The operators that fit a field, the usual one first. */
export function operatorsOf({ kind, always, ahead }: QueryField): readonly Operator[] {
  return [
    ...asked[kind],
    ...(ahead === true ? (['nextDays'] as const) : []),
    ...(always === true ? [] : (['empty', 'notEmpty'] as const)),
  ];
}

/** The person who asks, where a condition names people: so that a view means the right one for everybody. */
export const myself = 'me';

/** The kinds of custom fields (spec §3) as a combined query asks them. */
export const askedAs = {
  text: 'text',
  number: 'number',
  money: 'money',
  date: 'day',
  choice: 'choice',
  choices: 'choices',
  yesNo: 'yesNo',
} as const satisfies Record<CustomFieldKind, FieldKind>;
