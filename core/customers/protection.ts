import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { ProtectionFigures, ProtectionRules } from '../settings/settings.contract.ts';
import { addDays, daysBetween, isLocalDate, type LocalDate } from '../shared/local-date.ts';
import type { Clock } from '../shared/ports.ts';
import { customerLevels, type CustomerLevel, type CustomerStatus } from './customers.contract.ts';
import type { FallsBack, ProtectionRule } from './falls-back.contract.ts';

/** What the rules of automatic return look at (spec §3.4). Instants are ISO 8601, days `YYYY-MM-DD`. */
export interface ProtectionFacts {
  /** null: unclaimed, and so nothing falls back. */
  readonly claimedAt: string | null;
  readonly lastInteractionAt: string | null;
  readonly lastDealOn: string | null;
  readonly status: CustomerStatus;
  readonly level: CustomerLevel | null;
  readonly locked: boolean;
  /** Last day of a granted extension. */
  readonly extendedUntil: string | null;
}

/** Figures and the first day on which they hold; null: since ever. */
interface Phase {
  readonly from: LocalDate | null;
  readonly figures: ProtectionFigures;
}

/** The rules from today on: what holds today, and what follows it. */
export type RulesFrom = readonly [Phase, ...Phase[]];

const dayOrNull = (day: string | null): LocalDate | null => (day !== null && isLocalDate(day) ? day : null);

export function rulesFrom(rules: ProtectionRules, today: string): RulesFrom {
  const from = dayOrNull(rules.holdsFrom);
  if (from === null) return [{ from: null, figures: rules.before }];
  const newest = { from, figures: rules.figures };
  return from <= today ? [newest] : [{ from: null, figures: rules.before }, newest];
}

/** The figure for a customer of this level; null: the rule is off for it. */
function daysFor(days: ProtectionFigures['dealDays'], level: CustomerLevel | null): number | null {
  const own = level === null ? null : days[level];
  return own === null ? days.all : own === 0 ? null : own;
}

const later = (a: LocalDate, b: LocalDate | null): LocalDate => (b !== null && b > a ? b : a);

interface Candidate {
  readonly on: LocalDate;
  readonly rule: ProtectionRule;
  readonly days: number;
}

interface Days {
  readonly claimed: LocalDate;
  readonly interaction: LocalDate | null;
  readonly deal: LocalDate | null;
}

/** The earliest rule of a phase by its own reckoning, before anything protects from it. */
function earliest(figures: ProtectionFigures, facts: ProtectionFacts, days: Days): Candidate | null {
  const found: Candidate[] = [];
  const add = (rule: ProtectionRule, since: LocalDate | null, figure: number | null) => {
    if (figure !== null) found.push({ on: addDays(later(days.claimed, since), figure), rule, days: figure });
  };
  if (facts.status === 'deal') add('afterDeal', days.deal, figures.afterDealDays);
  else {
    add('interaction', days.interaction, daysFor(figures.interactionDays, facts.level));
    add('deal', days.deal, daysFor(figures.dealDays, facts.level));
  }
  return found.reduce<Candidate | null>(
    (first, next) => (first === null || next.on < first.on ? next : first),
    null,
  );
}

/** The one place for what keeps a customer from falling back whatever the rules say; the SQL for it stands in {@link dueBy}. */
const exempt = (facts: ProtectionFacts): boolean => facts.locked;

/**
 * When a claimed customer falls back to the pool if nothing happens, and by which rule (spec §3.4); null: never.
 * Counted in whole days of the office: from the later of claim and last interaction (deal), not before a fresh claim's
 * protection or an extension is over, not before the rule holds. `on` may be past where the daily run has yet to come.
 */
export function fallsBack(
  facts: ProtectionFacts,
  rules: RulesFrom,
  today: string,
  clock: Pick<Clock, 'dayOf'>,
): FallsBack | null {
  if (facts.claimedAt === null || exempt(facts)) return null;
  const dayOf = (instant: string | null) => (instant === null ? null : dayOrNull(clock.dayOf(instant)));
  const claimed = dayOf(facts.claimedAt);
  if (claimed === null) return null;
  const days = { claimed, interaction: dayOf(facts.lastInteractionAt), deal: dayOrNull(facts.lastDealOn) };
  const extended = dayOrNull(facts.extendedUntil);
  for (const [nth, { from, figures }] of rules.entries()) {
    const first = earliest(figures, facts, days);
    if (first === null) continue;
    const fresh = addDays(claimed, figures.freshDays);
    const on = later(later(later(first.on, fresh), extended && addDays(extended, 1)), from);
    const until = rules[nth + 1]?.from ?? null;
    if (until !== null && on >= until) continue;
    const left = isLocalDate(today) ? daysBetween(today, on) : 0;
    return { on, inDays: Math.max(0, left), rule: first.rule, days: first.days };
  }
  return null;
}

/** Which figures hold on a day; null before any do. */
function figuresOn(rules: RulesFrom, day: LocalDate): ProtectionFigures | null {
  return rules.findLast(({ from }) => from === null || from <= day)?.figures ?? null;
}

/**
 * The claimed customers that fall back on `day` or before it by the rules of that day, as SQL over `customer`: the same
 * as {@link fallsBack}, built from compared texts. null: none can.
 */
export function dueBy(
  rules: RulesFrom,
  day: LocalDate,
  clock: Pick<Clock, 'startOf'>,
): RawBuilder<SqlBool> | null {
  const figures = figuresOn(rules, day);
  if (figures === null) return null;
  /** An instant so many days ago or more. */
  const ago = (column: string, days: number) =>
    sql<SqlBool>`${sql.ref(`customer.${column}`)} < ${clock.startOf(addDays(day, 1 - days))}`;
  const interactionAgo = (days: number) =>
    sql<SqlBool>`(${ago('claimed_at', days)} and (customer.last_interaction_at is null or ${ago('last_interaction_at', days)}))`;
  const dealAgo = (days: number) =>
    sql<SqlBool>`(${ago('claimed_at', days)} and (customer.last_deal_on is null or customer.last_deal_on <= ${addDays(day, -days)}))`;
  const either = (parts: readonly RawBuilder<SqlBool>[]) => sql<SqlBool>`(${sql.join(parts, sql` or `)})`;

  const parts: RawBuilder<SqlBool>[] = [];
  for (const level of [null, ...customerLevels]) {
    const interaction = daysFor(figures.interactionDays, level);
    const deal = daysFor(figures.dealDays, level);
    const due = [
      ...(interaction === null ? [] : [interactionAgo(interaction)]),
      ...(deal === null ? [] : [dealAgo(deal)]),
    ];
    const ofLevel = level === null ? sql`customer.level is null` : sql`customer.level = ${level}`;
    if (due.length > 0)
      parts.push(sql<SqlBool>`(customer.status <> 'deal' and ${ofLevel} and ${either(due)})`);
  }
  if (figures.afterDealDays !== null)
    parts.push(sql<SqlBool>`(customer.status = 'deal' and ${dealAgo(figures.afterDealDays)})`);
  if (parts.length === 0) return null;
  return sql<SqlBool>`customer.owner_id is not null and customer.deleted_at is null
    and customer.locked = 0 and (customer.extended_until is null or customer.extended_until < ${day})
    and ${ago('claimed_at', figures.freshDays)} and ${either(parts)}`;
}

/** Those that {@link fallsBack} says fall back on `day` or before it are among these, whichever rule holds until then. */
export function dueWithin(
  rules: RulesFrom,
  day: LocalDate,
  clock: Pick<Clock, 'startOf'>,
): RawBuilder<SqlBool> | null {
  const lastDays = rules.flatMap((_, nth) => {
    const next = rules[nth + 1]?.from ?? null;
    return next !== null && next <= day ? [addDays(next, -1)] : [];
  });
  const parts = [...lastDays, day].flatMap((each) => dueBy(rules, each, clock) ?? []);
  return parts.length === 0 ? null : sql<SqlBool>`(${sql.join(parts, sql` or `)})`;
}
