import {
  channels,
  interactionViews,
  type Channel,
  type InteractionView,
} from '#core/interactions/interactions.contract.ts';
import { conditionsSchema, type ConditionGroup } from '#core/conditions/conditions.contract.ts';
import { addDays, isLocalDate, type LocalDate } from '#core/shared/local-date.ts';
import type { TimelineQuestion } from './queries.ts';

/** What the address of the timeline says: reload, back and a sent link all show the same. */
export interface TimelineState {
  readonly view: InteractionView;
  readonly search: string;
  readonly channels: readonly Channel[];
  /** Days, or empty. */
  readonly from: string;
  readonly to: string;
  /** A combined query besides. */
  readonly where: ConditionGroup | null;
  /** The saved view that was opened; `none`: without the one the list begins with. */
  readonly saved: number | 'none' | null;
}

/** Reads the address; what makes no sense there is left out. */
export function readTimelineState(
  params: Readonly<Record<string, unknown>>,
  usual: InteractionView,
): TimelineState {
  const text = (name: string): string => {
    const value = params[name];
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  };
  const day = (name: string): string => (isLocalDate(text(name)) ? text(name) : '');
  const asked = text('channel').split('_');
  const where = conditionsSchema.safeParse(params['where']);
  const saved = Number(text('saved'));
  return {
    view: interactionViews.find((view) => view === text('view')) ?? usual,
    search: text('q').slice(0, 200),
    channels: channels.filter((channel) => asked.includes(channel)),
    from: day('from'),
    to: day('to'),
    where: where.success ? where.data : null,
    saved: text('saved') === 'none' ? 'none' : Number.isSafeInteger(saved) && saved > 0 ? saved : null,
  };
}

/** The address of a state; what is empty is left out. */
export function writeTimelineState(state: TimelineState): Record<string, unknown> {
  const params = {
    view: state.view,
    q: state.search,
    channel: state.channels.join('_'),
    from: state.from,
    to: state.to,
    where: state.where ?? '',
    saved: state.saved ?? '',
  };
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ''));
}

/** What the state asks the service. */
export function questionOf({
  view,
  search,
  channels: wanted,
  from,
  to,
  where,
}: TimelineState): TimelineQuestion {
  return {
    view,
    ...(search.trim() !== '' && { search }),
    ...(wanted.length > 0 && { channels: [...wanted] }),
    ...(from !== '' && { from }),
    ...(to !== '' && { to }),
    ...(where !== null && { where }),
  };
}

/** Days at one click. */
export const dayRanges = ['all', 'today', 'yesterday', 'week', 'month'] as const;
export type DayRange = (typeof dayRanges)[number] | 'own';

export function daysOf(
  range: (typeof dayRanges)[number],
  today: LocalDate,
): Pick<TimelineState, 'from' | 'to'> {
  switch (range) {
    case 'all':
      return { from: '', to: '' };
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case 'week':
      return { from: addDays(today, -6), to: '' };
    case 'month':
      return { from: addDays(today, -29), to: '' };
  }
}

/** Which range the days of a state are; `own` where none of the offered. */
export function rangeOf({ from, to }: Pick<TimelineState, 'from' | 'to'>, today: LocalDate): DayRange {
  return (
    dayRanges.find((range) => {
      const days = daysOf(range, today);
      return days.from === from && days.to === to;
    }) ?? 'own'
  );
}
