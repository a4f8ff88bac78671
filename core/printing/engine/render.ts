import { columnShares, roomFor } from './columns.ts';
import type { Letterhead, PrintDocument, TableBlock } from './document.ts';
import { escapeHtml } from './escape.ts';
import type { Page } from './paginate.ts';
import { sheetOf, type PaperSettings } from './papers.ts';
import { pageRule, styles } from './styles.ts';
import type { FixedUnit, PieceUnit, RowUnit, Unit } from './units.ts';

/** No script, nothing from elsewhere: what is printed holds names and texts that anybody may have typed. */
export const printPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

function documentHead({ title, language }: PrintDocument, css: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${printPolicy}"><title>${escapeHtml(title)}</title><style>${css}</style></head><body>`;
}

const span = (text: string) => `<span>${escapeHtml(text)}</span>`;

function letterheadHtml({ name, logo, lines }: Letterhead): string {
  const picture = logo === null ? '' : `<img src="${escapeHtml(logo)}" alt="">`;
  const small = lines.map((line) => `<small>${escapeHtml(line)}</small>`).join('');
  return `${picture}<div><b>${escapeHtml(name)}</b>${small}</div>`;
}

function pieceHtml({ style, texts, letterhead }: PieceUnit): string {
  if (letterhead !== undefined) return `<div class="piece letterhead">${letterheadHtml(letterhead)}</div>`;
  if (style === 'title') return `<h1 class="piece title">${span(texts[0] ?? '')}</h1>`;
  if (style === 'heading') return `<h2 class="piece heading">${span(texts[0] ?? '')}</h2>`;
  if (style === 'signature')
    return `<div class="piece signature">${span(texts[0] ?? '')}<i></i>${span(texts[1] ?? '')}<i></i></div>`;
  const wide = style === 'facts' && texts.length === 2 ? ' wide' : '';
  return `<div class="piece ${style}${wide}">${texts.map(span).join('')}</div>`;
}

const millimetres = (value: number) => `${Math.round(value * 100) / 100}mm`;

function fixedHtml({ boxes }: FixedUnit): string {
  const places = boxes.map(({ x, y, width, height, middle, end, centred, frame, lines }) => {
    const flags = [middle && 'middle', end && 'toEnd', centred && 'centred', frame && 'frame'].filter(
      Boolean,
    );
    const place = `left:${millimetres(x)};top:${millimetres(y)};width:${millimetres(width)};height:${millimetres(height)}`;
    const texts = lines.map(
      ({ text, points, strong }) =>
        `<div style="font-size:${points}pt"${strong === true ? ' class="strong"' : ''}>${escapeHtml(text)}</div>`,
    );
    return `<div class="${['box', ...flags].join(' ')}" style="${place}">${texts.join('')}</div>`;
  });
  return `<div class="piece fixed">${places.join('')}</div>`;
}

function rowHtml({ table, row }: RowUnit): string {
  if (row.style === 'group')
    return `<tr class="group"><th colspan="${table.columns.length}">${escapeHtml(row.cells[0] ?? '')}</th></tr>`;
  const cells = table.columns.map(
    ({ align }, at) => `<td${align === 'end' ? ' class="end"' : ''}>${escapeHtml(row.cells[at] ?? '')}</td>`,
  );
  return `<tr${row.style === 'row' ? '' : ` class="${row.style}"`}>${cells.join('')}</tr>`;
}

function tableHead({ columns }: TableBlock, room: number): string {
  const sizes = columnShares(columns, room).map(
    (share) => `<col style="width:${(100 * share).toFixed(3)}%">`,
  );
  const heads = columns.map(
    ({ title, align }) => `<th scope="col"${align === 'end' ? ' class="end"' : ''}>${escapeHtml(title)}</th>`,
  );
  return `<table><colgroup>${sizes.join('')}</colgroup><thead><tr>${heads.join('')}</tr></thead><tbody>`;
}

/** Units one below the other, with the head of a table above its first row; `room` as from {@link roomFor}. */
export function unitsHtml(units: readonly Unit[], room: number): string {
  let html = '';
  let open: TableBlock | null = null;
  for (const unit of units) {
    const table = unit.kind === 'row' ? unit.table : null;
    if (table !== open) {
      if (open !== null) html += '</tbody></table>';
      if (table !== null) html += tableHead(table, room);
      open = table;
    }
    html += unit.kind === 'row' ? rowHtml(unit) : unit.kind === 'fixed' ? fixedHtml(unit) : pieceHtml(unit);
  }
  return open === null ? html : `${html}</tbody></table>`;
}

/** Sheets that are written at once: so many that a piece is quickly made. */
const sheetsAtOnce = 20;

/**
 * What a screen shows of a document that is printed. `nothing`: it goes to a printer, and is not laid out for a screen
 * before and after that. `page`: it is kept as a file that may be opened, with margins in place of the paper's.
 */
export type OnScreen = 'nothing' | 'page';

const onScreen: Readonly<Record<OnScreen, string>> = {
  nothing: 'body{display:none}',
  page: 'body{max-width:190mm;margin:12mm auto}',
};

/** The document that is printed, in pieces that follow one another: one HTML file that needs nothing else. */
export function* printHtml(
  document: PrintDocument,
  pages: readonly Page[],
  settings: PaperSettings,
  screen: OnScreen,
): Generator<string> {
  const css = `${styles(document, settings)}${pageRule(document, sheetOf(settings))}@media screen{${onScreen[screen]}}`;
  const room = roomFor(document.look, settings);
  yield documentHead(document, css);
  for (let from = 0; from < pages.length; from += sheetsAtOnce)
    yield pages
      .slice(from, from + sheetsAtOnce)
      .map((page) => `<section class="sheet">${unitsHtml(page, room)}</section>`)
      .join('');
  yield '</body></html>';
}

/** One sheet as it will come out, for the screen. */
export function sheetHtml(
  document: PrintDocument,
  page: Page,
  at: { readonly page: number; readonly pages: number },
  settings: PaperSettings,
): string {
  const { top, right, bottom, left, width, height } = sheetOf(settings);
  const css = `${styles(document, settings)}
html{width:${width}mm;height:${height}mm;overflow:hidden}
body{padding:${top}mm ${right}mm 0 ${left}mm}
.foot{position:absolute;left:${left}mm;right:${right}mm;top:${height - bottom}mm;padding-top:2mm;display:flex;
justify-content:space-between;font-size:7.5pt;line-height:1.5;color:#555}`;
  const pageOf = document.pageOf.replace('{page}', String(at.page)).replace('{pages}', String(at.pages));
  return `${documentHead(document, css)}${unitsHtml(page, roomFor(document.look, settings))}<div class="foot">${span(document.foot)}${span(pageOf)}</div></body></html>`;
}

/** Where heights are measured: as wide as what lies between the margins, and as long as need be. */
export function measuringHtml(document: PrintDocument, settings: PaperSettings): string {
  const css = `${styles(document, settings)}body{width:${sheetOf(settings).content.width}mm}`;
  return `${documentHead(document, css)}<main></main></body></html>`;
}
