import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FallsBack, ProtectionRule } from '#core/customers/falls-back.contract.ts';

/** The words of automatic return (spec §3.4), for lists, pages and notifications. */
export function useFallsBackWords() {
  const { t } = useTranslation();
  return useMemo(() => {
    /** `30 天没有交往` */
    const why = (rule: ProtectionRule, days: number) => t(($) => $.protection.why[rule], { count: days });
    /** `没有交往`: how long is said where there is room. */
    const whyShort = (rule: ProtectionRule) => t(($) => $.protection.whyShort[rule]);
    /** `6 天后` */
    const when = ({ inDays }: Pick<FallsBack, 'inDays'>) =>
      inDays === 0
        ? t(($) => $.protection.now)
        : inDays === 1
          ? t(($) => $.protection.tomorrow)
          : t(($) => $.protection.inDays, { count: inDays });
    /** `6 天后回到客户池：30 天没有交往` */
    const sentence = (falls: FallsBack) =>
      t(($) => $.protection.sentence, { when: when(falls), why: why(falls.rule, falls.days) });
    return { why, whyShort, when, sentence };
  }, [t]);
}

/** How near it is: what colour says beside the words. */
export function urgencyOf({ inDays }: Pick<FallsBack, 'inDays'>): 'now' | 'soon' | 'later' {
  return inDays <= 1 ? 'now' : inDays <= 7 ? 'soon' : 'later';
}
