import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type CustomerQueryInput, type CustomerRow, sortKeys } from '#core/customers/customers.contract.ts';
import type { Layout, RowSource } from '../../ui/data-list/types.ts';
import { readListState, writeListState, type ListState, type SearchParams, type View } from './list-state.ts';
import { customerRows, type CustomerSort } from './queries.ts';
import { useTrail } from './trail.ts';

interface ListQuestion {
  readonly state: ListState;
  readonly sort: CustomerSort;
  readonly query: CustomerQueryInput;
  readonly source: RowSource<CustomerRow>;
  /** Changes a part of the address. */
  readonly go: (part: Partial<ListState>) => void;
  /** Opens a customer's page, which keeps previous and next in this list's order. */
  readonly openPage: (id: number, index: number, total: number) => void;
}

const usualSort: CustomerSort = { by: 'updatedAt', direction: 'desc' };

/** What a list asks for: out of its address, and its order where the address says none out of the person's layout. */
export function useListQuestion(view: View, params: SearchParams, kept: Layout['sort']): ListQuestion {
  const navigate = useNavigate();
  const state = useMemo(() => readListState(params), [params]);
  const keptSort = useMemo(() => sortOf(kept), [kept]);
  const sort = state.sort ?? keptSort ?? usualSort;
  const query = useMemo<CustomerQueryInput>(
    () => ({
      view,
      segment: view === 'pool' ? state.segment : 'all',
      search: state.search,
      filters: state.filters,
      ...(state.where !== null && { where: state.where }),
    }),
    [view, state.segment, state.search, state.filters, state.where],
  );
  const source = useMemo(() => customerRows(query, sort), [query, sort]);
  const go = useCallback(
    (part: Partial<ListState>) => {
      void navigate({
        to: '.',
        replace: true,
        search: (old) => writeListState({ ...readListState(old), ...part }),
      });
    },
    [navigate],
  );
  const openPage = (id: number, index: number, total: number) => {
    const { search, filters, where } = state;
    useTrail.setState({
      trail: {
        list: {
          view,
          segment: query.segment ?? 'all',
          search,
          filters,
          sort,
          ...(where !== null && { where }),
        },
        id,
        index,
        total,
        search: writeListState({ ...state, form: null }),
      },
    });
    void navigate({ to: '/customers/$id', params: { id: String(id) } });
  };
  return { state, sort, query, source, go, openPage };
}

/** An order that this list knows; null for any other. */
export function sortOf(sort: Layout['sort']): CustomerSort | null {
  const by = sortKeys.find((key) => key === sort?.by);
  return by && sort ? { by, direction: sort.direction } : null;
}
