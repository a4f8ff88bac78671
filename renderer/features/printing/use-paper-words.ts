import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Block, Letterhead, PrintDocument } from '#core/printing/engine/document.ts';
import type { PrintKind } from '#core/printing/print-kinds.contract.ts';
import type { OfficeLetterhead } from '#core/printing/print-setup.contract.ts';
import { useFormat } from '../../lib/format.ts';
import { useMe } from '../../lib/session.ts';
import { usePrintSetup } from './use-print-setup.ts';

/** The office's head as it stands on paper; null where nothing was set. */
function useLetterhead(): (set: OfficeLetterhead) => Letterhead | null {
  const { t } = useTranslation();
  return useMemo(
    () => (set) => {
      const { name, address, postcode, phone, taxNumber, bank, bankAccount, logo } = set;
      const labelled = (text: string, words: string) => (text === '' ? [] : [words]);
      const line = (...parts: readonly (readonly string[])[]) => parts.flat().join('　');
      const lines = [
        line(
          labelled(address, [address, postcode].filter((part) => part !== '').join(' ')),
          labelled(
            phone,
            t(($) => $.printing.head.phone, { text: phone }),
          ),
        ),
        line(
          labelled(
            taxNumber,
            t(($) => $.printing.head.taxNumber, { text: taxNumber }),
          ),
          labelled(
            bank,
            t(($) => $.printing.head.bank, { text: bank }),
          ),
          labelled(
            bankAccount,
            t(($) => $.printing.head.bankAccount, { text: bankAccount }),
          ),
        ),
      ].filter((text) => text !== '');
      return name === '' && lines.length === 0 && logo === null ? null : { name, logo, lines };
    },
    [t],
  );
}

/** Paragraphs of the template: above everything but the title, and below everything. */
function withTexts(blocks: readonly Block[], intro: string, closing: string): readonly Block[] {
  const body = blocks.findIndex(({ kind }) => kind !== 'title' && kind !== 'head');
  const at = body < 0 ? blocks.length : body;
  const paragraph = (text: string): Block[] => (text.trim() === '' ? [] : [{ kind: 'paragraph', text }]);
  return [...blocks.slice(0, at), ...paragraph(intro), ...blocks.slice(at), ...paragraph(closing)];
}

/**
 * What goes around the blocks of every document: letterhead, fonts and texts of its template, who printed it and when,
 * and how pages are counted.
 */
export function usePaperFrame(kind: PrintKind): (title: string, blocks: readonly Block[]) => PrintDocument {
  const { t } = useTranslation();
  const { language, full } = useFormat();
  const { name } = useMe();
  const { letterhead, templateOf } = usePrintSetup();
  const headOf = useLetterhead();
  const [opened] = useState(() => new Date().toISOString());
  return useMemo(() => {
    const at = full(opened);
    const { letterhead: headed, font, points, intro, closing } = templateOf(kind);
    return (title, blocks) => ({
      title,
      language,
      letterhead: headed ? headOf(letterhead) : null,
      look: { font, points },
      blocks: withTexts(blocks, intro, closing),
      foot: t(($) => $.printing.foot, { name, at }),
      pageOf: t(($) => $.printing.pageOf, { page: '{page}', pages: '{pages}' }),
    });
  }, [t, language, full, name, opened, letterhead, templateOf, headOf, kind]);
}

/** What was put together elsewhere as a document; the same one until it changes. */
export function useDocument(
  kind: PrintKind,
  title: string,
  blocks: readonly Block[] | null,
): PrintDocument | null {
  const frame = usePaperFrame(kind);
  const { templateOf } = usePrintSetup();
  const named = templateOf(kind).title;
  return useMemo(() => {
    if (blocks === null) return null;
    const own = blocks.map((block) =>
      block.kind === 'title' && named !== '' ? { ...block, text: named } : block,
    );
    return frame(title, own);
  }, [frame, title, blocks, named]);
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
