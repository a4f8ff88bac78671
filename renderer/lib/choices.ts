import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Choice, ChoiceKind } from '#core/choices/choices.contract.ts';
import { orpc } from './rpc.ts';

const none: readonly Choice[] = [];

/** The office's lists of choices. `ofKind` gives the entries on offer in their order, retired ones left out unless asked for. */
export function useChoices() {
  const query = useQuery(orpc.choices.list.queryOptions({ input: {}, staleTime: Infinity }));
  const choices = query.data ?? none;
  return useMemo(() => {
    const byId = new Map(choices.map((choice) => [choice.id, choice]));
    const ofKind = (kind: ChoiceKind, withRetired = false): readonly Choice[] =>
      choices
        .filter((choice) => choice.kind === kind && (withRetired || !choice.retired))
        .toSorted((a, b) => a.position - b.position || a.id - b.id);
    const labelOf = (id: number | null): string => (id === null ? '' : (byId.get(id)?.label ?? ''));
    return { choices, byId, ofKind, labelOf, loading: query.isPending };
  }, [choices, query.isPending]);
}
