import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import type { ChangeWords } from './OperationLine.tsx';

interface RecordWords {
  readonly label: (field: string) => string | null;
  readonly value: ChangeWords;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `customers.createAndClaim` → `customersCreateAndClaim`: under which word a right stands. */
const rightKey = (right: string) => right.replace(/\.([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * Names and values of logged fields as words, never as code. `ofCustomer` knows the fields of a customer; what no word
 * is known for says nothing.
 */
export function useOperationWords(ofCustomer: RecordWords) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  return useMemo(() => {
    const word = (key: string) => (i18n.exists(key) ? String(i18n.t(key as never)) : null);
    const plain = (value: unknown): string => {
      if (value === null || value === undefined || value === '') return '';
      if (typeof value === 'boolean') return t(($) => (value ? $.common.yes : $.common.no));
      if (typeof value === 'number') return format.number(value);
      if (typeof value === 'string') {
        if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return format.full(value);
        return word(`operations.values.${value}`) ?? value;
      }
      if (Array.isArray(value)) return format.list(value.map(plain).filter((part) => part !== ''));
      if (isRecord(value)) {
        const { right, scope } = value;
        if (typeof right === 'string') {
          const label = word(`people.rights.${rightKey(right)}.label`) ?? right;
          const reach = typeof scope === 'string' ? word(`people.scopes.${scope}`) : null;
          return reach === null ? label : `${label} (${reach})`;
        }
        return Object.entries(value)
          .map(([key, part]) => [word(`operations.fields.${key}`), plain(part)] as const)
          .filter(([label, text]) => label !== null && text !== '')
          .map(([label, text]) => `${label ?? ''} ${text}`)
          .join(' · ');
      }
      return '';
    };
    return (entity: string) => ({
      label: (field: string) =>
        (entity === 'customer' ? ofCustomer.label(field) : null) ??
        word(`operations.fields.${field}`) ??
        word(`customers.fields.${field}`) ??
        '',
      value: (field: string, value: unknown) => {
        if (entity === 'customer' && ofCustomer.label(field) !== null) return ofCustomer.value(field, value);
        if (field === 'rule') return word(`operations.rules.${String(value)}`) ?? '';
        // A field without a name in the window is none that people know.
        const named = word(`operations.fields.${field}`) ?? word(`customers.fields.${field}`);
        return named === null ? '' : plain(value);
      },
    });
  }, [t, i18n, format, ofCustomer]);
}
