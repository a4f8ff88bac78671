import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '#core/attachments/attachments.contract.ts';
import type { TableBlock } from '#core/printing/engine/document.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';

/** The files of a customer by name: which there are, not what is in them. */
export function useFileTable() {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  return useMemo(
    () =>
      (files: readonly Attachment[]): TableBlock => ({
        kind: 'table',
        pageSum: null,
        columns: [
          { title: t(($) => $.attachments.edit.name), width: 220 },
          { title: t(($) => $.attachments.edit.description), width: 200 },
          { title: t(($) => $.printing.fileOf), width: 110 },
          { title: t(($) => $.printing.fileBy), width: 70 },
          { title: t(($) => $.printing.fileAt), width: 128 },
        ],
        rows: files.map(({ name, description, owner, addedBy, addedAt }) => ({
          style: 'row',
          cells: [name, description ?? '', owner.title ?? '', nameOf(addedBy), format.full(addedAt)],
        })),
      }),
    [t, format, nameOf],
  );
}
