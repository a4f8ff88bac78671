import {
  customerLevels,
  customerStatuses,
  customerTypes,
  sortKeys,
  type CustomerQuery,
} from '#core/customers/customers.contract.ts';
import { conditionsSchema, type ConditionGroup } from '#core/conditions/conditions.contract.ts';
import { isLocalDate } from '#core/shared/local-date.ts';
import type { CustomerSort } from './queries.ts';

export type Filters = CustomerQuery['filters'];
export type Segment = CustomerQuery['segment'];
export type View = CustomerQuery['view'];

/** What the address of a list says: reload, back and a sent link all show the same. */
export interface ListState {
  readonly search: string;
  readonly segment: Segment;
  readonly filters: Filters;
  /** A combined query besides. */
  readonly where: ConditionGroup | null;
  /** The saved view that was opened; `none`: the list without the one it begins with. */
  readonly view: number | 'none' | null;
  /** null: as the person's layout has it. */
  readonly sort: CustomerSort | null;
  /** The customer in the reading pane. */
  readonly shown: number | null;
  readonly form: 'new' | 'claim' | number | null;
}

export type SearchParams = Readonly<Record<string, unknown>>;

const segments = ['unclaimed', 'claimed', 'all'] as const;

/** Reads the address; what makes no sense there is left out. */
export function readListState(params: SearchParams): ListState {
  const text = (name: string): string => {
    const value = params[name];
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  };
  const parts = (name: string): string[] =>
    text(name)
      .split('_')
      .filter((part) => part !== '');
  const ids = (name: string) =>
    some(
      parts(name)
        .map(Number)
        .filter((id) => Number.isSafeInteger(id) && id > 0),
    );
  const dayOf = (name: string) => (isLocalDate(text(name)) ? text(name) : undefined);
  const [by, direction] = text('sort').split('-');
  const sortBy = sortKeys.find((key) => key === by);
  const edit = Number(text('edit'));
  const shown = Number(text('id'));
  const view = Number(text('view'));
  const where = conditionsSchema.safeParse(params['where']);
  const filters: Filters = {
    type: customerTypes.find((type) => type === text('type')),
    statuses: some(customerStatuses.filter((status) => parts('status').includes(status))),
    levels: some(customerLevels.filter((level) => parts('level').includes(level))),
    industryIds: ids('industry'),
    sourceIds: ids('source'),
    regionCodes: some(parts('region').filter((code) => /^(\d{2}|\d{4}|\d{6})$/.test(code))),
    ownerIds: ids('owner'),
    tagIds: ids('tag'),
    createdFrom: dayOf('from'),
    createdTo: dayOf('to'),
  };
  return {
    search: text('q').slice(0, 400),
    segment: segments.find((segment) => segment === text('segment')) ?? 'all',
    filters: compact(filters),
    where: where.success ? where.data : null,
    view: text('view') === 'none' ? 'none' : Number.isSafeInteger(view) && view > 0 ? view : null,
    sort: sortBy ? { by: sortBy, direction: direction === 'desc' ? 'desc' : 'asc' } : null,
    shown: Number.isSafeInteger(shown) && shown > 0 ? shown : null,
    form:
      Number.isSafeInteger(edit) && edit > 0
        ? edit
        : text('new') === ''
          ? null
          : text('new') === 'claim'
            ? 'claim'
            : 'new',
  };
}

/** The address of a state; what is usual is left out. */
export function writeListState(state: ListState): Record<string, unknown> {
  const { filters } = state;
  const params: Record<string, string | number | undefined> = {
    q: state.search || undefined,
    segment: state.segment === 'all' ? undefined : state.segment,
    type: filters.type,
    status: filters.statuses?.join('_'),
    level: filters.levels?.join('_'),
    industry: filters.industryIds?.join('_'),
    source: filters.sourceIds?.join('_'),
    region: filters.regionCodes?.join('_'),
    owner: filters.ownerIds?.join('_'),
    tag: filters.tagIds?.join('_'),
    from: filters.createdFrom,
    to: filters.createdTo,
    view: state.view ?? undefined,
    sort: state.sort ? `${state.sort.by}-${state.sort.direction}` : undefined,
    id: state.shown ?? undefined,
    new: state.form === 'new' ? 1 : state.form === 'claim' ? 'claim' : undefined,
    edit: typeof state.form === 'number' ? state.form : undefined,
  };
  const kept: Record<string, unknown> = state.where === null ? {} : { where: state.where };
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || value === '') continue;
    // A text of digits would stand in quotes in the address, to be told from a number.
    kept[name] = /^(0|[1-9]\d{0,14})$/.test(String(value)) ? Number(value) : value;
  }
  return kept;
}

function some<T>(list: readonly T[]): T[] | undefined {
  return list.length > 0 ? [...new Set(list)].slice(0, 50) : undefined;
}

/** Without what is not set: a filter that holds nothing is no filter, and the question's key stays the same. */
export function compact(filters: Filters): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)) as Filters;
}
