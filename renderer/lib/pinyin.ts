import { useEffect, useState } from 'react';
import { foldText } from '#core/shared/text.ts';

type Match = (label: string, query: string) => boolean;

const plain: Match = (label, query) => foldText(label).includes(foldText(query));
let withPinyin: Match | null = null;

async function load(): Promise<Match> {
  if (withPinyin !== null) return withPinyin;
  const { match } = await import('pinyin-pro');
  withPinyin = (label, query) => {
    if (plain(label, query)) return true;
    const letters = query.toLowerCase().replace(/[^a-z]/g, '');
    return letters.length > 0 && match(label, letters, { precision: 'start', continuous: true }) !== null;
  };
  return withPinyin;
}

/**
 * Whether a label answers to what was typed: as written, by full pinyin or by initials (`zzy` finds 制造业).
 * The pinyin tables are fetched once, when the first picker is `active`; until then labels match as written.
 */
export function usePinyinMatch(active: boolean): Match {
  const [ready, setReady] = useState<Match | null>(() => withPinyin);
  useEffect(() => {
    if (!active || ready !== null) return undefined;
    let wanted = true;
    void load().then((match) => {
      if (wanted) setReady(() => match);
    });
    return () => {
      wanted = false;
    };
  }, [active, ready]);
  return ready ?? plain;
}
