import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Block, PrintDocument } from '#core/printing/engine/document.ts';
import { useFormat } from '../../lib/format.ts';
import { useMe } from '../../lib/session.ts';

/** What goes around the blocks of every document: who printed it and when, and how pages are counted. */
export function usePaperFrame(): (title: string, blocks: readonly Block[]) => PrintDocument {
  const { t } = useTranslation();
  const { language, full } = useFormat();
  const { name } = useMe();
  const [opened] = useState(() => new Date().toISOString());
  return useMemo(() => {
    const at = full(opened);
    return (title, blocks) => ({
      title,
      language,
      letterhead: null,
      look: { font: 'sans', points: 9.5 },
      blocks,
      foot: t(($) => $.printing.foot, { name, at }),
      pageOf: t(($) => $.printing.pageOf, { page: '{page}', pages: '{pages}' }),
    });
  }, [t, language, full, name, opened]);
}

/** What was put together elsewhere as a document; the same one until it changes. */
export function useDocument(title: string, blocks: readonly Block[] | null): PrintDocument | null {
  const frame = usePaperFrame();
  return useMemo(() => (blocks === null ? null : frame(title, blocks)), [frame, title, blocks]);
}

/** A condition of a list as it stands on the screen. */
export interface Said {
  readonly label: string;
  readonly value: string;
}

/** Small print below the title: under which conditions, how many. */
export function useHeadTexts() {
  const { t } = useTranslation();
  return useMemo(
    () =>
      (said: readonly Said[], figure: string): readonly string[] => {
        const conditions = said.map(({ label, value }) => (value === '' ? label : `${label} ${value}`));
        return conditions.length === 0
          ? [figure]
          : [
              t(($) => $.printing.conditions, { text: conditions.join(t(($) => $.printing.semicolon)) }),
              figure,
            ];
      },
    [t],
  );
}
