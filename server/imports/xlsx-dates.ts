import { fromSpreadsheetSerial } from '#core/shared/local-date.ts';
import { attribute, xmlScanner } from './xml-scanner.ts';

/** Number formats that every spreadsheet knows as dates, those of Chinese and Japanese ones included. */
const builtIn = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Whether a format shows day or time, apart from texts, colours and escaped letters in it. */
export function isDateFormat(code: string): boolean {
  const plain = code.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return /[ymdhs年月日]/i.test(plain) && !/general|[#?]/i.test(plain);
}

/** Cell styles that show a number as a date. */
export function dateStyles(stylesXml: string): Set<number> {
  const custom = new Map<number, boolean>();
  const dates = new Set<number>();
  let inCells = false;
  let style = 0;
  const scanner = xmlScanner({
    open(tag, attributes) {
      if (tag === 'numFmt')
        custom.set(
          Number(attribute(attributes, 'numFmtId')),
          isDateFormat(attribute(attributes, 'formatCode') ?? ''),
        );
      else if (tag === 'cellXfs') inCells = true;
      else if (tag === 'xf' && inCells) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0);
        if (custom.get(id) ?? builtIn(id)) dates.add(style);
        style++;
      }
    },
    close(tag) {
      if (tag === 'cellXfs') inCells = false;
    },
    text: () => undefined,
  });
  scanner.push(stylesXml);
  return dates;
}

const days1904 = 1462;

/** A serial number as the day it shows, `2024-03-01`, with ` 13:45` when it has a time; the number itself when it is no day. */
export function serialText(serial: number, from1904: boolean): string | number {
  const shifted = from1904 ? serial + days1904 : serial;
  const minutes = Math.round((shifted - Math.floor(shifted)) * 24 * 60);
  const date = fromSpreadsheetSerial(Math.floor(shifted));
  if (date === null) return serial;
  if (minutes === 0 || minutes === 24 * 60) return date;
  return `${date} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
