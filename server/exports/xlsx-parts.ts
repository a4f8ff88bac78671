import type { CellKind, CellValue, FileColumn } from '#core/exports/export-files.ts';
import { neutraliseFormula } from '#core/shared/spreadsheet-text.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What a cell holds at most. */
const longestText = 32_767;

/** Text inside XML: what XML cannot hold is written as spreadsheets do (`_x000D_`), halves of characters are marked. */
export function xmlText(text: string): string {
  const cut = text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
  return cut
    .replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replace(/(?![\t\n])[\p{Cc}\ufffe\uffff]/gu, (unit) => {
      return `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
    })
    .replace(/[\uD800-\uDFFF]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Places in the list of cell formats below. */
const styles = { heading: 1, text: 2, quoted: 3, date: 4, time: 5, money: 6, lines: 7 } as const;
const formats = [
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>',
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>',
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
];

export const stylesPart = `${head}<styleSheet xmlns="${main}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="166" formatCode="&quot;¥&quot;#,##0.00"/></numFmts><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF1F3F5"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${formats.length}">${formats.join('')}</cellXfs></styleSheet>`;

/** `A`, `B`, … `AA`. */
export function letters(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest > 0 ? letters(rest - 1) : ''}${String.fromCharCode(65 + (index % 26))}`;
}

const dayMs = 24 * 60 * 60 * 1000;
/** Before that day spreadsheets count one too many. */
const firstSureDay = '1900-03-01';
const dayZero = Date.UTC(1899, 11, 30);

/** The number of a day (`YYYY-MM-DD`) or a time (`YYYY-MM-DDTHH:MM`); null for what is none. */
export function serialOf(value: string): number | null {
  const [, day = '', hours, minutes] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2}))?$/.exec(value) ?? [];
  const at = Date.parse(`${day}T00:00:00Z`);
  if (day < firstSureDay || Number.isNaN(at)) return null;
  const whole = Math.round((at - dayZero) / dayMs);
  return hours === undefined ? whole : whole + (Number(hours) * 60 + Number(minutes)) / 1440;
}

function textCell(place: string, text: string): string {
  if (text === '') return '';
  const style =
    neutraliseFormula(text) !== text ? styles.quoted : text.includes('\n') ? styles.lines : styles.text;
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

function cell(place: string, value: CellValue, kind: CellKind): string {
  if (value === null) return '';
  if (typeof value === 'number') {
    if (kind === 'money') return `<c r="${place}" s="${styles.money}"><v>${value / 100}</v></c>`;
    return Number.isFinite(value) ? `<c r="${place}"><v>${value}</v></c>` : '';
  }
  const serial = kind === 'date' || kind === 'time' ? serialOf(value) : null;
  if (serial === null) return textCell(place, kind === 'time' ? value.replace('T', ' ') : value);
  return `<c r="${place}" s="${kind === 'date' ? styles.date : styles.time}"><v>${serial}</v></c>`;
}

/** Writes rows; the first of a sheet is 1. */
export function rowWriter(
  columns: readonly FileColumn[],
): (row: number, values: readonly CellValue[]) => string {
  const places = columns.map(({ kind }, at) => ({ kind, column: letters(at) }));
  return (row, values) =>
    `<row r="${row}">${places.map(({ kind, column }, at) => cell(`${column}${row}`, values[at] ?? null, kind)).join('')}</row>`;
}

/** Everything of a sheet before its first row of data: frozen heading, widths, headings. */
export function sheetStart(columns: readonly FileColumn[]): string {
  const widths = columns.map(({ width }, at) => {
    const characters = Math.max(6, Math.round(((width - 5) / 7) * 10) / 10);
    return `<col min="${at + 1}" max="${at + 1}" width="${characters}" customWidth="1"/>`;
  });
  const headings = columns.map(
    ({ title }, at) =>
      `<c r="${letters(at)}1" s="${styles.heading}" t="inlineStr"><is><t xml:space="preserve">${xmlText(title)}</t></is></c>`,
  );
  return `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${headings.join('')}</row>`;
}

export function sheetEnd(columns: readonly FileColumn[], rows: number): string {
  return `</sheetData><autoFilter ref="A1:${letters(columns.length - 1)}${Math.max(rows, 1)}"/></worksheet>`;
}

/** The parts that name the sheets, by their path in the archive. */
export function bookParts(sheets: readonly string[]): ReadonlyMap<string, string> {
  const each = (write: (name: string, number: number) => string) =>
    sheets.map((name, at) => write(name, at + 1)).join('');
  return new Map([
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${each((_, number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${type}.worksheet+xml"/>`)}</Types>`,
    ],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${each((name, number) => `<sheet name="${xmlText(name)}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships xmlns="${packaged}/relationships">${each((_, number) => `<Relationship Id="rId${number}" Type="${office}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', stylesPart],
  ]);
}
