import { ActionIcon, Button, Group, Skeleton, Stack, Tabs, Tooltip } from '@mantine/core';
import { useDocumentTitle, useHotkeys } from '@mantine/hooks';
import {
  IconArrowLeft,
  IconArrowMerge,
  IconChevronDown,
  IconChevronUp,
  IconUserQuestion,
} from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { Customer } from '#core/customers/customers.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { usePlainKeys } from '../../lib/plain-keys.ts';
import { useLogOffer } from '../../lib/to-log.ts';
import { toAppError } from '../../lib/rpc.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import classes from './customer-page.module.css';
import { CustomerFormDrawer } from './CustomerFormDrawer.tsx';
import { CustomerHead } from './CustomerHead.tsx';
import { CustomerHistory } from './CustomerHistory.tsx';
import { CustomerOverview } from './CustomerOverview.tsx';
import { customerKeys, customerQuery, neighboursQuery } from './queries.ts';
import { useTrail } from './trail.ts';
import { useCustomerActions } from './use-customer-actions.tsx';

/** A tab of the customer page that another feature brings. */
export interface CustomerPanel {
  readonly key: string;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

interface CustomerPageProps {
  readonly id: number;
  readonly editing: boolean;
  /** Between overview and history; only those that this person may see. */
  readonly panels?: (customer: Customer) => readonly CustomerPanel[];
  /** Below the head. */
  readonly note?: (customer: Customer) => ReactNode;
  /** Beside the fields of the overview. */
  readonly overview?: (customer: Customer) => ReactNode;
  /** In front of the head's own buttons. */
  readonly buttons?: (customer: Customer) => ReactNode;
  /** Above the history. */
  readonly aboveHistory?: (customer: Customer) => ReactNode;
  /** The tab in front, as the address says. */
  readonly tab?: string | undefined;
}

const none = () => [];
/** The first tab goes without saying. */
const known = (tab: string | null) => (tab === null || tab === 'overview' ? undefined : tab);
const pageOf = {
  mine: '/mine',
  pool: '/pool',
  sharedWithMe: '/shared',
  subordinates: '/subordinates',
} as const;

/** One customer: head, overview, history. The same words where it is not there and where it is not the person's to see. */
export function CustomerPage({
  id,
  editing,
  panels = none,
  note,
  overview,
  buttons,
  aboveHistory,
  tab = 'overview',
}: CustomerPageProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  // In the address, so that the form is there again after a reload, with its draft.
  const setEditing = (edit: boolean) => {
    void navigate({ to: '.', search: { tab: known(tab), ...(edit ? { edit: 1 } : {}) }, replace: true });
  };
  const trail = useTrail((state) => state.trail);
  const back = () => {
    void navigate({ to: pageOf[trail?.list.view ?? 'pool'], search: trail?.search ?? {} });
  };
  const [gone, setGone] = useState(false);
  const actions = useCustomerActions((_, action) => {
    if (action !== 'remove') return;
    setGone(true);
    back();
  });
  const {
    data: customer,
    error,
    refetch,
  } = useQuery({
    ...customerQuery(id),
    retry: false,
    // One's own deletion leaves nothing here that could be asked for.
    enabled: !gone && actions.running !== 'remove',
  });
  useDocumentTitle(`${customer?.name ?? t(($) => $.customers.fields.name)} · 客池 Kechi`);
  useHotkeys([['F5', () => void cache.invalidateQueries({ queryKey: customerKeys.all })]], []);
  usePlainKeys([['e', () => customer?.abilities.includes('edit') && setEditing(true)]]);

  useLogOffer(() => (customer?.abilities.includes('log') === true ? { id, name: customer.name } : null));

  const bar = (
    <div className={classes.bar}>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconArrowLeft size={16} aria-hidden />}
        onClick={back}
      >
        {t(($) => $.customers.page.back)}
      </Button>
      <span className={classes.space} />
      <Neighbours id={id} />
    </div>
  );
  if (error !== null && toAppError(error).code === 'notFound') {
    const survivor = survivorIn(toAppError(error));
    return (
      <div className={classes.page}>
        {bar}
        {survivor === null ? null : (
          <EmptyState
            icon={<IconArrowMerge size={24} stroke={1.6} />}
            title={t(($) => $.customers.page.merged)}
            text={t(($) => $.customers.page.mergedText, { name: survivor.name, number: survivor.number })}
            action={
              <Button
                renderRoot={(props) => (
                  <Link to="/customers/$id" params={{ id: String(survivor.id) }} replace {...props} />
                )}
              >
                {t(($) => $.customers.page.openMerged)}
              </Button>
            }
          />
        )}
        {survivor === null ? (
          <EmptyState
            icon={<IconUserQuestion size={24} stroke={1.6} />}
            title={t(($) => $.customers.page.notFound)}
            text={t(($) => $.customers.page.notFoundText)}
            action={
              <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
                {t(($) => $.customers.page.back)}
              </Button>
            }
          />
        ) : null}
      </div>
    );
  }
  if (!customer) {
    return (
      <div className={classes.page}>
        {bar}
        {error === null ? (
          <Stack gap="sm">
            <Skeleton height={26} width="45%" animate={false} />
            <Skeleton height={14} width="30%" animate={false} />
            <Skeleton height={220} animate={false} mt="md" />
          </Stack>
        ) : (
          <ErrorNote error={toAppError(error)} onRetry={() => void refetch()} />
        )}
      </div>
    );
  }
  const brought = panels(customer);
  const front = tab === 'history' || brought.some(({ key }) => key === tab) ? tab : 'overview';
  return (
    <div className={classes.page}>
      {bar}
      {error === null ? null : <ErrorNote error={toAppError(error)} onRetry={() => void refetch()} />}
      <CustomerHead
        customer={customer}
        actions={actions}
        onEdit={() => setEditing(true)}
        buttons={buttons?.(customer)}
      />
      {note?.(customer)}
      <Tabs
        value={front}
        onChange={(next) => void navigate({ to: '.', search: { tab: known(next) }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List aria-label={t(($) => $.customers.page.tabs)}>
          <Tabs.Tab value="overview">{t(($) => $.customers.page.overview)}</Tabs.Tab>
          {brought.map(({ key, label }) => (
            <Tabs.Tab key={key} value={key}>
              {label}
            </Tabs.Tab>
          ))}
          {customer.sight === 'minimal' ? null : (
            <Tabs.Tab value="history">{t(($) => $.customers.page.history)}</Tabs.Tab>
          )}
        </Tabs.List>
        <Tabs.Panel value="overview" pt="md">
          <div className={classes.overview}>
            <div>
              <CustomerOverview key={id} customer={customer} />
            </div>
            {overview === undefined ? null : <div>{overview(customer)}</div>}
          </div>
        </Tabs.Panel>
        {brought.map(({ key, content }) => (
          <Tabs.Panel key={key} value={key} pt="md">
            {content}
          </Tabs.Panel>
        ))}
        <Tabs.Panel value="history" pt="md">
          {aboveHistory?.(customer)}
          <CustomerHistory id={id} />
        </Tabs.Panel>
      </Tabs>
      {actions.layer}
      <CustomerFormDrawer
        form={editing ? id : null}
        onClose={() => setEditing(false)}
        onNext={() => setEditing(false)}
      />
    </div>
  );
}

/** Where a merged customer's things are now, as the refusal tells it. */
function survivorIn({ data }: AppError): { id: number; number: string; name: string } | null {
  const found = mergedSchema.safeParse(data);
  return found.success
    ? { id: found.data.mergedInto, number: found.data.number, name: found.data.name }
    : null;
}
const mergedSchema = z.object({ mergedInto: z.number(), number: z.string(), name: z.string() });

/** Previous and next in the list the page was opened from. */
function Neighbours({ id }: { id: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const trail = useTrail((state) => state.trail);
  const set = useTrail((state) => state.set);
  const here = trail?.id === id ? trail : null;
  const { data } = useQuery({
    ...neighboursQuery(
      here?.list ?? {
        view: 'pool',
        segment: 'all',
        search: '',
        filters: {},
        sort: { by: 'updatedAt', direction: 'desc' },
      },
      here?.index ?? 0,
    ),
    enabled: here !== null,
  });
  const go = (by: -1 | 1) => {
    if (here === null || !data) return null;
    // Where an edit has moved the customer within its list, its old place still tells what lies around it.
    const found = data.rows.findIndex((row) => row.id === id);
    const at = found >= 0 ? found : Math.min(here.index, 1);
    const row = data.rows[at + by];
    if (!row) return null;
    return () => {
      set({ ...here, id: row.id, index: here.index + by });
      void navigate({ to: '/customers/$id', params: { id: String(row.id) } });
    };
  };
  const previous = go(-1);
  const next = go(1);
  usePlainKeys([
    ['alt+ArrowUp', () => previous?.()],
    ['alt+ArrowDown', () => next?.()],
  ]);
  if (here === null) return null;
  return (
    <Group gap={2}>
      <span className={classes.position}>
        {t(($) => $.list.position, { at: format.number(here.index + 1), total: format.number(here.total) })}
      </span>
      <Tooltip label={`${t(($) => $.customers.page.previous)} (Alt+↑)`}>
        <ActionIcon
          aria-label={t(($) => $.customers.page.previous)}
          disabled={previous === null}
          onClick={() => previous?.()}
        >
          <IconChevronUp size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${t(($) => $.customers.page.next)} (Alt+↓)`}>
        <ActionIcon
          aria-label={t(($) => $.customers.page.next)}
          disabled={next === null}
          onClick={() => next?.()}
        >
          <IconChevronDown size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
