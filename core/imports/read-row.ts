import type { BroughtContact } from '../contacts/brought.contract.ts';
import { cleanFields, deriveUnnumbered, fieldErrors, keysOf, warningsOf } from '../customers/index.ts';
import type { CustomerFields } from '../customers/customers.contract.ts';
import { findRegion } from '../regions/index.ts';
import { parseLooseDate } from '../shared/local-date.ts';
import { cleanText, foldText } from '../shared/text.ts';
import { CellReading } from './cell-reading.ts';
import type { ImportedChoiceKind, ImportField, ImportTarget } from './import-plan.contract.ts';
import { contactsOf } from './read-contacts.ts';
import { readCustom } from './read-custom.ts';
import type { GivenField, ReadBatch, RejectedRow, RowRules, RuleColumn, UsableRow } from './row-rules.ts';
import { cellText, type RowFault, type TableRow } from './table.ts';
import { amountFen, headingUnit, isNoOwner, readLevel, readStatus, readType, timeBehind } from './values.ts';

const longestCell = 32_767;
const mostTags = 50;
const fatal: readonly RowFault[] = ['quoteUnclosed', 'rowTooLong', 'nulBytes'];
const fieldOf: Partial<Record<keyof CustomerFields, ImportField>> = {
  regionCode: 'region',
  foundedOn: 'foundedOn',
  revenueFen: 'revenue',
};
const textFields = ['shortName', 'address', 'website', 'email', 'bank', 'remark'] as const;
const digitFields = ['postcode', 'phone', 'fax', 'taxNumber', 'bankAccount'] as const;

const totals =
  /^(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|总数|grand total|sub-?total|totals?)\s*[:：]?(?:\s*[\d,.]+)?$/i;
const note =
  /^(?:注|备注|说明|附注|制表|制表人|填表人|审核|审核人|制单|打印时间|导出时间|note|notes|prepared by)\s*[:：]/i;

/** What is found out once for all rows. */
interface Known {
  readonly columns: ReadonlyMap<ImportTarget, RuleColumn>;
  /** The headings, folded, in the order of the rules' columns. */
  readonly headings: readonly string[];
}

/** Reads the rows of one import: what a customer would be made of, or what is wrong at which cell (spec §11). Pure. */
export function rowReader(rules: RowRules): (rows: readonly TableRow[]) => ReadBatch {
  const known: Known = {
    columns: new Map(rules.columns.map((column) => [column.field, column])),
    headings: rules.columns.map(({ heading }) => foldText(heading)),
  };
  return (rows) => {
    const usable: UsableRow[] = [];
    const rejected: RejectedRow[] = [];
    for (const row of rows) {
      if (row.row <= rules.headingRow) continue;
      const found = readOne(row, rules, known);
      if ('problems' in found) rejected.push(found);
      else usable.push(found);
    }
    return { usable, rejected };
  };
}

/** The row with what somebody corrected in it. */
function corrected(row: TableRow, rules: RowRules): TableRow {
  const own = rules.corrections.get(row.row);
  if (own === undefined) return row;
  const cells = [...row.cells];
  for (const [index, text] of own) {
    while (cells.length <= index) cells.push(null);
    cells[index] = text;
  }
  return { ...row, cells };
}

function readOne(original: TableRow, rules: RowRules, known: Known): UsableRow | RejectedRow {
  const { columns } = known;
  const reading = new CellReading(corrected(original, rules), rules, columns);
  const { row, fault } = original;
  const cells = reading.row.cells.map((cell) => cellText(cell).slice(0, longestCell));
  const whole = fault !== undefined && fatal.includes(fault) ? fault : aside(reading, known.headings);
  if (whole !== null) {
    const name = cleanText(cellText(reading.row.cells[columns.get('name')?.index ?? -1])).slice(0, 200);
    return { row, name, problems: [{ column: null, code: whole, params: {} }], unknown: [], cells };
  }
  if (fault === 'cutOff') reading.warnings.push({ column: null, code: 'cutOff', params: {} });
  const said = saidBy(reading);
  const fields = cleanFields(completed(said, rules.defaults));
  const contacts = contactsOf(reading);
  const customerNumber = cleanText(reading.digits('number') ?? '') || null;
  const ownerId = ownerOf(reading);
  const createdOn = createdOnOf(reading);
  const isContact = rules.noun === 'contacts';
  if (isContact && contacts.length === 0) reading.reject('contact1.name', 'required');
  for (const { path, code, params } of fieldErrors(fields))
    // A contact's customer can be named by its number alone.
    if (!isContact || (path === 'name' && customerNumber === null))
      reading.reject(fieldOf[path as keyof CustomerFields] ?? (path as ImportField), code, params);
  const { problems, unknown } = reading;
  if (problems.length > 0)
    return { row, name: labelOf(fields.name, contacts, isContact), problems, unknown, cells };
  for (const [path, code] of Object.entries(warningsOf(fields))) {
    const field = path as ImportField;
    if (!reading.warned(field)) reading.warn(field, code);
  }
  const { warnings } = reading;
  const given = givenBy(said);
  const keys = keysOf(fields);
  return {
    row,
    fields,
    given,
    keys,
    derived: rules.makes && !isContact ? deriveUnnumbered(fields, keys) : null,
    contacts,
    isContact,
    customerNumber,
    ownerId,
    createdOn,
    warnings,
    unknown,
    cells,
  };
}

/** What a row is called in lists: by its customer, a contact with it. */
export function labelOf(name: string, contacts: readonly BroughtContact[], isContact: boolean): string {
  const [contact] = contacts;
  const label = isContact && contact !== undefined ? `${contact.fields.name} · ${name}` : name;
  return [...label].slice(0, 200).join('');
}

/** Totals, notes and headings that stand once more between the rows are no customers. */
function aside(
  { row, rules }: CellReading,
  headings: readonly string[],
): 'totalsRow' | 'noteRow' | 'headingsAgain' | null {
  const filled = row.cells.map((cell) => cellText(cell).trim()).filter((text) => text !== '');
  const [first = ''] = filled;
  if (totals.test(first)) return 'totalsRow';
  if (filled.length <= 2 && note.test(first)) return 'noteRow';
  let named = 0;
  for (const [nth, { index }] of rules.columns.entries()) {
    if (foldText(cellText(row.cells[index])) === headings[nth]) named++;
    // Most rows are told by their first cells: so many more could not be headings.
    else if ((named + headings.length - nth - 1) * 2 <= filled.length) return null;
  }
  return named > 1 && named * 2 > filled.length ? 'headingsAgain' : null;
}

function single(reading: CellReading, kind: ImportedChoiceKind, field: ImportField): number | null {
  const text = reading.text(field);
  return text === null ? null : reading.choice(kind, field, text);
}

function tagsOf(reading: CellReading): number[] {
  const labels = (reading.text('tags') ?? '').split(/[;；,，、|/\n]+/).filter((label) => label.trim() !== '');
  if (labels.length > mostTags) reading.reject('tags', 'tooMany', { max: mostTags });
  return labels.slice(0, mostTags).flatMap((label) => reading.choice('tag', 'tags', label) ?? []);
}

function dateOf(reading: CellReading, field: 'foundedOn' | 'createdOn'): string | null {
  const cell = reading.cell(field);
  if (cell === null) return null;
  const date = parseLooseDate(typeof cell === 'number' ? cell : cellText(cell));
  if (date === null) reading.reject(field, 'notADay');
  return date;
}

function createdOnOf(reading: CellReading): string | null {
  const day = dateOf(reading, 'createdOn');
  if (day === null) return null;
  if (day > reading.rules.today) reading.reject('createdOn', 'inFuture');
  const time = timeBehind(reading.cell('createdOn'));
  return time === null ? day : `${day}T${time}`;
}

/** A colleague by name; whoever is not there, or cannot own it, leaves the customer in the pool until somebody says who it is. */
function ownerOf(reading: CellReading): number | null {
  const label = cleanText(reading.text('owner') ?? '').slice(0, 200);
  if (isNoOwner(label)) return null;
  const bare = label.replace(/\s*[·(（[【].*$/, '');
  const known = reading.rules.people.get(foldText(label)) ?? reading.rules.people.get(foldText(bare));
  if (known?.code === null) return known.id;
  const meaning = reading.meaningOf('owner', label);
  if (meaning === undefined) reading.warn('owner', known?.code ?? 'ownerUnknown', { name: label });
  return typeof meaning === 'number' ? meaning : null;
}

function amountOf(reading: CellReading): number | null {
  const cell = reading.cell('revenue');
  if (cell === null) return null;
  const fen = amountFen(cell, headingUnit(reading.columnOf('revenue')?.heading ?? ''));
  if (fen === null) reading.reject('revenue', 'notAnAmount');
  return fen;
}

/** A region the list does not know is kept in the address while that is empty. */
function placeOf(
  reading: CellReading,
  address: string | null,
): { regionCode: string | null; address: string | null } {
  const text = reading.text('region');
  if (text === null) return { regionCode: null, address };
  const regionCode = findRegion(text);
  if (regionCode !== null) return { regionCode, address };
  const label = cleanText(text).slice(0, 100);
  reading.warn('region', address === null ? 'regionToAddress' : 'regionUnknown', { label });
  return { regionCode: null, address: address ?? text };
}

function customOf(reading: CellReading): CustomerFields['custom'] {
  const values: CustomerFields['custom'] = {};
  for (const field of reading.rules.customFields) {
    const target = `custom:${field.id}` as const;
    const before = reading.problems.length;
    const cell = reading.cell(target);
    if (reading.problems.length > before) continue;
    const heading = reading.columnOf(target)?.heading ?? '';
    const { value, rejected, warned } = readCustom(field, cell, heading, (label) =>
      reading.meaningOf(target, label),
    );
    if (rejected !== undefined) reading.reject(target, rejected.code, rejected.params);
    if (warned !== undefined) reading.warn(target, warned.code, warned.params);
    if (value !== null) values[field.id] = value;
  }
  return values;
}

type Texts = Record<(typeof textFields)[number] | (typeof digitFields)[number], string | null>;

/** What a row says of each field; null or nothing where it says nothing. */
function saidBy(reading: CellReading) {
  const texts = Object.fromEntries([
    ...textFields.map((field) => [field, reading.text(field)]),
    ...digitFields.map((field) => [field, reading.digits(field, field === 'phone' || field === 'fax')]),
  ]) as Texts;
  return {
    ...texts,
    ...placeOf(reading, texts.address),
    name: reading.text('name'),
    type: reading.word('type', 'typeUnknown', readType),
    industryId: single(reading, 'industry', 'industry'),
    sourceId: single(reading, 'source', 'source'),
    legalFormId: single(reading, 'legalForm', 'legalForm'),
    sizeId: single(reading, 'size', 'size'),
    revenueFen: amountOf(reading),
    foundedOn: dateOf(reading, 'foundedOn'),
    status: reading.word('status', 'statusUnknown', readStatus),
    level: reading.word('level', 'levelUnknown', readLevel),
    tagIds: tagsOf(reading),
    custom: customOf(reading),
  };
}

type Said = ReturnType<typeof saidBy>;

function givenBy({ custom: _custom, ...said }: Said): GivenField[] {
  const fields = Object.keys(said) as (keyof typeof said)[];
  return fields.filter((field) => {
    const value = said[field];
    return Array.isArray(value) ? value.length > 0 : value !== null;
  });
}

function completed(said: Said, defaults: RowRules['defaults']): CustomerFields {
  return {
    ...said,
    name: said.name ?? '',
    type: said.type ?? defaults.type,
    industryId: said.industryId ?? defaults.industryId,
    sourceId: said.sourceId ?? defaults.sourceId,
    status: said.status ?? 'potential',
    parentId: null,
  };
}
