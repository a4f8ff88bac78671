import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntriesBlock } from '#core/printing/engine/document.ts';
import type { Interaction } from '#core/interactions/interactions.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';

/** Interactions as they read on paper: when, how, with whom, by whom, and what was said. */
export function useEntries() {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useNames();
  return useMemo(
    () =>
      (interactions: readonly Interaction[], withCustomer: boolean): EntriesBlock => ({
        kind: 'entries',
        entries: interactions.map((one) => ({
          head: [
            format.full(one.happenedAt),
            ...(withCustomer ? [one.customerName] : []),
            t(($) => $.interactions.channels[one.channel]),
            ...(one.contacts.length > 0 ? [format.list(one.contacts.map(({ name }) => name))] : []),
            nameOf(one.personId),
          ],
          subject: one.subject ?? '',
          text: one.text,
          after: [
            ...(one.result === null ? [] : [t(($) => $.printing.result, { text: one.result })]),
            ...(one.statusAfter === null || one.statusAfter === one.statusBefore
              ? []
              : [
                  t(($) => $.printing.newStatus, {
                    status: t(($) => $.customers.statuses[one.statusAfter ?? 'potential']),
                  }),
                ]),
            ...one.comments.map(({ personId, createdAt, text }) =>
              t(($) => $.printing.comment, { name: nameOf(personId), at: format.full(createdAt), text }),
            ),
          ],
        })),
      }),
    [t, format, nameOf],
  );
}
