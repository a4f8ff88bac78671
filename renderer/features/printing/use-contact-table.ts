import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#core/contacts/contacts.contract.ts';
import type { TableBlock } from '#core/printing/engine/document.ts';

/** The people at a customer, one a line. */
export function useContactTable() {
  const { t } = useTranslation();
  return useMemo(
    () =>
      (contacts: readonly Contact[]): TableBlock => ({
        kind: 'table',
        pageSum: null,
        columns: [
          { title: t(($) => $.contacts.fields.name), width: 90 },
          { title: t(($) => $.contacts.fields.department), width: 90 },
          { title: t(($) => $.contacts.fields.position), width: 90 },
          { title: t(($) => $.contacts.fields.phones), width: 130 },
          { title: t(($) => $.contacts.fields.emails), width: 150 },
          { title: t(($) => $.contacts.fields.wechat), width: 90 },
        ],
        rows: contacts.map((one) => ({
          style: 'row',
          cells: [
            one.leftCompany ? t(($) => $.printing.leftCompany, { name: one.name }) : one.name,
            one.department ?? '',
            one.position ?? '',
            one.phones.map(({ value }) => value).join('\n'),
            one.emails.map(({ value }) => value).join('\n'),
            one.wechat ?? '',
          ],
        })),
      }),
    [t],
  );
}
