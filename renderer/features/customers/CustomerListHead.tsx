import {
  ActionIcon,
  Button,
  Drawer,
  Group,
  Indicator,
  Popover,
  SegmentedControl,
  Tooltip,
} from '@mantine/core';
import {
  IconFilter,
  IconFilterCog,
  IconLayoutSidebarRight,
  IconLayoutSidebarRightFilled,
  IconPrinter,
  IconRefresh,
  IconTableExport,
} from '@tabler/icons-react';
import { useState, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerRow } from '#core/customers/customers.contract.ts';
import type { Count } from '#core/shared/paging.ts';
import { useFormat } from '../../lib/format.ts';
import { ListMenu } from '../../ui/data-list/ListMenu.tsx';
import page from '../../ui/data-list/list-page.module.css';
import type { Column, Layout } from '../../ui/data-list/types.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import classes from './customer-list.module.css';
import { CustomerFilters } from './CustomerFilters.tsx';
import type { ListState, View } from './list-state.ts';
import { MyLimits } from './MyLimits.tsx';
import { NewButtons } from './NewButtons.tsx';
import { SearchBox } from './SearchBox.tsx';

interface CustomerListHeadProps {
  readonly view: View;
  readonly tabs?: ReactNode;
  readonly state: ListState;
  readonly count: Count | null;
  readonly figures: { readonly unclaimed: Count; readonly claimed: Count; readonly all: Count } | null;
  readonly narrow: boolean;
  readonly searchBox: RefObject<HTMLInputElement | null>;
  readonly columns: readonly Column<CustomerRow>[];
  readonly density: Layout['density'];
  /** null: no room for a reading pane. */
  readonly pane: boolean | null;
  /** The combined query is being put together: its panel. */
  readonly combining: boolean;
  readonly conditions: ReactNode;
  readonly views: ReactNode;
  /** The batch bar stands in the toolbar's place. */
  readonly hidden: boolean;
  readonly onAsk: (part: Partial<ListState>) => void;
  readonly onCombine: (combining: boolean) => void;
  readonly onForm: (form: 'new' | 'claim') => void;
  readonly onRefresh: () => void;
  /** Writes the list into a file; null where the person may not. */
  readonly onExport: (() => void) | null;
  /** Puts the list on paper; null where the person may not. */
  readonly onPrint: (() => void) | null;
  readonly onColumns: (columns: readonly Column<CustomerRow>[]) => void;
  readonly onDensity: (density: Layout['density']) => void;
  readonly onReset: () => void;
  readonly onPane: (pane: boolean) => void;
}

const icon = { size: 18, stroke: 1.6 } as const;

/** Title with count and primary action, segments, search, filters, and how the list looks. */
export function CustomerListHead(props: CustomerListHeadProps) {
  const { view, state, count, figures, narrow } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const filterCount = Object.keys(state.filters).length;
  const [filtering, setFiltering] = useState(false);
  const segment = (key: 'unclaimed' | 'claimed' | 'all') => ({
    value: key,
    label: (
      <span className={classes.segment}>
        {t(($) => $.customers.segments[key])}
        <span className={classes.figure}>{figures ? format.count(figures[key]) : '\u2002'}</span>
      </span>
    ),
  });
  const filters = (
    <CustomerFilters
      view={view}
      filters={state.filters}
      onChange={(next) => props.onAsk({ filters: next })}
    />
  );
  const printing = (variant: 'default' | 'subtle') =>
    props.onPrint === null ? null : (
      <Tooltip label={`${t(($) => $.printing.open)} (Ctrl+P)`}>
        <ActionIcon
          size="lg"
          variant={variant}
          aria-label={t(($) => $.printing.open)}
          onClick={props.onPrint}
        >
          <IconPrinter {...icon} />
        </ActionIcon>
      </Tooltip>
    );
  const exporting = (variant: 'default' | 'subtle') =>
    props.onExport === null ? null : (
      <Tooltip label={t(($) => $.exports.open)}>
        <ActionIcon
          size="lg"
          variant={variant}
          aria-label={t(($) => $.exports.open)}
          onClick={props.onExport}
        >
          <IconTableExport {...icon} />
        </ActionIcon>
      </Tooltip>
    );
  const badge = { disabled: filterCount === 0, label: filterCount, size: 16, offset: 4 } as const;
  return (
    <>
      <div className={page.top}>
        <PageHeader
          title={t(($) => $.customers[view])}
          count={count ? format.count(count) : undefined}
          actions={
            <>
              {narrow || (view !== 'mine' && view !== 'pool') ? null : <MyLimits />}
              <NewButtons view={view} narrow={narrow} onForm={props.onForm} />
            </>
          }
        />
      </div>
      {props.tabs}
      {props.hidden ? null : (
        <div className={`${page.toolbar} ${classes.toolbar}`}>
          {view === 'pool' ? (
            <SegmentedControl
              className={classes.segments}
              size="sm"
              aria-label={t(($) => $.customers.segments.label)}
              value={state.segment}
              data={[segment('unclaimed'), segment('claimed'), segment('all')]}
              onChange={(value) =>
                props.onAsk({ segment: value === 'unclaimed' || value === 'claimed' ? value : 'all' })
              }
            />
          ) : null}
          <SearchBox
            key={view}
            value={state.search}
            box={props.searchBox}
            onSearch={(search) => props.onAsk({ search })}
          />
          {narrow ? (
            <>
              <Indicator {...badge}>
                <ActionIcon
                  size="lg"
                  variant="default"
                  aria-label={t(($) => $.list.filter)}
                  onClick={() => setFiltering(true)}
                >
                  <IconFilter {...icon} />
                </ActionIcon>
              </Indicator>
              <Drawer
                opened={filtering}
                onClose={() => setFiltering(false)}
                position="bottom"
                size="85%"
                title={t(($) => $.list.filter)}
                closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
              >
                {filters}
                <Group grow mt="md">
                  <Button
                    variant="default"
                    disabled={filterCount === 0}
                    onClick={() => props.onAsk({ filters: {} })}
                  >
                    {t(($) => $.customers.list.clearFilters)}
                  </Button>
                  <Button onClick={() => setFiltering(false)}>
                    {t(($) => $.customers.list.showMatches, { figure: count ? format.count(count) : '' })}
                  </Button>
                </Group>
              </Drawer>
            </>
          ) : (
            <Popover
              opened={filtering}
              onChange={setFiltering}
              position="bottom-start"
              width={340}
              shadow="md"
              trapFocus
              closeOnClickOutside
            >
              <Indicator {...badge}>
                <Popover.Target>
                  <Button
                    variant="default"
                    leftSection={<IconFilter size={16} stroke={1.6} />}
                    onClick={() => setFiltering(!filtering)}
                  >
                    {t(($) => $.list.filter)}
                  </Button>
                </Popover.Target>
              </Indicator>
              <Popover.Dropdown p={0}>
                <div className={classes.filters}>{filters}</div>
              </Popover.Dropdown>
            </Popover>
          )}
          <CombineButton
            narrow={narrow}
            combining={props.combining}
            holds={state.where !== null}
            onCombine={props.onCombine}
          />
          {props.views}
          <span className={page.space} />
          {narrow ? printing('default') : null}
          {narrow ? exporting('default') : null}
          {narrow ? null : (
            <Group gap={2} wrap="nowrap">
              <Tooltip label={t(($) => $.list.refresh)}>
                <ActionIcon size="lg" aria-label={t(($) => $.list.refresh)} onClick={props.onRefresh}>
                  <IconRefresh {...icon} />
                </ActionIcon>
              </Tooltip>
              {printing('subtle')}
              {exporting('subtle')}
              <ListMenu
                columns={props.columns}
                density={props.density}
                onColumns={props.onColumns}
                onDensity={props.onDensity}
                onReset={props.onReset}
              />
              {props.pane === null ? null : <PaneButton pane={props.pane} onPane={props.onPane} />}
            </Group>
          )}
        </div>
      )}
      {narrow ? (
        <Drawer
          opened={props.combining}
          onClose={() => props.onCombine(false)}
          position="bottom"
          size="85%"
          title={t(($) => $.conditions.title)}
          closeButtonProps={{ 'aria-label': t(($) => $.common.close) }}
        >
          {props.conditions}
        </Drawer>
      ) : (
        props.conditions
      )}
    </>
  );
}

interface CombineButtonProps {
  readonly narrow: boolean;
  readonly combining: boolean;
  readonly holds: boolean;
  readonly onCombine: (combining: boolean) => void;
}

function CombineButton({ narrow, combining, holds, onCombine }: CombineButtonProps) {
  const { t } = useTranslation();
  const toggle = { 'aria-expanded': combining, onClick: () => onCombine(!combining) } as const;
  const label = t(($) => $.conditions.title);
  return (
    <Indicator disabled={!holds} size={8} offset={4}>
      {narrow ? (
        <ActionIcon size="lg" variant="default" aria-label={label} {...toggle}>
          <IconFilterCog {...icon} />
        </ActionIcon>
      ) : (
        <Button
          variant={combining ? 'light' : 'default'}
          leftSection={<IconFilterCog size={16} stroke={1.6} />}
          {...toggle}
        >
          {label}
        </Button>
      )}
    </Indicator>
  );
}

function PaneButton({ pane, onPane }: { pane: boolean; onPane: (pane: boolean) => void }) {
  const { t } = useTranslation();
  const label = t(($) => (pane ? $.list.hidePane : $.list.showPane));
  const Icon = pane ? IconLayoutSidebarRightFilled : IconLayoutSidebarRight;
  return (
    <Tooltip label={label}>
      <ActionIcon size="lg" aria-label={label} aria-pressed={pane} onClick={() => onPane(!pane)}>
        <Icon {...icon} />
      </ActionIcon>
    </Tooltip>
  );
}
