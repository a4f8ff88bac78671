import { checkEmail, checkPhone, checkTaxNumber, taxNumberKey } from '../customers/index.ts';
import { foldText } from '../shared/text.ts';
import { guessContacts, isContactList } from './contact-headings.ts';
import { alone, foreign, simplified, synonyms } from './headings.ts';
import {
  importFields,
  type ImportField,
  type ImportNoun,
  type ImportTarget,
} from './import-plan.contract.ts';
import { cellText, isFault, tableLimits, type Cell, type TableRow } from './table.ts';

export interface Column {
  readonly index: number;
  readonly heading: string;
  readonly field: ImportTarget | null;
  readonly samples: readonly string[];
}

export interface Layout {
  readonly noun: ImportNoun;
  /** Row of the headings as a spreadsheet counts; 0 when the file has none. */
  readonly headingRow: number;
  readonly columns: readonly Column[];
}

const searched = 10;
const sampleLength = 60;

/** `A`, `B`, … `AA`: what a column without a heading is called. */
function letters(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest > 0 ? letters(rest - 1) : ''}${String.fromCharCode(65 + (index % 26))}`;
}

function headingForms(heading: string): string[] {
  const bare = heading.replace(/[（(【[].*?[)）】\]]/g, '');
  const plain = (text: string) => simplified(foldText(text)).replace(/必填|选填|required|optional/g, '');
  return [...new Set([plain(bare), plain(heading)])].filter((form) => form !== '');
}

/** How surely a heading means a field: 0 not at all, 100 to the letter. */
function likelihood(heading: string, field: ImportField): number {
  let best = 0;
  for (const form of headingForms(heading)) {
    const at = synonyms[field].indexOf(form);
    if (at >= 0) return 100 - Math.min(at, 20);
    if (foreign.some((word) => form.includes(word)) || alone.includes(form)) continue;
    for (const word of synonyms[field]) {
      const long = /^[a-z]+$/.test(word) ? word.length >= 5 : word.length >= 2;
      if (!long || form.length > word.length + 8) continue;
      // 客户公司名称 ends in what it is; 电话备注 is a remark.
      if (form.endsWith(word)) best = Math.max(best, 40 + word.length);
      else if (form.includes(word)) best = Math.max(best, 20 + word.length);
    }
  }
  return best;
}

/** A custom field as far as headings tell it. */
export interface CustomHeading {
  readonly id: number;
  readonly label: string;
}

/** The custom field that is called so, brackets aside: nothing says more surely what a column holds. */
function customField(heading: string, custom: readonly CustomHeading[]): CustomHeading | undefined {
  const forms = headingForms(heading);
  return custom.find(({ label }) => headingForms(label).some((form) => forms.includes(form)));
}

const surest = 120;

const textOf = (cell: Cell | undefined): string => cellText(cell).replace(/\s+/g, ' ').trim();

/** What stands over a column: `text` with the word of its group in front, `own` without. */
interface Heading {
  readonly text: string;
  readonly own: string;
}
/** What a heading says by its last word alone counts less. */
const withoutGroup = 30;

function surety({ text, own }: Heading, field: ImportField): number {
  const whole = likelihood(text, field);
  if (text === own || headingForms(text).some(isForeign)) return whole;
  return Math.max(whole, likelihood(own, field) - withoutGroup);
}

/** Whether a heading means a column all by itself. */
const isKnown = (heading: Heading, custom: readonly CustomHeading[]): boolean =>
  importFields.some(
    (field) => likelihood(heading.text, field) >= 80 || likelihood(heading.own, field) >= 80,
  ) || customField(heading.text, custom) !== undefined;

/** What may stand above a group of headings; a title or `制表：张三` does not. */
const isGroup = (text: string) => text !== '' && text.length <= 12 && !/[\d:：]/.test(text);

/**
 * The headings in a row of the file. Where the row above heads groups of columns (联系人 over 姓名 and 电话), its word stands in
 * front: 联系人 姓名; where it alone says something of a column, that counts.
 */
function headingsIn(head: readonly TableRow[], row: number): Heading[] {
  const own = (head.find((one) => one.row === row)?.cells ?? []).map(textOf);
  const above = (head.find((one) => one.row === row - 1)?.cells ?? []).map(textOf);
  const groups = above.filter((text) => text !== '');
  // A word that heads a group stands over several columns: the cells beside it are empty.
  const spans = own.some((text, at) => text !== '' && (above[at] ?? '') === '');
  if (!spans || new Set(groups).size < 2 || !groups.every(isGroup))
    return own.map((text) => ({ text, own: text }));
  let group = '';
  return Array.from({ length: Math.max(own.length, above.length) }, (_, at) => {
    const [text = '', over = ''] = [own[at], above[at]];
    if (over !== '') group = text === '' || text === over ? '' : over;
    if (text === '') return { text: over, own: over };
    return { text: group === '' ? text : `${group} ${text}`, own: text };
  });
}

/** The row that says most about columns, among the first ten; 0 when all of them look like customers. */
function findHeadingRow(head: readonly TableRow[], custom: readonly CustomHeading[]): number {
  let best: { row: number; score: number } = { row: 0, score: 0 };
  for (const { row } of head.slice(0, searched)) {
    const headings = headingsIn(head, row).filter(({ text }) => text !== '' && text.length <= 40);
    const known = headings.filter((heading) => isKnown(heading, custom));
    const score = new Set(known.map(({ text }) => text)).size;
    if (score > best.score) best = { row, score };
  }
  if (best.score > 0) return best.row;
  const [first] = head;
  if (first === undefined) return 0;
  const texts = first.cells.map(textOf).filter((text) => text !== '');
  const customer = texts.some((text) => /\d{5}|@|(?:公司|集团|厂)$/.test(text));
  return customer || texts.length === 0 ? 0 : first.row;
}

type Content = { readonly field: ImportField; readonly fits: (text: string) => boolean };
const contents: readonly Content[] = [
  { field: 'taxNumber', fits: (text) => taxNumberKey(text).length === 18 && checkTaxNumber(text) === null },
  { field: 'email', fits: (text) => text.includes('@') && checkEmail(text) === null },
  { field: 'phone', fits: (text) => /\d{7}/.test(text.replace(/\D/g, '')) && checkPhone(text) === null },
  { field: 'website', fits: (text) => /^(?:https?:\/\/|www\.)/i.test(text) },
  {
    field: 'name',
    fits: (text) => /(?:公司|集团|厂|店|中心|事务所|合作社|经营部|商行|ltd\.?|inc\.?|gmbh)$/i.test(text),
  },
];

/** What most of a column's values are; only for columns whose heading says nothing. */
function byContent(values: readonly string[]): ImportField | null {
  if (values.length === 0) return null;
  const found = contents.find(
    ({ fits }) => values.filter((text) => fits(text.trim())).length * 10 >= values.length * 6,
  );
  return found?.field ?? null;
}

interface Guess {
  readonly index: number;
  readonly field: ImportTarget;
  readonly score: number;
}

/** Gives each field to the column that most likely holds it; no field twice, no column twice. */
function assign(guesses: readonly Guess[]): ReadonlyMap<number, ImportTarget> {
  const fields = new Map<number, ImportTarget>();
  const taken = new Set<ImportTarget>();
  for (const { index, field } of guesses.toSorted((a, b) => b.score - a.score || a.index - b.index)) {
    if (fields.has(index) || taken.has(field)) continue;
    fields.set(index, field);
    taken.add(field);
  }
  return fields;
}

/**
 * Finds headings and what the columns hold, from the first rows of a file; `custom` are the office's own fields. `wanted` is the
 * row of the headings where somebody has said so, 0 for none.
 */
export function guessLayout(
  head: readonly TableRow[],
  custom: readonly CustomHeading[] = [],
  wanted: number | null = null,
  wantedNoun: ImportNoun | null = null,
): Layout {
  const headingRow = wanted ?? findHeadingRow(head, custom);
  const headings = headingsIn(head, headingRow);
  const data = head.filter(({ row }) => row > headingRow);
  const width = Math.min(
    tableLimits.columns,
    Math.max(headings.length, ...data.map(({ cells }) => cells.length)),
  );
  const guesses: Guess[] = [];
  const columns = Array.from({ length: width }, (_, index) => {
    const over = headings[index] ?? { text: '', own: '' };
    const heading = over.text.slice(0, 100);
    const values = data.flatMap(({ cells }) => {
      const cell = cells[index];
      const text = isFault(cell) ? '' : cellText(cell).trim();
      return text === '' ? [] : [text];
    });
    const before = guesses.length;
    for (const field of importFields) {
      const score = heading === '' ? 0 : surety(over, field);
      if (score > 0) guesses.push({ index, field, score });
    }
    const own = heading === '' ? undefined : customField(heading, custom);
    if (own !== undefined) guesses.push({ index, field: `custom:${own.id}`, score: surest });
    const content =
      guesses.length === before && !headingForms(heading).some(isForeign) ? byContent(values) : null;
    if (content !== null) guesses.push({ index, field: content, score: 10 });
    const samples = [...new Set(values)]
      .slice(0, 5)
      .map((text) => (text.length > sampleLength ? `${text.slice(0, sampleLength)}…` : text));
    return { index, heading: heading === '' ? letters(index) : heading, named: heading !== '', samples };
  });
  const byField = assign(guesses);
  const noun = wantedNoun ?? (isContactList(columns, byField) ? 'contacts' : 'customers');
  const fields = withContacts(byField, columns, noun);
  return {
    noun,
    headingRow,
    columns: columns
      .filter(({ named, samples }) => named || samples.length > 0)
      .map(({ index, heading, samples }) => ({ index, heading, samples, field: fields.get(index) ?? null })),
  };
}

function isForeign(form: string): boolean {
  return foreign.some((word) => form.includes(word)) || alone.includes(form);
}

/** What a file of contacts says of their customers. */
const contactFileFields: readonly ImportTarget[] = ['name', 'number'];

/** The columns of contacts, beside what the others fill. A customer's number names one only in a file of contacts. */
function withContacts(
  fields: ReadonlyMap<number, ImportTarget>,
  columns: readonly { readonly index: number; readonly heading: string; readonly named: boolean }[],
  noun: ImportNoun,
): ReadonlyMap<number, ImportTarget> {
  const contacts = guessContacts(
    columns.filter(({ named }) => named),
    noun,
  );
  const kept = [...fields].filter(
    ([index, field]) =>
      !contacts.has(index) && (noun === 'contacts' ? contactFileFields.includes(field) : field !== 'number'),
  );
  return new Map([...kept, ...contacts]);
}
