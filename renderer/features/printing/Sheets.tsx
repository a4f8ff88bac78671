import { useElementSize } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { sheetOf } from '#core/printing/engine/papers.ts';
import { sheetHtml } from '#core/printing/engine/render.ts';
import classes from './printing.module.css';
import { pixelsPerMm } from './ruler.ts';
import type { Laid } from './use-layout.ts';

export type Zoom = 'width' | 'page' | number;

export interface SheetsHandle {
  readonly goTo: (page: number) => void;
}

interface SheetsProps {
  readonly ref: Ref<SheetsHandle>;
  readonly laid: Laid;
  readonly zoom: Zoom;
  /** The page that is in front. */
  readonly onPage: (page: number) => void;
  readonly dimmed: boolean;
}

/** Between two sheets, and around them, in pixels. */
const gap = 16;

/** The sheets one below the other; those in view are there, however many there are. */
export function Sheets({ ref, laid, zoom, onPage, dimmed }: SheetsProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: sized, width, height } = useElementSize();
  const sheet = sheetOf(laid.settings);
  const natural = { width: sheet.width * pixelsPerMm, height: sheet.height * pixelsPerMm };
  const fitWidth = Math.max(0.1, (width - 2 * gap) / natural.width);
  const fitPage = Math.max(0.1, Math.min(fitWidth, (height - 2 * gap) / natural.height));
  const factor = zoom === 'width' ? Math.min(fitWidth, 1.6) : zoom === 'page' ? fitPage : zoom;
  const size = natural.height * factor + gap;
  const rows = useVirtualizer({
    count: laid.pages.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    overscan: 1,
    paddingStart: gap,
  });
  useEffect(() => rows.measure(), [rows, size]);
  useImperativeHandle(ref, () => ({
    goTo: (page) => rows.scrollToIndex(page - 1, { align: 'start' }),
  }));
  return (
    <div
      ref={(element) => {
        scroller.current = element;
        sized(element);
      }}
      className={classes.sheets}
      data-dimmed={dimmed || undefined}
      role="region"
      aria-label={t(($) => $.printing.preview)}
      tabIndex={0}
      onScroll={(event) => {
        const { scrollTop, clientHeight } = event.currentTarget;
        onPage(
          Math.min(laid.pages.length, Math.max(1, Math.floor((scrollTop + clientHeight / 3) / size) + 1)),
        );
      }}
    >
      <div
        style={{
          position: 'relative',
          height: rows.getTotalSize(),
          minWidth: natural.width * factor + 2 * gap,
        }}
      >
        {rows.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            className={classes.sheet}
            style={{
              top: start,
              width: natural.width * factor,
              height: natural.height * factor,
            }}
          >
            <SheetFrame laid={laid} index={index} natural={natural} factor={factor} />
          </div>
        ))}
      </div>
    </div>
  );
}

interface SheetFrameProps {
  readonly laid: Laid;
  readonly index: number;
  readonly natural: { readonly width: number; readonly height: number };
  readonly factor: number;
}

/** One sheet in a frame of its own that runs nothing: what people typed cannot reach the program. */
function SheetFrame({ laid, index, natural, factor }: SheetFrameProps) {
  const { t } = useTranslation();
  const frame = useRef<HTMLIFrameElement>(null);
  const { document, pages, settings } = laid;
  const page = pages[index];
  useEffect(() => {
    const inside = frame.current?.contentDocument;
    if (!inside || page === undefined) return;
    inside.open();
    inside.write(sheetHtml(document, page, { page: index + 1, pages: pages.length }, settings));
    inside.close();
  }, [document, page, pages.length, index, settings]);
  return (
    <iframe
      ref={frame}
      title={t(($) => $.printing.pageOf, { page: index + 1, pages: pages.length })}
      sandbox="allow-same-origin"
      tabIndex={-1}
      className={classes.frame}
      style={{ width: natural.width, height: natural.height, transform: `scale(${factor})` }}
    />
  );
}
