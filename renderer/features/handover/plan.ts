import type { HandoverPlan, SplitRule } from '#core/handover/handover.contract.ts';

/** A rule while it is put together; `key` keeps its place on the page. */
export interface DraftRule {
  readonly key: number;
  readonly regionCodes: readonly string[];
  readonly industryIds: readonly number[];
  readonly levels: readonly Level[];
  readonly statuses: readonly Status[];
  readonly to: readonly number[];
}

export const levels = ['A', 'B', 'C', 'none'] as const;
export type Level = (typeof levels)[number];
export const statuses = ['potential', 'interested', 'deal', 'lost'] as const;
export type Status = (typeof statuses)[number];

/** Who gets what, as it stands on the page. */
export interface DraftPlan {
  readonly rules: readonly DraftRule[];
  readonly rest: readonly number[];
  /** Picked by hand: customer → person, or null for the pool. */
  readonly picks: ReadonlyMap<number, number | null>;
  readonly shares: 'keep' | 'end';
  readonly tasksTo: number | null;
}

export const emptyPlan: DraftPlan = {
  rules: [],
  rest: [],
  picks: new Map(),
  shares: 'keep',
  tasksTo: null,
};

export const emptyRule = (key: number): DraftRule => ({
  key,
  regionCodes: [],
  industryIds: [],
  levels: [],
  statuses: [],
  to: [],
});

const given = <T>(values: readonly T[]): T[] | undefined => (values.length === 0 ? undefined : [...values]);

function ruleOf({ regionCodes, industryIds, levels: ranks, statuses: states, to }: DraftRule): SplitRule {
  return {
    to: [...to],
    regionCodes: given(regionCodes),
    industryIds: given(industryIds),
    levels: given(ranks),
    statuses: given(states),
  };
}

/** The plan as the service takes it. A rule without a condition says nothing yet. */
export function planOf(personId: number, draft: DraftPlan): HandoverPlan {
  const byReceiver = new Map<number | null, number[]>();
  for (const [id, to] of draft.picks) byReceiver.set(to, [...(byReceiver.get(to) ?? []), id]);
  return {
    personId,
    picks: Array.from(byReceiver, ([to, ids]) => ({ ids: ids.toSorted((a, b) => a - b), to })),
    rules: draft.rules
      .filter((rule) =>
        [rule.regionCodes, rule.industryIds, rule.levels, rule.statuses].some(({ length }) => length > 0),
      )
      .map(ruleOf),
    rest: [...draft.rest],
    shares: draft.shares,
    tasksTo: draft.tasksTo,
  };
}
