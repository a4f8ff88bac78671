import type { ProtectionFigures } from '../settings/settings.contract.ts';
import type { ProtectionFacts } from './protection.ts';

/** Spec §3.4 told day by day, in whole numbers of days and as plainly as can be: what the program is compared with. */
export interface DayFacts {
  readonly claimed: number;
  readonly interaction: number | null;
  readonly deal: number | null;
  readonly status: ProtectionFacts['status'];
  readonly level: ProtectionFacts['level'];
  readonly locked: boolean;
  readonly extended: number | null;
}

/** Whether somebody who looks on one day says that the protection is over. */
export function overOn(facts: DayFacts, figures: ProtectionFigures, day: number): boolean {
  if (facts.locked) return false;
  if (facts.extended !== null && day <= facts.extended) return false;
  if (day - facts.claimed < figures.freshDays) return false;
  const idle = (since: number | null, days: number) =>
    day - facts.claimed >= days && (since === null || day - since >= days);
  if (facts.status === 'deal')
    return figures.afterDealDays !== null && idle(facts.deal, figures.afterDealDays);
  const figure = (of: ProtectionFigures['dealDays']) => {
    if (facts.level === null || of[facts.level] === null) return of.all;
    return of[facts.level] === 0 ? null : of[facts.level];
  };
  const withoutInteraction = figure(figures.interactionDays);
  const withoutDeal = figure(figures.dealDays);
  return (
    (withoutInteraction !== null && idle(facts.interaction, withoutInteraction)) ||
    (withoutDeal !== null && idle(facts.deal, withoutDeal))
  );
}
