import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Noun } from '#core/conditions/conditions.contract.ts';
import { askedAs, queryFields, type QueryField } from '#core/conditions/fields.contract.ts';
import { useChoices } from '../../lib/choices.ts';
import { useCustomFields } from '../../lib/custom-fields.ts';
import type { FieldOf } from './draft.ts';

/** One entry of a choice. */
export interface FieldChoice {
  readonly value: string | number;
  readonly label: string;
}

export interface NamedField {
  readonly key: string;
  readonly label: string;
  readonly field: QueryField;
}

export interface ConditionFields {
  readonly fieldOf: FieldOf;
  /** The fields of a noun, custom ones apart. */
  readonly offered: (
    noun: Noun,
  ) => readonly { readonly custom: boolean; readonly fields: readonly NamedField[] }[];
  readonly labelOf: (noun: Noun, key: string) => string;
  /** What can be chosen for a field of words or choices. */
  readonly choicesOf: (noun: Noun, key: string) => readonly FieldChoice[];
}

const keysOf = <T extends object>(fields: T): readonly (keyof T & string)[] =>
  Object.keys(fields) as (keyof T & string)[];

/** The fields that can be asked about, in words. */
export function useConditionFields(): ConditionFields {
  const { t } = useTranslation();
  const choices = useChoices();
  const { all: custom } = useCustomFields();
  return useMemo(() => {
    const words = wordsOf(t);
    const customFields = new Map(custom.map((field) => [`custom:${field.id}`, field]));
    const fieldOf: FieldOf = (noun, key) => {
      const own = noun === 'customer' ? customFields.get(key) : undefined;
      if (own !== undefined) return { kind: askedAs[own.kind] };
      const fields: Readonly<Record<string, QueryField>> = queryFields[noun];
      return Object.hasOwn(fields, key) ? (fields[key] ?? null) : null;
    };
    const labelOf = (noun: Noun, key: string): string =>
      customFields.get(key)?.label ?? words.fields[noun][key] ?? '';
    const named = (noun: Noun, keys: readonly string[]): NamedField[] =>
      keys.flatMap((key) => {
        const field = fieldOf(noun, key);
        return field === null ? [] : [{ key, label: labelOf(noun, key), field }];
      });
    return {
      fieldOf,
      labelOf,
      offered: (noun) => {
        const built = { custom: false, fields: named(noun, keysOf(queryFields[noun])) };
        const inUse = [...customFields].filter(([, field]) => !field.retired).map(([key]) => key);
        return noun !== 'customer' || inUse.length === 0
          ? [built]
          : [built, { custom: true, fields: named(noun, inUse) }];
      },
      choicesOf: (noun, key) => {
        const own = customFields.get(key);
        if (own !== undefined) return own.options.map(({ id, label }) => ({ value: id, label }));
        const field = fieldOf(noun, key);
        if (field?.list !== undefined)
          return choices.ofKind(field.list, true).map(({ id, label }) => ({ value: id, label }));
        return (field?.words ?? []).map((value) => ({ value, label: words.words[key]?.[value] ?? value }));
      },
    };
  }, [t, choices, custom]);
}

type Translate = ReturnType<typeof useTranslation>['t'];

/** Labels of the built-in fields and of the words they hold: those of the forms, so that one thing has one name. */
function wordsOf(t: Translate): {
  fields: Record<Noun, Record<string, string>>;
  words: Record<string, Record<string, string>>;
} {
  const customers = t(($) => $.customers.fields, { returnObjects: true });
  const contacts = t(($) => $.contacts.fields, { returnObjects: true });
  const own = t(($) => $.conditions.fields, { returnObjects: true });
  const form = t(($) => $.interactions.form, { returnObjects: true });
  const statuses = t(($) => $.customers.statuses, { returnObjects: true });
  return {
    fields: {
      customer: { ...customers, ownerId: customers.owner, parent: customers.parentId, locked: own.locked },
      contact: {
        ...contacts,
        phone: contacts.phones,
        email: contacts.emails,
        birthdayMonth: own.birthdayMonth,
        main: own.main,
        createdAt: customers.createdAt,
      },
      interaction: {
        said: own.said,
        channel: form.channel,
        happenedAt: form.happenedAt,
        personId: form.person,
        subject: form.subject,
        result: form.result,
        statusAfter: own.statusAfter,
        createdBy: customers.createdBy,
      },
    },
    words: {
      type: t(($) => $.customers.types, { returnObjects: true }),
      status: statuses,
      statusAfter: statuses,
      level: t(($) => $.customers.levels, { returnObjects: true }),
      decisionRole: t(($) => $.contacts.decisionRoles, { returnObjects: true }),
      gender: t(($) => $.contacts.genders, { returnObjects: true }),
      channel: t(($) => $.interactions.channels, { returnObjects: true }),
    },
  };
}
