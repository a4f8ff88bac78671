import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '#core/notices/notices.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';

/** The sentence of a notice in the language on the screen. */
export function useNoticeWords(): (notice: Notice) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  return useCallback(
    (notice) => {
      const { on, count, personId, name } = notice.details ?? {};
      return t(($) => $.notices.kinds[notice.kind], {
        name: nameOf(notice.byId),
        person: nameOf(personId ?? null),
        day: format.day(on ?? null),
        count: count ?? 0,
        file: name ?? '',
      });
    },
    [t, format, nameOf],
  );
}

/** The page that a notice is about; null where there is none to open. */
export function noticePath({ kind, customerId }: Notice): string | null {
  switch (kind) {
    case 'shareAsked':
      return '/shared-by-me';
    case 'exportReady':
      return '/exports';
    case 'handoverTasks':
      return '/today';
    case 'handedOver':
    case 'broughtByImport':
    case 'importTakenOut':
    case 'fallsBackSoonMore':
    case 'fellBackUndoneMore':
      return '/mine';
    case 'fellBackMore':
      return '/pool';
    default:
      return customerId === null ? null : `/customers/${customerId}`;
  }
}
