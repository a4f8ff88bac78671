import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { cardColumns } from '#core/imports/import-plan.contract.ts';
import type { FileInspection } from '#core/imports/imports.contract.ts';

/** What to call a column by its heading. Cards have no headings: their columns are called as the fields that they fill. */
export function useHeadings(kind: FileInspection['kind'] | null): (heading: string) => string {
  const { t } = useTranslation();
  return useCallback(
    (heading) => {
      const column = kind === 'vcf' ? cardColumns.find((one) => one.heading === heading) : undefined;
      if (column === undefined) return heading;
      if ('part' in column) return t(($) => $.imports.contactParts[column.part]);
      return t(($) => $.imports.fields[column.field]);
    },
    [kind, t],
  );
}
