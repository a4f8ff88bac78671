import { ActionIcon, Button, Group, Loader, NumberInput, Select, Stack, Text, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import {
  IconAdjustments,
  IconChevronDown,
  IconChevronUp,
  IconFileTypePdf,
  IconPrinter,
  IconX,
} from '@tabler/icons-react';
import { createContext, use, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintDocument } from '#core/printing/engine/document.ts';
import { sheetOf, usualSettings, type PaperSettings } from '#core/printing/engine/papers.ts';
import { paperSettingsSchema, type PrintKind } from '#core/printing/print-kinds.contract.ts';
import { AppError } from '#core/shared/errors.ts';
import { printsItself } from '../../lib/desktop-printing.ts';
import { usePhone } from '../../lib/phone.ts';
import { usePreferences, useSavePreferences } from '../../lib/preferences.ts';
import { ErrorNote, SentenceNote } from '../../ui/ErrorNote.tsx';
import { usePrintOut } from './mutations.ts';
import { PaperPanel } from './PaperPanel.tsx';
import classes from './printing.module.css';
import { pixelsPerMm } from './ruler.ts';
import { Sheets, type SheetsHandle, type Zoom } from './Sheets.tsx';
import { useLayout, type Laid } from './use-layout.ts';

/** Whether only the pages are shown: beside a form that decides how they look. */
export const BarePreview = createContext(false);

interface PreviewProps {
  readonly kind: PrintKind;
  /** null while its data are on their way. */
  readonly document: PrintDocument | null;
  /** Under which the log knows what was gathered; null for what is put together of other answers. */
  readonly token: string | null;
  readonly rows: number;
  /** Pixels that its columns have on the screen: how it is laid until the person says otherwise. */
  readonly columnsWidth?: number;
  /** The paper where the document decides it, such as an envelope. */
  readonly paper?: PaperSettings;
  /** What of it is printed: above the paper's own settings. */
  readonly options?: ReactNode;
  /** What the person should know before they print. */
  readonly notes?: readonly string[];
  readonly error?: AppError | null;
  readonly onRetry?: (() => void) | undefined;
  readonly onClose: () => void;
}

const zooms = ['width', 'page', '0.5', '0.75', '1', '1.5', '2'] as const;

/** Wider than this on the screen, columns want the sheet to lie. */
const wideFrom = 900;
/** A column on paper to the same on the screen, where letters are larger. */
const narrower = 0.85;
const leastOffered = 65;

/** A lying sheet and smaller letters for many columns. */
function settingsFor(columnsWidth: number): PaperSettings {
  const settings = { ...usualSettings('a4'), landscape: columnsWidth > wideFrom };
  const room = sheetOf(settings).content.width * pixelsPerMm;
  const fitting = Math.floor((20 * room) / (columnsWidth * narrower)) * 5;
  return { ...settings, scale: Math.min(100, Math.max(leastOffered, fitting)) };
}

/** How this kind of document was last printed by this person, and how it is changed. */
function usePaper(kind: PrintKind, columnsWidth: number): [PaperSettings, (settings: PaperSettings) => void] {
  const kept = usePreferences()?.papers;
  const save = useSavePreferences();
  const usual = useMemo(() => settingsFor(columnsWidth), [columnsWidth]);
  const [own, setOwn] = useState<PaperSettings | null>(null);
  const settings = own ?? kept?.[kind] ?? usual;
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(soon.current), []);
  const keep = (next: PaperSettings) => {
    const { data } = paperSettingsSchema.safeParse(next);
    if (data !== undefined) save({ papers: { ...kept, [kind]: data } });
  };
  const change = (next: PaperSettings) => {
    setOwn(next);
    clearTimeout(soon.current);
    soon.current = setTimeout(() => keep(next), 600);
  };
  return [settings, change];
}

/** Takes the pages instead of their being shown: for a file that another feature asks for. */
export const HandOver = createContext<{
  readonly take: (laid: Laid) => void;
  readonly fail: (error: AppError) => void;
} | null>(null);

/** What will come out of the printer, page by page, and everything that decides how. */
export function Preview(props: PreviewProps) {
  const { kind, document, token, rows, columnsWidth = 0, options, notes = [], error = null } = props;
  const { t } = useTranslation();
  const [own, setSettings] = usePaper(kind, columnsWidth);
  const settings = props.paper ?? own;
  const bare = use(BarePreview);
  const { laid, working, failed } = useLayout(document, settings);
  const narrow = usePhone();
  const [zoom, setZoom] = useState<Zoom>('width');
  const [page, setPage] = useState(1);
  const [copies, setCopies] = useState(1);
  const [setting, setSetting] = useState(false);
  const sheets = useRef<SheetsHandle>(null);
  const out = usePrintOut();
  const pages = laid?.pages.length ?? 0;
  const ready = laid !== null && !working && !failed && error === null && pages > 0;
  const go = (to: number) => sheets.current?.goTo(Math.min(pages, Math.max(1, to)));
  const print = (way: 'pdf' | 'printer') => {
    if (ready && !out.isPending) out.mutate({ laid, way, copies, kind, token, rows });
  };
  const handOver = use(HandOver);
  useEffect(() => {
    if (handOver === null) return;
    if (error !== null || failed) handOver.fail(error ?? new AppError('printFailed'));
    else if (ready) handOver.take(laid);
  }, [handOver, error, failed, ready, laid]);
  useHotkeys(
    // Beside a form, and where nothing is seen, the keys belong to the page.
    bare || handOver !== null
      ? []
      : [
          ['mod+P', () => print('printer')],
          ['PageDown', () => go(page + 1)],
          ['PageUp', () => go(page - 1)],
          ['Home', () => go(1)],
          ['End', () => go(pages)],
        ],
    ['INPUT', 'TEXTAREA', 'SELECT'],
  );
  if (handOver !== null) return null;
  const shown =
    error !== null ? (
      <div className={classes.wait}>
        <ErrorNote error={error} onRetry={props.onRetry} />
      </div>
    ) : failed ? (
      <div className={classes.wait}>
        <SentenceNote>{t(($) => $.printing.failed)}</SentenceNote>
      </div>
    ) : laid === null ? (
      <div className={classes.wait}>
        <Loader size="sm" />
        <Text size="sm">{t(($) => (document === null ? $.printing.gathering : $.printing.working))}</Text>
      </div>
    ) : (
      <Sheets ref={sheets} laid={laid} zoom={narrow ? 'width' : zoom} onPage={setPage} dimmed={working} />
    );
  if (bare) return shown;
  const panel = (
    <Stack gap="sm" className={classes.panel}>
      {notes.map((note) => (
        <Text key={note} size="sm" className={classes.notice} role="status">
          {note}
        </Text>
      ))}
      {options}
      {props.paper === undefined ? <PaperPanel settings={settings} onChange={setSettings} /> : null}
      {printsItself() ? (
        <NumberInput
          label={t(($) => $.printing.copies)}
          min={1}
          max={99}
          clampBehavior="strict"
          value={copies}
          onChange={(value) => {
            if (typeof value === 'number') setCopies(value);
          }}
        />
      ) : (
        <Text size="xs" c="var(--kc-dim)">
          {t(($) => $.printing.inBrowser)}
        </Text>
      )}
      <Text size="xs" c="var(--kc-dim)">
        {t(($) => $.printing.logged)}
      </Text>
    </Stack>
  );
  return (
    <div className={classes.preview}>
      <div className={classes.bar}>
        <Text component="h2" className={classes.name} title={document?.title}>
          {document?.title ?? t(($) => $.printing.preview)}
        </Text>
        <Group gap={4} wrap="nowrap" className={classes.navigation}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t(($) => $.printing.previous)}
            disabled={page <= 1}
            onClick={() => go(page - 1)}
          >
            <IconChevronUp size={18} />
          </ActionIcon>
          <Text size="sm" className={classes.figure} aria-live="polite">
            {pages === 0 ? '\u2002' : t(($) => $.printing.pageOf, { page: Math.min(page, pages), pages })}
          </Text>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t(($) => $.printing.next)}
            disabled={page >= pages}
            onClick={() => go(page + 1)}
          >
            <IconChevronDown size={18} />
          </ActionIcon>
          {working ? <Loader size={16} aria-label={t(($) => $.printing.working)} /> : null}
        </Group>
        <Group gap={6} wrap="nowrap">
          {narrow ? (
            <ActionIcon
              size="lg"
              variant={setting ? 'light' : 'default'}
              aria-label={t(($) => $.printing.settings)}
              aria-expanded={setting}
              onClick={() => setSetting(!setting)}
            >
              <IconAdjustments size={18} />
            </ActionIcon>
          ) : (
            <Select
              aria-label={t(($) => $.printing.zoom)}
              className={classes.zoom}
              allowDeselect={false}
              comboboxProps={{ withinPortal: true, zIndex: 500 }}
              value={String(zoom)}
              data={zooms.map((value) => ({
                value,
                label:
                  value === 'width' || value === 'page'
                    ? t(($) => $.printing.zooms[value])
                    : `${Number(value) * 100}%`,
              }))}
              onChange={(value) =>
                setZoom(value === 'width' || value === 'page' ? value : Number(value ?? 1))
              }
            />
          )}
          {printsItself() ? (
            <Button
              variant="default"
              leftSection={<IconFileTypePdf size={16} stroke={1.6} aria-hidden />}
              disabled={!ready || out.isPending}
              onClick={() => print('pdf')}
            >
              {t(($) => $.printing.pdf)}
            </Button>
          ) : null}
          <Button
            data-autofocus
            leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden />}
            disabled={!ready}
            loading={out.isPending}
            onClick={() => print('printer')}
          >
            {t(($) => $.printing.print)}
          </Button>
          <Tooltip label={`${t(($) => $.common.close)} (Esc)`}>
            <ActionIcon
              size="lg"
              variant="subtle"
              color="gray"
              aria-label={t(($) => $.common.close)}
              onClick={props.onClose}
            >
              <IconX size={18} />
            </ActionIcon>
          </Tooltip>
        </Group>
      </div>
      <div className={classes.body}>
        {narrow && !setting ? null : <aside aria-label={t(($) => $.printing.settings)}>{panel}</aside>}
        {shown}
      </div>
    </div>
  );
}
