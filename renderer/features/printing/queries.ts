import { queryOptions } from '@tanstack/react-query';
import type { ExportWhat } from '#core/exports/exports.contract.ts';
import type { AddressedTo } from '#core/printing/printing.contract.ts';
import type { Language } from '#core/sessions/sessions.contract.ts';
import { client, orpc } from '../../lib/rpc.ts';

/** What is printed is as it was when the preview was opened, and is forgotten when that closes. */
const once = { staleTime: Infinity, gcTime: 0, retry: false } as const;

export const printingQueries = {
  rows: (opened: number, what: Exclude<ExportWhat, { noun: 'interactions' }>, language: Language) =>
    queryOptions({
      ...once,
      queryKey: [...orpc.printing.rows.key(), opened, what, language],
      queryFn: ({ signal }) => client.printing.rows({ what, language }, { signal }),
    }),
  interactions: (opened: number, question: Extract<ExportWhat, { noun: 'interactions' }>['question']) =>
    queryOptions({
      ...once,
      queryKey: [...orpc.printing.interactions.key(), opened, question],
      queryFn: ({ signal }) => client.printing.interactions({ question }, { signal }),
    }),
  card: (opened: number, customerId: number, contacts: boolean, interactions: boolean, files: boolean) =>
    queryOptions({
      ...once,
      queryKey: [...orpc.printing.card.key(), opened, customerId, contacts, interactions, files],
      queryFn: ({ signal }) =>
        client.printing.card({ customerId, contacts, interactions, files }, { signal }),
    }),
  addresses: (opened: number, what: Extract<ExportWhat, { noun: 'contacts' }>, to: AddressedTo) =>
    queryOptions({
      ...once,
      queryKey: [...orpc.printing.addresses.key(), opened, what, to],
      queryFn: ({ signal }) => client.printing.addresses({ what, to }, { signal }),
    }),
};
