import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { parseLoggedField, type CustomField } from '#core/custom-fields/custom-fields.contract.ts';
import { useFormat } from './format.ts';
import { orpc } from './rpc.ts';

const none: readonly CustomField[] = [];

/** The fields that the office added to customers: `fields` those that forms ask for, `all` retired ones too, in their order. */
export function useCustomFields() {
  const query = useQuery(orpc.customFields.list.queryOptions({ input: {}, staleTime: Infinity }));
  const all = query.data ?? none;
  return useMemo(
    () => ({
      all,
      fields: all.filter(({ retired }) => !retired),
      byId: new Map(all.map((field) => [field.id, field])),
      loading: query.isPending,
    }),
    [all, query.isPending],
  );
}

/** How a value of a custom field is named: `custom:7` on records, `custom:money:7:年采购额` in the log. */
export type CustomName = `custom:${string}`;

export function isCustomName(name: string): name is CustomName {
  return name.startsWith('custom:');
}

type Described = Pick<CustomField, 'kind' | 'label'> & Partial<Pick<CustomField, 'options'>>;

/** Labels and values of custom fields as words, on records and in the log; a name that says nothing any more reads empty. */
export function useCustomWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const { byId } = useCustomFields();
  return useMemo(() => {
    const describe = (name: CustomName): Described | null => {
      const logged = parseLoggedField(name);
      return byId.get(logged?.id ?? Number(name.slice('custom:'.length))) ?? logged;
    };
    const option = ({ options = [] }: Described, value: unknown): string =>
      typeof value === 'number'
        ? (options.find(({ id }) => id === value)?.label ?? '')
        : typeof value === 'string'
          ? value
          : '';
    const words = (field: Described, value: unknown): string => {
      if (value === null || value === undefined) return '';
      switch (field.kind) {
        case 'text':
        case 'date':
          return typeof value === 'string' ? value : '';
        case 'number':
          return typeof value === 'number' ? value.toLocaleString('en-US', { maximumFractionDigits: 6 }) : '';
        case 'money':
          return typeof value === 'number' ? format.money(value) : '';
        case 'choice':
          return option(field, value);
        case 'choices':
          return Array.isArray(value)
            ? format.list(inOrder(field, value).flatMap((one: unknown) => option(field, one) || []))
            : '';
        case 'yesNo':
          return typeof value === 'boolean' ? t(($) => (value ? $.common.yes : $.common.no)) : '';
      }
    };
    return {
      /** A value of a field that is at hand. */
      words,
      label: (name: CustomName): string => {
        const field = describe(name);
        return field === null ? '' : (parseLoggedField(name)?.label ?? field.label);
      },
      value: (name: CustomName, value: unknown): string => {
        const field = describe(name);
        return field === null ? '' : words(field, value);
      },
    };
  }, [t, format, byId]);
}

/** Several choices in the order of their field, whatever order they were chosen in. */
function inOrder({ options = [] }: Described, values: readonly unknown[]): readonly unknown[] {
  const place = (value: unknown) => options.findIndex(({ id }) => id === value);
  return values.toSorted((a, b) => place(a) - place(b));
}
