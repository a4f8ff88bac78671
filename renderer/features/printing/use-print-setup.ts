import { useQuery } from '@tanstack/react-query';
import { createContext, use, useMemo } from 'react';
import type { PrintKind } from '#core/printing/print-kinds.contract.ts';
import {
  noLetterhead,
  usualTemplate,
  type OfficeLetterhead,
  type PrintSetup,
  type PrintTemplate,
} from '#core/printing/print-setup.contract.ts';
import { orpc } from '../../lib/rpc.ts';

/** A setup that is being changed: what is shown inside looks like it, in place of what is saved. */
export const DraftContext = createContext<PrintSetup | null>(null);

interface UsedSetup {
  readonly letterhead: OfficeLetterhead;
  readonly templateOf: (kind: PrintKind) => PrintTemplate;
  /** Not yet known: nothing is laid out before. */
  readonly loading: boolean;
}

/** The office's letterhead and templates. */
export function usePrintSetup(): UsedSetup {
  const draft = use(DraftContext);
  const { data, isPending } = useQuery(orpc.printing.setup.queryOptions({ input: {}, staleTime: Infinity }));
  const setup: PrintSetup | undefined = draft ?? data;
  return useMemo(
    () => ({
      letterhead: setup?.letterhead ?? noLetterhead,
      templateOf: (kind) => setup?.templates[kind] ?? usualTemplate(kind),
      loading: setup === undefined && isPending,
    }),
    [setup, isPending],
  );
}
