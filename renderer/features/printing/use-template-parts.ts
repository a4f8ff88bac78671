import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { customerColumns } from '#core/exports/exports.contract.ts';
import type { PrintKind } from '#core/printing/print-kinds.contract.ts';
import { useCustomFields } from '../../lib/custom-fields.ts';

interface Part {
  readonly key: string;
  readonly label: string;
}

/** Parts of a customer card, in their order. */
export const cardParts = ['basics', 'contact', 'invoice', 'moreInfo', 'record'] as const;

const contactFields = [
  'name',
  'department',
  'position',
  'decisionRole',
  'gender',
  'phones',
  'emails',
  'wechat',
  'qq',
  'birthday',
  'address',
  'hobbies',
  'remark',
] as const;

/** Columns and parts that a template can leave out, by the kind of document. */
export function useTemplateParts(): (kind: PrintKind) => readonly Part[] {
  const { t } = useTranslation();
  const { fields } = useCustomFields();
  return useMemo(() => {
    const renamed = {
      region: 'regionCode',
      industry: 'industryId',
      tags: 'tagIds',
      source: 'sourceId',
    } as const;
    const columns = customerColumns.map((key): Part => {
      if (key === 'fallsBack') return { key, label: t(($) => $.protection.column) };
      const field =
        key === 'region' || key === 'industry' || key === 'tags' || key === 'source' ? renamed[key] : key;
      return { key, label: t(($) => $.customers.fields[field]) };
    });
    const own = fields.map(({ id, label }) => ({ key: `custom:${id}`, label }));
    const contacts = [
      { key: 'customer', label: t(($) => $.contacts.fields.customer) },
      { key: 'customerNumber', label: t(($) => $.customers.fields.number) },
      ...contactFields.map((key) => ({ key, label: t(($) => $.contacts.fields[key]) })),
      { key: 'main', label: t(($) => $.printing.setup.mainContact) },
      { key: 'leftCompany', label: t(($) => $.contacts.fields.leftCompany) },
    ];
    const card = [
      ...cardParts.map((key) => ({ key, label: t(($) => $.customers.page[key]) })),
      { key: 'contacts', label: t(($) => $.contacts.tab) },
      { key: 'interactions', label: t(($) => $.interactions.page.title) },
    ];
    return (kind) => {
      if (kind === 'customers') return [...columns, ...own];
      if (kind === 'contacts') return contacts;
      return kind === 'card' ? card : [];
    };
  }, [t, fields]);
}
