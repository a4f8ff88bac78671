import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonName } from '#core/people/people.contract.ts';
import { orpc } from './rpc.ts';

const none: readonly PersonName[] = [];

/** The names of all colleagues, by id: for owner columns and pickers. */
export function useNames() {
  const { t } = useTranslation();
  const query = useQuery(orpc.people.names.queryOptions({ input: {}, staleTime: Infinity }));
  const people = query.data ?? none;
  return useMemo(() => {
    const byId = new Map(people.map((person) => [person.id, person]));
    const nameOf = (id: number | null): string => {
      // Not there yet is not unknown: the cell fills in a moment.
      if (id === null || query.isPending) return '';
      return byId.get(id)?.name ?? t(($) => $.common.unknownPerson);
    };
    return { people, byId, nameOf, loading: query.isPending };
  }, [people, query.isPending, t]);
}
