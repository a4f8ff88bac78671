import { listChoices } from '../choices/index.ts';
import { conditionsIn } from '../conditions/conditions.contract.ts';
import type { CustomerQuery } from '../customers/customers.contract.ts';
import { regionLabel } from '../regions/index.ts';
import type { Inquiry } from '../rpc/context.ts';
import { namesOf } from './customer-cells.ts';
import type { ExportWhat } from './exports.contract.ts';

type Said = Readonly<Record<string, unknown>>;

function set(values: Said): Said {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== false),
  );
}

async function describeFilters(inquiry: Inquiry, { filters }: CustomerQuery): Promise<Said> {
  const labels = new Map((await listChoices(inquiry.db)).map(({ id, label }) => [id, label]));
  const nameOf = await namesOf(inquiry);
  const label = (id: number) => labels.get(id) ?? '';
  return {
    type: filters.type,
    statuses: filters.statuses,
    levels: filters.levels,
    industries: filters.industryIds?.map(label),
    sources: filters.sourceIds?.map(label),
    regions: filters.regionCodes?.map(regionLabel),
    owners: filters.ownerIds?.map((id) => nameOf(id) ?? ''),
    tags: filters.tagIds?.map(label),
    createdFrom: filters.createdFrom,
    createdTo: filters.createdTo,
  };
}

/**
 * What was asked for, in words that last, for the operation log. What was searched for and the values of a combined
 * query are left out: they may name what not everybody who reads the log may know.
 */
export async function describeQuestion(inquiry: Inquiry, what: ExportWhat): Promise<Said> {
  if (what.noun === 'interactions') {
    const { view, personId, channels, from, to, search, where } = what.question;
    const nameOf = await namesOf(inquiry);
    return set({
      view,
      person: personId === undefined ? undefined : nameOf(personId),
      channels,
      from,
      to,
      searched: search !== '',
      conditions: where === undefined ? undefined : conditionsIn(where),
    });
  }
  const { query, ids } = what;
  if (ids !== undefined) return { view: query.view, selected: ids.length };
  return set({
    view: query.view,
    segment: query.view === 'pool' ? query.segment : undefined,
    ...(await describeFilters(inquiry, query)),
    searched: query.search.trim() !== '',
    conditions: query.where === undefined ? undefined : conditionsIn(query.where),
  });
}
