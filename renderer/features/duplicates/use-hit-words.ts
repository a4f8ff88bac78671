import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckedLine, CheckHit } from '#core/duplicates/duplicates.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useNames } from '../../lib/names.ts';

/** What a check found, in words. */
export interface CheckResultTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A found customer in words: why, whose, which status, when last met. */
export function useHitWords() {
  const { t } = useTranslation();
  const { nameOf } = useNames();
  const format = useFormat();
  return useMemo(() => {
    const why = (hit: CheckHit) => {
      const { why: known } = hit;
      const reason =
        known === 'number' ? t(($) => $.duplicates.whyNumber) : t(($) => $.customers.duplicates.why[known]);
      return hit.why === 'similar'
        ? `${reason} ${t(($) => $.customers.duplicates.likeness, { percent: hit.likeness })}`
        : reason;
    };
    const owner = (hit: CheckHit) =>
      hit.ownerId === null ? t(($) => $.customers.unclaimed) : nameOf(hit.ownerId);
    const status = ({ status: of }: CheckHit) => (of === null ? '' : t(($) => $.customers.statuses[of]));
    const last = (hit: CheckHit) =>
      hit.lastInteractionAt === null ? '' : format.instant(hit.lastInteractionAt);
    /** One row per line and customer, below their heads. */
    const asTable = (lines: readonly CheckedLine[]): CheckResultTable => {
      const head = [
        t(($) => $.duplicates.asked),
        t(($) => $.duplicates.result),
        t(($) => $.customers.fields.name),
        t(($) => $.customers.fields.number),
        t(($) => $.duplicates.why),
        t(($) => $.duplicates.owner),
        t(($) => $.customers.fields.status),
        t(($) => $.duplicates.last),
      ];
      const rows = lines.flatMap(({ text, result, hits }) => {
        const start = [text, t(($) => $.duplicates.filters[result])];
        if (hits.length === 0) return [start];
        return hits.map((hit) => [
          ...start,
          hit.name,
          hit.number,
          why(hit),
          owner(hit),
          status(hit),
          last(hit),
        ]);
      });
      return { head, rows };
    };
    /** As {@link asTable}, parted by tabs: what a spreadsheet takes. */
    const asText = (lines: readonly CheckedLine[]) => {
      const { head, rows } = asTable(lines);
      return [head, ...rows].map((row) => row.join('\t')).join('\n');
    };
    const met = (hit: CheckHit) =>
      hit.lastInteractionAt === null
        ? ''
        : t(($) => $.customers.duplicates.lastInteraction, { when: last(hit) });
    return { why, owner, status, met, asTable, asText };
  }, [t, nameOf, format]);
}
