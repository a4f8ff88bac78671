import { type } from '@orpc/contract';
import { z } from 'zod';
import { id, nothing, read, shortText, version, write } from '../rpc/contract-base.ts';

/** Kinds of fields that the administrator can add to customers (spec §3). */
export const customFieldKinds = ['text', 'number', 'money', 'date', 'choice', 'choices', 'yesNo'] as const;
export type CustomFieldKind = (typeof customFieldKinds)[number];

/** Most fields in use, most options of one field, and the longest texts in code points. */
export const customFieldLimits = { fields: 50, options: 200, label: 50, hint: 200, text: 2000 } as const;
/** Decimals of a number, and the largest. */
export const customNumberLimits = { decimals: 6, largest: 1e12 } as const;

export interface CustomFieldOption {
  readonly id: number;
  readonly label: string;
  /** Stays on the customers that have it and is offered no more. */
  readonly retired: boolean;
}

/** A field of customers, in the order of the form. */
export interface CustomField {
  readonly id: number;
  /** Never changes: values could not follow. */
  readonly kind: CustomFieldKind;
  readonly label: string;
  readonly hint: string | null;
  /** A person can save no customer without it; imports can. */
  readonly required: boolean;
  /** Asked for no more; customers that have a value keep showing it. */
  readonly retired: boolean;
  /** In their order; empty unless it is a choice or several. */
  readonly options: readonly CustomFieldOption[];
  readonly version: number;
}

/**
 * By kind: text, a number, fen, `YYYY-MM-DD`, the id of an option, ids of options, yes or no.
 */
export type CustomValue = string | number | boolean | number[];
/** Values by the id of their field. */
export type CustomValues = Readonly<Record<string, CustomValue>>;

/** What a form sends: the fields it names are written, null empties one, and what it does not name stays as it is. */
export const customValuesSchema = z
  .record(
    z.string().regex(/^[1-9]\d{0,14}$/),
    z.union([z.string().max(20_000), z.number(), z.boolean(), z.array(id).max(400)]).nullable(),
  )
  .refine((values) => Object.keys(values).length <= 400);
export type CustomInput = z.infer<typeof customValuesSchema>;

const described = { label: shortText, hint: shortText.nullable(), required: z.boolean() };
const mostSent = 400;

export const customFieldsContract = {
  /** Every field, retired ones too, in their order. */
  list: read('signedIn').input(nothing).output(type<readonly CustomField[]>()),
  /** Appends a field. `options` are the labels of a choice's first options. */
  create: write('settings.manage')
    .input(
      z.strictObject({
        kind: z.enum(customFieldKinds),
        ...described,
        options: z.array(shortText).max(mostSent).default([]),
      }),
    )
    .output(type<CustomField>()),
  update: write('settings.manage')
    .input(z.strictObject({ id, version, ...described, retired: z.boolean() }))
    .output(type<CustomField>()),
  /** The options of a choice as they shall be, in this order: those without id are new, those left out are removed. */
  setOptions: write('settings.manage')
    .input(
      z.strictObject({
        id,
        version,
        options: z
          .array(z.strictObject({ id: id.nullable(), label: shortText, retired: z.boolean() }))
          .max(mostSent),
      }),
    )
    .output(type<CustomField>()),
  order: write('settings.manage')
    .input(z.strictObject({ ids: z.array(id).max(5000) }))
    .output(type<void>()),
  /** Refused with `customFieldInUse` while a customer has a value; it can be retired instead. */
  remove: write('settings.manage').input(z.strictObject({ id, version })).output(type<void>()),
};

/** How a line of the operation log names a custom field: its kind, number and label at that time. */
export type LoggedField = `custom:${string}`;

export function loggedField({
  kind,
  id: number,
  label,
}: Pick<CustomField, 'kind' | 'id' | 'label'>): LoggedField {
  return `custom:${kind}:${number}:${label}`;
}

/** The other way; null when the name is that of no custom field. */
export function parseLoggedField(name: string): Pick<CustomField, 'kind' | 'id' | 'label'> | null {
  const [, kind, number, label] = /^custom:([a-zA-Z]+):(\d+):(.*)$/su.exec(name) ?? [];
  const known = customFieldKinds.find((each) => each === kind);
  return known === undefined || label === undefined ? null : { kind: known, id: Number(number), label };
}
