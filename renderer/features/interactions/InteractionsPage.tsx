import {
  ActionIcon,
  Button,
  Group,
  MultiSelect,
  SegmentedControl,
  Select,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import {
  IconFilterCog,
  IconMessages,
  IconNotes,
  IconPrinter,
  IconSearch,
  IconTableExport,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { conditionsIn, type ConditionGroup } from '#core/conditions/conditions.contract.ts';
import { channels, interactionViews } from '#core/interactions/interactions.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useCan, useScope } from '../../lib/session.ts';
import { askToLog } from '../../lib/to-log.ts';
import { DayInput } from '../../ui/DayInput.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { useFollowUpChanged } from './mutations.ts';
import type { TimelineQuestion } from './queries.ts';
import {
  dayRanges,
  daysOf,
  questionOf,
  rangeOf,
  readTimelineState,
  writeTimelineState,
  type DayRange,
  type TimelineState,
} from './timeline-state.ts';
import { useToday } from './use-today.ts';
import { Timeline } from './Timeline.tsx';
import classes from './interactions-page.module.css';

interface InteractionsPageProps {
  readonly params: Readonly<Record<string, unknown>>;
  readonly conditionPanel: (props: {
    readonly where: ConditionGroup | null;
    readonly onChange: (where: ConditionGroup | null) => void;
    readonly onClose: () => void;
  }) => ReactNode;
  readonly viewsMenu: (state: TimelineState) => ReactNode;
  /** Writes what the timeline finds into a file; its dialog belongs to whoever brings it. */
  readonly onExport?: ((question: TimelineQuestion) => void) | undefined;
  /** Puts on paper what the timeline finds, with its conditions in words; likewise. */
  readonly onPrint?: ((question: TimelineQuestion, said: readonly Said[]) => void) | undefined;
}

interface Said {
  readonly label: string;
  readonly value: string;
}

/** The timeline across customers: mine, my team's, all; by day, by channel, by what was said (spec §5). */
export function InteractionsPage({
  params,
  conditionPanel,
  viewsMenu,
  onExport,
  onPrint,
}: InteractionsPageProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const refresh = useFollowUpChanged();
  const scope = useScope('customers.see');
  const mayEdit = useCan('customers.edit');
  const mayLogShared = useCan('customers.logShared');
  const box = useRef<HTMLInputElement>(null);
  const today = useToday();
  // Who sees everything and has no team begins with everything.
  const state = readTimelineState(params, scope === 'own' || scope === 'below' ? 'mine' : 'all');
  const [typed, setTyped] = useState(state.search);
  const [ownDays, setOwnDays] = useState(rangeOf(state, today) === 'own');
  const go = (part: Partial<TimelineState>) =>
    void navigate({ to: '.', search: writeTimelineState({ ...state, ...part }), replace: true });
  const search = useDebouncedCallback((text: string) => go({ search: text }), 250);
  useHotkeys(
    [
      ['F5', refresh],
      ['mod+F', () => box.current?.select()],
    ],
    [],
  );
  const views = interactionViews.filter((view) => view !== 'team' || scope === 'below' || scope === 'dept');
  const range: DayRange = ownDays ? 'own' : rangeOf(state, today);
  const [combining, setCombining] = useState(false);
  const format = useFormat();
  const asked =
    state.where !== null ||
    state.search !== '' ||
    state.channels.length > 0 ||
    state.from !== '' ||
    state.to !== '' ||
    ownDays;
  const clear = () => {
    setTyped('');
    setOwnDays(false);
    go({ search: '', channels: [], from: '', to: '', where: null });
  };
  const mayLog = mayEdit || mayLogShared;
  const print = () => {
    const { view, search: searched, channels: some, where } = state;
    const holds = (value: string, label: string) => (value === '' ? [] : [{ label, value }]);
    onPrint?.(questionOf(state), [
      { label: t(($) => $.interactions.page.views[view]), value: '' },
      ...holds(
        searched === '' ? '' : `“${searched}”`,
        t(($) => $.printing.search),
      ),
      ...holds(
        format.list(some.map((channel) => t(($) => $.interactions.channels[channel]))),
        t(($) => $.interactions.page.channels),
      ),
      ...(where === null
        ? []
        : [{ label: t(($) => $.conditions.count, { count: conditionsIn(where) }), value: '' }]),
    ]);
  };
  useHotkeys(onPrint ? [['mod+P', print]] : [], []);
  return (
    <div className="kc-page">
      <PageHeader
        title={t(($) => $.interactions.page.title)}
        actions={
          mayLog ? (
            <Button
              leftSection={<IconNotes size={16} stroke={1.6} aria-hidden />}
              onClick={() => askToLog('ask')}
            >
              {t(($) => $.interactions.log)}
            </Button>
          ) : undefined
        }
      />
      <Group gap="xs" mb="md" className={classes.bar}>
        <SegmentedControl
          aria-label={t(($) => $.interactions.page.view)}
          data={views.map((view) => ({ value: view, label: t(($) => $.interactions.page.views[view]) }))}
          value={state.view}
          onChange={(next) => go({ view: interactionViews.find((view) => view === next) ?? 'all' })}
        />
        <TextInput
          ref={box}
          className={classes.search}
          leftSection={<IconSearch size={16} stroke={1.7} aria-hidden />}
          placeholder={t(($) => $.interactions.page.search)}
          aria-label={t(($) => $.interactions.page.search)}
          maxLength={200}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            search(event.currentTarget.value);
          }}
        />
        <Select
          className={classes.days}
          aria-label={t(($) => $.interactions.page.day)}
          allowDeselect={false}
          data={[...dayRanges, 'own' as const].map((value) => ({
            value,
            label: t(($) => $.interactions.page.days[value]),
          }))}
          value={range}
          onChange={(next) => {
            const known = dayRanges.find((value) => value === next);
            setOwnDays(known === undefined);
            if (known !== undefined) go(daysOf(known, today));
          }}
        />
        {range === 'own' ? (
          <>
            <DayInput
              className={classes.day}
              aria-label={t(($) => $.interactions.page.from)}
              value={state.from}
              maxDate={today}
              onChange={(from) => go({ from })}
            />
            <DayInput
              className={classes.day}
              aria-label={t(($) => $.interactions.page.to)}
              value={state.to}
              maxDate={today}
              onChange={(to) => go({ to })}
            />
          </>
        ) : null}
        <MultiSelect
          className={classes.channels}
          aria-label={t(($) => $.interactions.page.channels)}
          placeholder={state.channels.length === 0 ? t(($) => $.interactions.page.channels) : ''}
          clearable
          data={channels.map((value) => ({ value, label: t(($) => $.interactions.channels[value]) }))}
          value={[...state.channels]}
          onChange={(next) => go({ channels: channels.filter((channel) => next.includes(channel)) })}
        />
        <Button
          variant={combining || state.where !== null ? 'light' : 'default'}
          leftSection={<IconFilterCog size={16} stroke={1.6} aria-hidden />}
          aria-expanded={combining}
          onClick={() => setCombining(!combining)}
        >
          {state.where === null
            ? t(($) => $.conditions.title)
            : t(($) => $.conditions.count, {
                count: state.where === null ? 0 : conditionsIn(state.where),
              })}
        </Button>
        {viewsMenu(state)}
        {onPrint ? (
          <Tooltip label={`${t(($) => $.printing.open)} (Ctrl+P)`}>
            <ActionIcon size="lg" variant="default" aria-label={t(($) => $.printing.open)} onClick={print}>
              <IconPrinter size={18} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        ) : null}
        {onExport ? (
          <Tooltip label={t(($) => $.exports.open)}>
            <ActionIcon
              size="lg"
              variant="default"
              aria-label={t(($) => $.exports.open)}
              onClick={() => onExport(questionOf(state))}
            >
              <IconTableExport size={18} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        ) : null}
      </Group>
      {combining ? (
        <div className={classes.conditions}>
          {conditionPanel({
            where: state.where,
            onChange: (where) => go({ where }),
            onClose: () => setCombining(false),
          })}
        </div>
      ) : null}
      <Timeline
        question={questionOf(state)}
        across
        empty={
          asked ? (
            <EmptyState
              icon={<IconSearch size={22} />}
              title={t(($) => $.interactions.timeline.nothing)}
              text={t(($) => $.interactions.timeline.nothingText)}
              action={
                <Button variant="default" onClick={clear}>
                  {t(($) => $.interactions.timeline.clear)}
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={<IconMessages size={22} />}
              title={t(($) => $.interactions.timeline.empty)}
              text={t(($) =>
                mayLog ? $.interactions.timeline.emptyText : $.interactions.timeline.emptyReadOnly,
              )}
            />
          )
        }
      />
    </div>
  );
}
