import { useEffect, useState } from 'react';
import type { PrintDocument } from '#core/printing/engine/document.ts';
import { paginate, type Page } from '#core/printing/engine/paginate.ts';
import { sheetOf, type PaperSettings } from '#core/printing/engine/papers.ts';
import { unitsOf } from '#core/printing/engine/units.ts';
import { breathe, openRuler, pixelsPerMm } from './ruler.ts';

/** A document on its pages: what is shown and what is printed is this, and nothing is laid out a second time. */
export interface Laid {
  readonly document: PrintDocument;
  readonly settings: PaperSettings;
  readonly pages: readonly Page[];
}

/** A hair less than the paper has, so that rounding in the printer's layout never opens another page. */
const slack = 2;

/** Lays a document on pages; null when it was called off meanwhile. */
async function layOut(
  document: PrintDocument,
  settings: PaperSettings,
  signal: AbortSignal,
): Promise<Laid | null> {
  const units = unitsOf(document);
  const opened = await openRuler(document, units, settings, signal);
  if (opened === null) return null;
  try {
    const height = sheetOf(settings).content.height * pixelsPerMm - slack;
    const pages = await paginate(units, height, opened.ruler, breathe);
    return signal.aborted ? null : { document, settings, pages };
  } finally {
    opened.close();
  }
}

/** The pages of a document, anew for each paper; the last ones stay until the next are there. */
export function useLayout(
  document: PrintDocument | null,
  settings: PaperSettings,
): { readonly laid: Laid | null; readonly working: boolean; readonly failed: boolean } {
  const [laid, setLaid] = useState<Laid | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (document === null) return;
    const calledOff = new AbortController();
    const work = async () => {
      try {
        const next = await layOut(document, settings, calledOff.signal);
        if (next === null) return;
        setLaid(next);
        setFailed(false);
      } catch {
        setFailed(!calledOff.signal.aborted);
      }
    };
    // While somebody types a margin, not every figure is laid out.
    const soon = setTimeout(() => void work(), 120);
    return () => {
      clearTimeout(soon);
      calledOff.abort();
    };
  }, [document, settings]);
  const current = laid !== null && laid.document === document && laid.settings === settings;
  return { laid, working: document !== null && !current && !failed, failed };
}
