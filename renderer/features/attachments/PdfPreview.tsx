import { ActionIcon, Group, Loader } from '@mantine/core';
import { IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppError } from '#core/shared/errors.ts';
import { ErrorNote, SentenceNote } from '../../ui/ErrorNote.tsx';
import { openPdf, type PDFDocumentProxy } from './pdf-document.ts';
import classes from './preview.module.css';

interface PdfPreviewProps {
  readonly versionId: number;
  readonly bytes: number;
}

type Shown =
  | { readonly state: 'loading' }
  | { readonly state: 'there'; readonly document: PDFDocumentProxy; readonly ratio: number }
  | { readonly state: 'broken'; readonly why: 'password' | 'broken' | AppError };

const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;

/** A PDF, page below page, each drawn when it comes near. */
export function PdfPreview({ versionId, bytes }: PdfPreviewProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Shown>({ state: 'loading' });
  const [zoom, setZoom] = useState(2);
  useEffect(() => {
    let gone = false;
    let close: (() => Promise<void>) | null = null;
    const fail = (error: unknown) => {
      if (gone) return;
      const name = error instanceof Error ? error.name : '';
      const why = error instanceof AppError ? error : name === 'PasswordException' ? 'password' : 'broken';
      setShown({ state: 'broken', why });
    };
    void (async () => {
      const task = await openPdf(versionId, bytes, fail);
      close = () => task.destroy();
      if (gone) return close();
      const document = await task.promise;
      const first = await document.getPage(1);
      const { width, height } = first.getViewport({ scale: 1 });
      if (!gone) setShown({ state: 'there', document, ratio: height / width });
      return undefined;
    })().catch(fail);
    return () => {
      gone = true;
      void close?.();
    };
  }, [versionId, bytes]);
  if (shown.state === 'loading') return <Loader aria-label={t(($) => $.common.loading)} />;
  if (shown.state === 'broken') {
    const { why } = shown;
    if (why instanceof AppError) return <ErrorNote error={why} />;
    return (
      <SentenceNote>
        {t(($) => (why === 'password' ? $.attachments.preview.password : $.attachments.preview.broken))}
      </SentenceNote>
    );
  }
  const { document, ratio } = shown;
  const scale = zooms[zoom] ?? 1;
  return (
    <>
      <Group gap={4} className={classes.zoom}>
        <ActionIcon
          aria-label={t(($) => $.attachments.preview.zoomOut)}
          disabled={zoom === 0}
          onClick={() => setZoom(zoom - 1)}
        >
          <IconZoomOut size={18} stroke={1.6} />
        </ActionIcon>
        <span className={classes.percent}>{Math.round(scale * 100)}%</span>
        <ActionIcon
          aria-label={t(($) => $.attachments.preview.zoomIn)}
          disabled={zoom === zooms.length - 1}
          onClick={() => setZoom(zoom + 1)}
        >
          <IconZoomIn size={18} stroke={1.6} />
        </ActionIcon>
      </Group>
      <div
        className={classes.pages}
        role="region"
        // Scrolled by keys, and read page by page.
        tabIndex={0}
        aria-label={t(($) => $.attachments.preview.pages, { count: document.numPages })}
      >
        {Array.from({ length: document.numPages }, (_, index) => (
          <PdfPage key={index} document={document} number={index + 1} ratio={ratio} scale={scale} />
        ))}
      </div>
    </>
  );
}

interface PdfPageProps {
  readonly document: PDFDocumentProxy;
  readonly number: number;
  /** Height to width of the first page, until this one is known. */
  readonly ratio: number;
  readonly scale: number;
}

/** Widest page in pixels at 100 %. */
const pageWidth = 860;

function PdfPage({ document, number, ratio, scale }: PdfPageProps) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [near, setNear] = useState(false);
  const [own, setOwn] = useState(ratio);
  useEffect(() => {
    const { current } = place;
    if (current === null) return undefined;
    const watch = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting === true), {
      rootMargin: '100% 0px',
    });
    watch.observe(current);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    const { current } = canvas;
    if (!near || current === null) return undefined;
    let gone = false;
    let cancel = () => undefined as void;
    void (async () => {
      const page = await document.getPage(number);
      if (gone) return;
      const { width, height } = page.getViewport({ scale: 1 });
      setOwn(height / width);
      const shownWidth = current.clientWidth * Math.min(2, window.devicePixelRatio);
      const viewport = page.getViewport({ scale: shownWidth / width });
      current.width = Math.floor(viewport.width);
      current.height = Math.floor(viewport.height);
      const task = page.render({ canvas: current, viewport });
      cancel = () => task.cancel();
      await task.promise;
    })().catch((error: unknown) => {
      // Cancelled by scrolling on; a page that cannot be drawn stays white.
      if (!gone && error instanceof Error && error.name !== 'RenderingCancelledException')
        current.dataset['broken'] = 'true';
    });
    return () => {
      gone = true;
      cancel();
      // A page that is out of sight gives its memory back.
      current.width = 0;
      current.height = 0;
    };
  }, [document, number, near, scale]);
  return (
    <div
      ref={place}
      className={classes.page}
      style={{ width: `min(${pageWidth * scale}px, ${100 * scale}%)`, aspectRatio: `1 / ${own}` }}
    >
      <canvas ref={canvas} role="img" aria-label={t(($) => $.attachments.preview.page, { number })} />
    </div>
  );
}
