import { z } from 'zod';
import { id } from '../rpc/contract-base.ts';

/**
 * Customer fields that a column of a file can fill. `owner` and `createdOn` are kept for new customers only; `number` names one
 * who is there.
 */
export const importFields = [
  'name',
  'shortName',
  'type',
  'industry',
  'source',
  'region',
  'address',
  'postcode',
  'phone',
  'fax',
  'website',
  'email',
  'taxNumber',
  'bank',
  'bankAccount',
  'legalForm',
  'size',
  'revenue',
  'foundedOn',
  'status',
  'level',
  'tags',
  'remark',
  'owner',
  'createdOn',
  'number',
] as const;
export type ImportField = (typeof importFields)[number];
/** What a file holds: customers, perhaps with their contacts, or contacts of customers who are there. */
export const importNouns = ['customers', 'contacts'] as const;
export type ImportNoun = (typeof importNouns)[number];

/** Fields of a contact that a column can fill. */
export const contactParts = [
  'name',
  'mobile',
  'phone',
  'email',
  'position',
  'department',
  'wechat',
  'qq',
  'gender',
  'birthday',
  'address',
  'remark',
] as const;
export type ContactPart = (typeof contactParts)[number];
/** Contacts that one row can bring. */
export const contactSets = 3;
export type ContactTarget = `contact${1 | 2 | 3}.${ContactPart}`;

/**
 * The columns that a file of cards is read as: their headings, also as an English file has them, and what they fill. Such a file is
 * understood in both languages.
 */
export const cardColumns = [
  { heading: '公司', en: 'Company', field: 'name' },
  { heading: '姓名', en: 'Contact name', part: 'name' },
  { heading: '部门', en: 'Department', part: 'department' },
  { heading: '职位', en: 'Position', part: 'position' },
  { heading: '手机', en: 'Mobile', part: 'mobile' },
  { heading: '电话', en: 'Phone', part: 'phone' },
  { heading: '邮箱', en: 'Email', part: 'email' },
  { heading: '微信', en: 'WeChat', part: 'wechat' },
  { heading: 'QQ', en: 'QQ', part: 'qq' },
  { heading: '性别', en: 'Gender', part: 'gender' },
  { heading: '生日', en: 'Birthday', part: 'birthday' },
  { heading: '地址', en: 'Address', part: 'address' },
  { heading: '备注', en: 'Remark', part: 'remark' },
] as const satisfies readonly (
  | { readonly heading: string; readonly en: string; readonly field: ImportField }
  | { readonly heading: string; readonly en: string; readonly part: ContactPart }
)[];

/** What a column can fill: a field of every customer, `custom:7` (the custom field 7), or `contact1.name`. */
export type ImportTarget = ImportField | `custom:${number}` | ContactTarget;
const customTarget = z.templateLiteral(['custom:', z.int().positive()]);
const target = z.union([
  z.enum(importFields),
  customTarget,
  z.templateLiteral(['contact', z.literal([1, 2, 3]), '.', z.enum(contactParts)]),
]) satisfies z.ZodType<ImportTarget>;

/** Choices that an import may add. */
export const importedChoiceKinds = ['industry', 'source', 'size', 'legalForm', 'tag'] as const;
export type ImportedChoiceKind = (typeof importedChoiceKinds)[number];
/** Words with a fixed meaning. */
export const fixedKinds = ['type', 'status', 'level'] as const;
/** What a value of the file may stand for: a choice, a word with a fixed meaning, a colleague, an option of a custom field. */
export const valueKinds = [...importedChoiceKinds, ...fixedKinds, 'owner'] as const;
export type ValueKind = (typeof valueKinds)[number] | `custom:${number}`;

/**
 * What one value of the file is to mean: the id of a choice, a person or an option; the code of a fixed word; `create`: it becomes a
 * choice; null: the cell counts as empty.
 */
export interface ValueMeaning {
  readonly kind: ValueKind;
  readonly label: string;
  readonly to: number | string | null;
}
const meaning = z.strictObject({
  kind: z.union([z.enum(valueKinds), customTarget]),
  label: z.string().max(200),
  to: z.union([id, z.string().max(20), z.null()]),
});

/** What becomes of a row whose customer is there already (spec §11). Empty cells never take anything away. */
export const treatments = ['skip', 'fill', 'overwrite', 'create'] as const;
export type Treatment = (typeof treatments)[number];

export const planInput = {
  /** Which column fills which field; columns not named are left out. */
  columns: z.array(z.strictObject({ index: z.int().min(0), field: target })).max(200),
  /** One value for the whole import where the file has no column or an empty cell. */
  defaults: z.strictObject({
    type: z.enum(['company', 'person']),
    sourceId: id.nullable(),
    industryId: id.nullable(),
  }),
  /** What values mean that the office does not know. */
  values: z.array(meaning).max(3000).default([]),
  duplicates: z.enum(treatments).default('skip'),
};

export interface ImportPlan {
  readonly columns: readonly { readonly index: number; readonly field: ImportTarget }[];
  readonly defaults: {
    readonly type: 'company' | 'person';
    readonly sourceId: number | null;
    readonly industryId: number | null;
  };
  readonly values: readonly ValueMeaning[];
  /** What becomes of rows that are there already, where nothing else is said of the row. */
  readonly duplicates: Treatment;
}
