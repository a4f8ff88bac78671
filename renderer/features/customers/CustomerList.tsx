import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { conditionsIn, type ConditionGroup } from '#core/conditions/conditions.contract.ts';
import type { CustomerRow } from '#core/customers/customers.contract.ts';
import type { CustomerQuestion, ViewLayout } from '#core/views/views.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { usePhone } from '../../lib/phone.ts';
import { useLogOffer } from '../../lib/to-log.ts';
import { orpc } from '../../lib/rpc.ts';
import { DataCards } from '../../ui/data-list/DataCards.tsx';
import { DataList } from '../../ui/data-list/DataList.tsx';
import { FilterChips, type Chip as FilterChip } from '../../ui/data-list/FilterChips.tsx';
import { arrange, keep } from '../../ui/data-list/layout.ts';
import classes from '../../ui/data-list/list-page.module.css';
import { ReadingPane } from '../../ui/data-list/ReadingPane.tsx';
import { useCursor } from '../../ui/data-list/use-cursor.ts';
import { useRows } from '../../ui/data-list/use-rows.ts';
import { useSelection } from '../../ui/data-list/use-selection.ts';
import { useCustomerColumns } from './columns.tsx';
import { CustomerBatchBar } from './CustomerBatchBar.tsx';
import { CustomerCard } from './CustomerCard.tsx';
import { useFilterChips } from './CustomerFilters.tsx';
import { CustomerFormDrawer } from './CustomerFormDrawer.tsx';
import { CustomerListHead } from './CustomerListHead.tsx';
import { CustomerPane } from './CustomerPane.tsx';
import { ListEmpty } from './ListEmpty.tsx';
import type { ListState, SearchParams, View } from './list-state.ts';
import { customerKeys, segmentsQuery } from './queries.ts';
import type { ActionTarget } from './move.ts';
import { useCustomerActions } from './use-customer-actions.tsx';
import { useListPrint, type ListForPaper, type ListOnScreen } from './use-list-print.ts';
import { useListLayout, type KeptLayout } from './use-list-layout.ts';
import { sortOf, useListQuestion } from './use-list-question.ts';

/** The panel of a combined query. */
interface ConditionPanelProps {
  readonly where: ConditionGroup | null;
  readonly onChange: (where: ConditionGroup | null) => void;
  readonly onClose: () => void;
}

/** What a list asks and shows now, to be kept as a view. */
export interface ListContent {
  readonly question: CustomerQuestion;
  readonly layout: ViewLayout;
}

interface CustomerListProps {
  readonly view: View;
  readonly params: SearchParams;
  /** Between title and toolbar: the pages beside this one. */
  readonly tabs?: ReactNode;
  readonly conditionPanel: (props: ConditionPanelProps) => ReactNode;
  readonly viewsMenu: (content: ListContent, narrow: boolean) => ReactNode;
  /** Columns and order of the view that is open, in place of the person's own. */
  readonly viewLayout: {
    readonly layout: ViewLayout;
    readonly change: (part: Partial<ViewLayout>) => void;
  } | null;
  /** Shares what is selected; its dialog belongs to whoever brings it. */
  readonly onShare?: ((target: ActionTarget) => void) | undefined;
  /** Merges what is selected; likewise. */
  readonly onMerge?: ((target: ActionTarget, clearSelection: () => void) => void) | undefined;
  /** Writes what the list finds into a file, or what of it is selected; likewise. */
  readonly onExport?: ((list: ListOnScreen) => void) | undefined;
  /** Puts the list on paper; likewise. */
  readonly onPrint?: ((list: ListForPaper) => void) | undefined;
}

const cardHeight = 96;

/** The combined query that holds, as one chip. */
function useCombinedChip(where: ConditionGroup | null, remove: () => void): FilterChip[] {
  const { t } = useTranslation();
  if (where === null) return [];
  const value = t(($) => $.conditions.count, { count: conditionsIn(where) });
  return [{ key: 'where', label: t(($) => $.conditions.chip), value, remove }];
}

/** My customers or the customer pool: the list page of ux.md, all of its state in the address. */
export function CustomerList(props: CustomerListProps) {
  const { viewLayout } = props;
  const own = useListLayout(props.view);
  if (own === null) return null;
  const kept: KeptLayout =
    viewLayout === null
      ? own
      : {
          ...own,
          layout: { ...own.layout, ...viewLayout.layout },
          change: ({ columns, sort, ...rest }) => {
            if (columns !== undefined) viewLayout.change({ columns });
            if (sort !== undefined) viewLayout.change({ sort });
            if (Object.keys(rest).length > 0) own.change(rest);
          },
          reset: () => viewLayout.change({ columns: [] }),
        };
  return <LoadedList {...props} kept={kept} />;
}

function LoadedList({
  view,
  params,
  tabs,
  conditionPanel,
  viewsMenu,
  onShare,
  onMerge,
  onExport,
  onPrint,
  kept,
}: CustomerListProps & { kept: KeptLayout }) {
  const { t } = useTranslation();
  const format = useFormat();
  const cache = useQueryClient();
  const narrow = usePhone();
  const wide = useMediaQuery('(min-width: 64em)', true, { getInitialValueInEffect: false });
  const searchBox = useRef<HTMLInputElement>(null);

  const { layout } = kept;
  const { state, sort, query, source, go, openPage } = useListQuestion(view, params, layout.sort);
  const rows = useRows(source);
  const figures = useQuery({
    ...segmentsQuery({
      search: state.search,
      filters: state.filters,
      ...(state.where !== null && { where: state.where }),
    }),
    enabled: view === 'pool',
  });
  const count = useQuery({
    queryKey: source.countKey,
    queryFn: ({ signal }) => source.count(signal),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });

  const cursor = useCursor(rows);
  const { active, set: setActive } = cursor;
  const selection = useSelection(rows.loaded);

  /** Another question: the cursor and the selection belong to the old one. */
  const ask = (part: Partial<ListState>) => {
    setActive(-1);
    selection.clear();
    go(part);
  };
  const showSoon = useRef<ReturnType<typeof setTimeout>>(undefined);
  const paneOpen = layout.pane && wide;
  const onActive = (index: number) => {
    setActive(index);
    clearTimeout(showSoon.current);
    if (!paneOpen) return;
    // The pane waits until the cursor rests: holding an arrow key down asks for nothing.
    showSoon.current = setTimeout(() => {
      const row = rows.at(index);
      if (row) go({ shown: row.id });
    }, 120);
  };
  const open = (index: number) => {
    const row = rows.at(index);
    if (!row) return;
    clearTimeout(showSoon.current);
    openPage(row.id, index, rows.total);
  };
  const actions = useCustomerActions((ids) => {
    // What was refused of a batch is told in its result; what it may still do is out of date.
    if (ids.some((id) => selection.has(id))) selection.clear();
  });

  useLogOffer(() => {
    const row = rows.at(active);
    return row?.abilities.includes('log') === true ? { id: row.id, name: row.name } : null;
  });

  const refresh = () => {
    void cache.invalidateQueries({ queryKey: customerKeys.all });
    void cache.invalidateQueries({ queryKey: orpc.pool.key() });
  };
  useHotkeys(
    [
      ['F5', refresh],
      [
        'mod+F',
        () => {
          // A selection has the toolbar's place; the next question would end it anyway.
          selection.clear();
          requestAnimationFrame(() => {
            searchBox.current?.focus();
            searchBox.current?.select();
          });
        },
      ],
    ],
    [],
  );

  const columnsOfView = useCustomerColumns(view);
  const columns = useMemo(() => arrange(columnsOfView, layout), [columnsOfView, layout]);
  const shownColumns = useMemo(() => columns.filter((column) => column.shown), [columns]);
  const onScreen = (): ListOnScreen => ({
    query,
    sort,
    columns: shownColumns.map(({ key, title, width }) => ({ key, title, width })),
  });
  const [combining, setCombining] = useState(false);
  const filterChips = useFilterChips(state.filters, (filters) => ask({ filters }));
  const chips = [...filterChips, ...useCombinedChip(state.where, () => ask({ where: null }))];
  const asked = state.search !== '' || chips.length > 0;
  const print = useListPrint({ view, state, chips, rows: rows.loaded, selection, onScreen, onPrint });
  const empty = (
    <ListEmpty
      view={view}
      segment={state.segment}
      asked={asked}
      onClear={() => ask({ search: '', filters: {}, where: null })}
      onNew={() => go({ form: 'new' })}
    />
  );
  const rowName = useCallback((row: CustomerRow) => row.name, []);
  const label = t(($) => $.customers.list.label);
  const canSelect = columnsOfView.length > 0;

  const shownIndex = active >= 0 && rows.at(active)?.id === state.shown ? active : -1;
  const step = (by: -1 | 1) => {
    const to = shownIndex + by;
    return shownIndex >= 0 && to >= 0 && to < rows.total ? () => onActive(to) : null;
  };

  return (
    <div className={classes.page}>
      <CustomerListHead
        view={view}
        tabs={tabs}
        state={state}
        count={count.data ?? null}
        figures={figures.data ?? null}
        narrow={narrow}
        searchBox={searchBox}
        columns={columns}
        density={layout.density}
        pane={wide ? layout.pane : null}
        combining={combining}
        conditions={
          combining
            ? conditionPanel({
                where: state.where,
                onChange: (where) => ask({ where }),
                onClose: () => setCombining(false),
              })
            : null
        }
        views={viewsMenu(
          {
            question: {
              segment: view === 'pool' ? state.segment : 'all',
              search: state.search,
              filters: state.filters,
              ...(state.where !== null && { where: state.where }),
            },
            layout: { columns: [...layout.columns], sort },
          },
          narrow,
        )}
        hidden={selection.size > 0 && !narrow}
        onAsk={ask}
        onForm={(form) => go({ form })}
        onRefresh={refresh}
        onExport={onExport ? () => onExport(onScreen()) : null}
        onPrint={print === null ? null : () => print([])}
        onCombine={setCombining}
        onColumns={(next) => kept.change({ columns: keep(next) })}
        onDensity={(density) => kept.change({ density })}
        onReset={kept.reset}
        onPane={(pane) => {
          kept.change({ pane });
          const row = rows.at(active);
          if (pane && row) go({ shown: row.id });
        }}
      />
      {selection.size > 0 ? (
        <CustomerBatchBar
          view={view}
          query={query}
          count={count.data}
          selection={selection}
          actions={actions}
          brought={{
            share: onShare,
            merge: onMerge && ((target) => onMerge(target, selection.clear)),
            export: onExport && (({ ids }) => onExport({ ...onScreen(), ids })),
            print: print === null ? undefined : ({ ids }) => print(ids),
          }}
        />
      ) : null}
      <FilterChips chips={chips} onClear={() => ask({ filters: {}, where: null })} />
      <div className={classes.main}>
        {narrow ? (
          <DataCards
            label={label}
            rows={rows}
            selection={selection}
            rowName={rowName}
            height={cardHeight}
            card={(row) => <CustomerCard row={row} />}
            empty={empty}
          />
        ) : (
          <DataList
            label={label}
            rows={rows}
            columns={shownColumns}
            density={layout.density}
            sort={sort}
            selection={canSelect ? selection : null}
            cursor={cursor}
            rowName={rowName}
            onActive={onActive}
            onOpen={open}
            onEscape={() => {
              if (paneOpen && state.shown !== null) go({ shown: null });
              else selection.clear();
            }}
            onSort={(next) => {
              const known = sortOf(next);
              if (known === null) return;
              kept.change({ sort: known });
              setActive(-1);
              go({ sort: known });
            }}
            onColumns={(next) => {
              // Hidden columns follow the shown ones.
              const order = [...next, ...columns.filter((column) => !column.shown)];
              kept.change({ columns: keep(order) });
            }}
            empty={empty}
          />
        )}
        {paneOpen ? (
          <ReadingPane
            label={t(($) => $.customers.page.overview)}
            position={
              shownIndex >= 0
                ? t(($) => $.list.position, {
                    at: format.number(shownIndex + 1),
                    total: format.count({ count: rows.total, more: rows.more }),
                  })
                : null
            }
            onPrevious={step(-1)}
            onNext={step(1)}
            onOpen={shownIndex >= 0 ? () => open(shownIndex) : null}
            onClose={() => {
              kept.change({ pane: false });
              go({ shown: null });
            }}
          >
            <CustomerPane id={state.shown} actions={actions} onEdit={(id) => go({ form: id })} />
          </ReadingPane>
        ) : null}
      </div>
      {actions.layer}
      <CustomerFormDrawer
        form={view === 'mine' && state.form === 'new' ? 'claim' : state.form}
        onClose={() => go({ form: null })}
        onNext={() => go({ form: state.form })}
      />
    </div>
  );
}
