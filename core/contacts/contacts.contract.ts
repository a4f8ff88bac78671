import { type } from '@orpc/contract';
import { z } from 'zod';
import type { Customer, CustomerFields } from '../customers/customers.contract.ts';
import { id, nothing, read, shortText, version, write, type WithAbilities } from '../rpc/contract-base.ts';
import type { BatchAnswer } from '../shared/batch.ts';
import type { Page } from '../shared/paging.ts';

/** Part in the decision to buy (spec §4). */
export const decisionRoles = ['decisionMaker', 'influencer', 'user', 'gatekeeper', 'other'] as const;
export type DecisionRole = (typeof decisionRoles)[number];
export const genders = ['male', 'female'] as const;
export type Gender = (typeof genders)[number];
export const calendars = ['solar', 'lunar'] as const;
/** What a number or an address is for. */
export const wayLabels = ['mobile', 'work', 'home', 'fax', 'other'] as const;
export type WayLabel = (typeof wayLabels)[number];

/** A telephone number or an e-mail address; `id` null: a new one. */
const waySchema = z.strictObject({ id: id.nullable(), label: z.enum(wayLabels), value: shortText });
export type Way = z.infer<typeof waySchema>;

/** A day of birth in the calendar in which it is kept; the year may be unknown, `leap` is a leap month of the lunar calendar. */
export const birthdaySchema = z.strictObject({
  calendar: z.enum(calendars),
  year: z.int().min(1850).max(2100).nullable(),
  month: z.int().min(1).max(12),
  day: z.int().min(1).max(31),
  leap: z.boolean(),
});
export type Birthday = z.infer<typeof birthdaySchema>;

/** Most numbers, and most addresses, of one contact. */
export const mostWays = 20;

/** What people type of a contact (spec §4). Empty texts are stored as null. */
export const contactFieldsSchema = z.strictObject({
  name: shortText,
  department: shortText.nullable(),
  position: shortText.nullable(),
  decisionRole: z.enum(decisionRoles).nullable(),
  gender: z.enum(genders).nullable(),
  phones: z.array(waySchema).max(mostWays),
  emails: z.array(waySchema).max(mostWays),
  wechat: shortText.nullable(),
  qq: shortText.nullable(),
  birthday: birthdaySchema.nullable(),
  address: z.string().max(2000).nullable(),
  hobbies: z.string().max(4000).nullable(),
  remark: z.string().max(20_000).nullable(),
  leftCompany: z.boolean(),
});
export type ContactFields = z.infer<typeof contactFieldsSchema>;

/** Longest texts in code points: what a form refuses beyond (`tooLong`, at the field). */
export const maxLength = { name: 100, text: 200, address: 500, hobbies: 1000, remark: 10_000 } as const;

export type ContactAbility = 'edit' | 'setMain' | 'move' | 'remove' | 'restore' | 'export';

type Warning = NonNullable<Customer['warnings'][keyof CustomerFields]>;

/** A contact as the asker may see it: with contact data masked where the customer is unclaimed (spec §3.7). */
export interface Contact extends ContactFields, WithAbilities<ContactAbility> {
  readonly id: number;
  readonly customerId: number;
  readonly customerName: string;
  readonly sight: 'full' | 'masked';
  readonly main: boolean;
  /** The next day, today included, on which the birthday falls, `YYYY-MM-DD`. */
  readonly nextBirthdayOn: string | null;
  readonly createdBy: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
  /** Formats that look wrong, by place (`phones.0`): shown at the field, never in the way of saving. */
  readonly warnings: Readonly<Record<string, Warning>>;
}

/** A contact found by name or number, in any customer that the asker reads. */
export interface ContactHit {
  readonly id: number;
  readonly name: string;
  readonly department: string | null;
  readonly position: string | null;
  readonly leftCompany: boolean;
  readonly customerId: number;
  readonly customerName: string;
}

export interface DeletedContact extends WithAbilities<ContactAbility> {
  readonly id: number;
  readonly name: string;
  readonly customerName: string;
  /** It can come back only after its customer. */
  readonly customerDeleted: boolean;
  readonly deletedAt: string;
  readonly deletedBy: number | null;
}

/** Birthdays are told so many days ahead, today included. */
export const birthdayDays = 8;

/** A birthday that comes among the contacts of one's own customers. */
export interface UpcomingBirthday {
  readonly contactId: number;
  readonly name: string;
  readonly customerId: number;
  readonly customerName: string;
  readonly birthday: Birthday;
  /** The day on which it falls this time. */
  readonly on: string;
}

const seeing = ['customers.see', 'customers.exists', 'pool.see'] as const;
const editing = ['customers.edit', 'pool.manage'] as const;
const pageLimit = 200;
/** Most contacts that are added or exported in one call. */
export const mostAtOnce = 1000;
const ids200 = z.array(id).min(1).max(pageLimit);

export const contactsContract = {
  /** The contacts of one customer: the main one first, then by pinyin, those who left the company last. */
  list: read(seeing)
    .input(
      z.strictObject({
        customerId: id,
        limit: z.int().min(1).max(pageLimit).default(pageLimit),
        after: z.string().max(2000).optional(),
      }),
    )
    .output(type<Page<Contact> & { abilities: readonly ('create' | 'export')[] }>()),
  get: read(seeing).input(z.strictObject({ id })).output(type<Contact>()),
  /** People by name, pinyin or telephone number, over all customers that the asker reads. */
  find: read(seeing)
    .input(z.strictObject({ search: z.string().max(400), limit: z.int().min(1).max(50).default(10) }))
    .output(type<readonly ContactHit[]>()),
  /** Birthdays of the coming week, the next first. */
  birthdays: read('customers.see').input(nothing).output(type<readonly UpcomingBirthday[]>()),
  /** The first contact of a customer becomes its main one. */
  create: write(editing)
    .input(z.strictObject({ customerId: id, fields: contactFieldsSchema }))
    .output(type<Contact>()),
  /** As `create`, for many at once, all or none: an error names the contact (`contacts.3.name`). */
  addMany: write(editing)
    .input(z.strictObject({ customerId: id, contacts: z.array(contactFieldsSchema).min(1).max(mostAtOnce) }))
    .output(type<{ ids: readonly number[] }>()),
  /** Contacts as a vCard file (3.0, UTF-8); logged. Those that the asker may not export are refused, all or none. */
  exportCards: write('customers.export')
    .input(z.strictObject({ ids: z.array(id).min(1).max(mostAtOnce) }))
    .output(type<{ text: string; count: number }>()),
  /** Takes the whole record as it was read and edited; `conflict` carries the newer one. */
  update: write(editing)
    .input(z.strictObject({ id, version, fields: contactFieldsSchema }))
    .output(type<Contact>()),
  /** Makes it the one main contact of its customer; refused with `contactLeft` for who left the company. */
  setMain: write(editing).input(z.strictObject({ id })).output(type<Contact>()),
  /** To another customer, with everything; both must be the asker's to edit. */
  move: write(editing)
    .input(z.strictObject({ id, version, toCustomerId: id }))
    .output(type<Contact>()),
  remove: write(editing)
    .input(z.strictObject({ ids: ids200 }))
    .output(type<BatchAnswer>()),
  deleted: read('recycleBin.restore')
    .input(
      z.strictObject({
        search: z.string().max(400).default(''),
        after: z.string().max(2000).optional(),
        limit: z.int().min(1).max(pageLimit).default(100),
      }),
    )
    .output(type<Page<DeletedContact>>()),
  restore: write('recycleBin.restore')
    .input(z.strictObject({ ids: ids200 }))
    .output(type<BatchAnswer>()),
  /** Shows the contact data of the contacts of an unclaimed customer; counted and logged (spec §3.7). */
  unmask: write('pool.contactData')
    .input(z.strictObject({ customerId: id }))
    .output(type<readonly Contact[]>()),
};
