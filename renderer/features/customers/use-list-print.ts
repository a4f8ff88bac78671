import { useHotkeys } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { CustomerQueryInput, CustomerRow } from '#core/customers/customers.contract.ts';
import type { Selection } from '../../ui/data-list/use-selection.ts';
import type { ListState, View } from './list-state.ts';
import type { CustomerSort } from './queries.ts';

/** A list as it stands on the screen. */
export interface ListOnScreen {
  readonly query: CustomerQueryInput;
  readonly sort: CustomerSort;
  readonly columns: readonly { readonly key: string; readonly title: string; readonly width: number }[];
  readonly ids?: readonly number[];
}

/** A list to be put on paper: with its title, and its conditions in words. */
export interface ListForPaper extends Omit<ListOnScreen, 'ids'> {
  readonly title: string;
  readonly said: readonly { readonly label: string; readonly value: string }[];
  /** The rows of the page in view, and those that are selected. */
  readonly page: readonly number[];
  readonly selected: readonly number[];
}

interface ListPrint {
  readonly view: View;
  readonly state: ListState;
  readonly chips: readonly { readonly label: string; readonly value: string }[];
  /** The pages in view. */
  readonly rows: readonly (readonly CustomerRow[])[];
  readonly selection: Selection<CustomerRow>;
  readonly onScreen: () => ListOnScreen;
  readonly onPrint: ((list: ListForPaper) => void) | undefined;
}

/** Puts the list on paper, all of it or what is selected; by Ctrl+P too. null where the person may not. */
export function useListPrint(list: ListPrint): ((selected: readonly number[]) => void) | null {
  const { view, state, chips, rows, selection, onScreen, onPrint } = list;
  const { t } = useTranslation();
  const segment =
    view === 'pool' && state.segment !== 'all'
      ? [{ label: t(($) => $.customers.segments[state.segment]), value: '' }]
      : [];
  const searched =
    state.search === '' ? [] : [{ label: t(($) => $.printing.search), value: `“${state.search}”` }];
  const print = (selected: readonly number[]) =>
    onPrint?.({
      ...onScreen(),
      title: t(($) => $.customers[view]),
      said: [...segment, ...searched, ...chips.map(({ label, value }) => ({ label, value }))],
      page: rows[0]?.map(({ id }) => id) ?? [],
      selected,
    });
  useHotkeys(onPrint ? [['mod+P', () => print([...selection.rows.keys()])]] : [], []);
  return onPrint === undefined ? null : print;
}
