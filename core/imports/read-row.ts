import {
  checkPhone,
  cleanFields,
  deriveUnnumbered,
  fieldErrors,
  warningsOf,
  type Derived,
} from '../customers/index.ts';
import type { CustomerFields } from '../customers/customers.contract.ts';
import type { CustomField } from '../custom-fields/custom-fields.contract.ts';
import { findRegion } from '../regions/index.ts';
import { parseLooseDate } from '../shared/local-date.ts';
import { restoreFormulaText } from '../shared/spreadsheet-text.ts';
import { cleanText, codePoints, foldText } from '../shared/text.ts';
import type { CellProblem, ImportedChoiceKind, ImportField, ImportTarget } from './imports.contract.ts';
import { choiceName } from './choice-name.ts';
import { readCustom } from './read-custom.ts';
import { cellText, isFault, type Cell, type RowFault, type TableRow } from './table.ts';
import { amountFen, digitsText, headingUnit, readLevel, readStatus, readType } from './values.ts';

/** A row that can become a customer. */
export interface UsableRow {
  readonly row: number;
  readonly fields: CustomerFields;
  readonly derived: Derived;
  readonly warnings: readonly CellProblem[];
  /** Labels that the office has no choice for. */
  readonly unknown: readonly { readonly kind: ImportedChoiceKind; readonly label: string }[];
}

export interface RejectedRow {
  readonly row: number;
  readonly name: string;
  readonly problems: readonly CellProblem[];
  /** As they stand in the file. */
  readonly cells: readonly string[];
}

/** Some rows of a file, read. */
export interface ReadBatch {
  readonly usable: readonly UsableRow[];
  readonly rejected: readonly RejectedRow[];
}

/** How the rows of one import are read. Plain data that may cross a thread. */
export interface RowRules {
  /** Rows up to this one are headings. */
  readonly headingRow: number;
  readonly columns: readonly {
    readonly index: number;
    readonly heading: string;
    readonly field: ImportTarget;
  }[];
  /** The custom fields that columns fill. */
  readonly customFields: readonly CustomField[];
  readonly defaults: {
    readonly type: 'company' | 'person';
    readonly sourceId: number;
    readonly industryId: number;
  };
  /** The office's choices by `choiceName`. */
  readonly choices: ReadonlyMap<string, number>;
  /** Whether the file is text, in which an apostrophe in front of a cell only keeps it from being computed. */
  readonly apostrophes: boolean;
  /** Whether unknown labels are to become choices; otherwise their cells stay empty, with a warning. */
  readonly addChoices: boolean;
}

const longestLabel = 50;
const longestCell = 32_767;
const mostTags = 50;
const fatal: readonly RowFault[] = ['quoteUnclosed', 'rowTooLong', 'nulBytes'];
const fieldOf: Partial<Record<keyof CustomerFields, ImportField>> = {
  regionCode: 'region',
  foundedOn: 'foundedOn',
  revenueFen: 'revenue',
};
/** Digits that spreadsheets like to take for numbers. */
const digitFields: readonly ImportField[] = ['phone', 'fax', 'postcode', 'taxNumber', 'bankAccount'];
const textFields = [
  'shortName',
  'address',
  'postcode',
  'phone',
  'fax',
  'website',
  'email',
  'taxNumber',
  'bank',
  'bankAccount',
  'remark',
] as const;

const totals =
  /^(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|总数|grand total|sub-?total|totals?)\s*[:：]?(?:\s*[\d,.]+)?$/i;
const note =
  /^(?:注|备注|说明|附注|制表|制表人|填表人|审核|审核人|制单|打印时间|导出时间|note|notes|prepared by)\s*[:：]/i;

/** Whether digits become a number with area code by the 0 that spreadsheets drop. */
const lacksZero = (text: string): boolean =>
  /^[2-9]\d{8,10}$|^10\d{8}$/.test(text) && checkPhone(text) !== null && checkPhone(`0${text}`) === null;

type Columns = RowRules['columns'];

/** Reads the rows of one import: what a customer would be made of, or what is wrong at which cell (spec §11). Pure. */
export function rowReader(rules: RowRules): (rows: readonly TableRow[]) => ReadBatch {
  const byField = new Map(rules.columns.map((column) => [column.field, column]));
  return (rows) => {
    const usable: UsableRow[] = [];
    const rejected: RejectedRow[] = [];
    for (const row of rows) {
      if (row.row <= rules.headingRow) continue;
      const found = new RowReading(row, rules, byField).read();
      if ('problems' in found) rejected.push({ ...found, cells: originalCells(row) });
      else usable.push(found);
    }
    return { usable, rejected };
  };
}

function originalCells({ cells }: TableRow): string[] {
  return cells.map((cell) => cellText(cell).slice(0, longestCell));
}

class RowReading {
  readonly #row: TableRow;
  readonly #rules: RowRules;
  readonly #columns: ReadonlyMap<ImportTarget, Columns[number]>;
  readonly #problems: CellProblem[] = [];
  readonly #warnings: CellProblem[] = [];
  readonly #unknown: { kind: ImportedChoiceKind; label: string }[] = [];

  constructor(row: TableRow, rules: RowRules, columns: ReadonlyMap<ImportTarget, Columns[number]>) {
    this.#row = row;
    this.#rules = rules;
    this.#columns = columns;
  }

  read(): UsableRow | Omit<RejectedRow, 'cells'> {
    const { fault, row } = this.#row;
    const whole = fault !== undefined && fatal.includes(fault) ? fault : this.#aside();
    if (whole !== null) {
      const name = cleanText(cellText(this.#row.cells[this.#columns.get('name')?.index ?? -1])).slice(0, 200);
      return { row, name, problems: [{ column: null, code: whole, params: {} }] };
    }
    if (fault === 'cutOff') this.#warnings.push({ column: null, code: 'cutOff', params: {} });
    const fields = cleanFields(this.#fields());
    for (const { path, code, params = {} } of fieldErrors(fields)) {
      const column = this.#headingOf(fieldOf[path as keyof CustomerFields] ?? (path as ImportField));
      if (!this.#problems.some((known) => known.column === column))
        this.#problems.push({ column, code, params });
    }
    if (this.#problems.length > 0)
      return { row, name: [...fields.name].slice(0, 200).join(''), problems: this.#problems };
    for (const [field, code] of Object.entries(warningsOf(fields))) {
      const column = this.#headingOf(field as ImportField);
      if (!this.#warnings.some((known) => known.column === column))
        this.#warnings.push({ column, code, params: {} });
    }
    return {
      row,
      fields,
      derived: deriveUnnumbered(fields),
      warnings: this.#warnings,
      unknown: this.#unknown,
    };
  }

  /** Totals, notes and headings that stand once more between the rows are no customers. */
  #aside(): 'totalsRow' | 'noteRow' | 'headingsAgain' | null {
    const filled = this.#row.cells.map((cell) => cellText(cell).trim()).filter((text) => text !== '');
    const [first = ''] = filled;
    if (totals.test(first)) return 'totalsRow';
    if (filled.length <= 2 && note.test(first)) return 'noteRow';
    const named = this.#rules.columns.filter(
      ({ index, heading }) => foldText(cellText(this.#row.cells[index])) === foldText(heading),
    );
    return named.length > 1 && named.length * 2 > filled.length ? 'headingsAgain' : null;
  }

  #headingOf(field: ImportTarget): string | null {
    return this.#columns.get(field)?.heading ?? null;
  }

  #reject(field: ImportTarget, code: string, params: CellProblem['params'] = {}): void {
    this.#problems.push({ column: this.#headingOf(field), code, params });
  }

  #warn(field: ImportTarget, code: string, params: CellProblem['params'] = {}): void {
    this.#warnings.push({ column: this.#headingOf(field), code, params });
  }

  /** The cell of a field; null when the file has none, it is empty, or it cannot be read (which is noted). */
  #cell(field: ImportTarget): Cell {
    const column = this.#columns.get(field);
    const cell = column === undefined ? null : (this.#row.cells[column.index] ?? null);
    if (isFault(cell)) {
      this.#reject(field, cell.code, { text: cell.text });
      return null;
    }
    if (typeof cell !== 'string') return cell;
    if (cell.includes('\uFFFD') && this.#row.fault === 'unreadable') {
      this.#reject(field, 'unreadable');
      return null;
    }
    if (cell.trim() === '') return null;
    return this.#rules.apostrophes ? restoreFormulaText(cell) : cell;
  }

  #text(field: ImportField): string | null {
    const cell = this.#cell(field);
    if (cell === null) return null;
    if (!digitFields.includes(field)) return cellText(cell);
    const { text, damaged } = digitsText(cell);
    if (damaged) this.#warn(field, 'digitsLost');
    else if ((field === 'phone' || field === 'fax') && lacksZero(text))
      this.#warn(field, 'zeroLost', { text });
    return text;
  }

  #word<Value>(field: ImportField, code: string, read: (folded: string) => Value | null): Value | null {
    const cell = this.#cell(field);
    if (cell === null) return null;
    const value = read(foldText(cellText(cell)));
    if (value === null) this.#reject(field, code);
    return value;
  }

  #choice(kind: ImportedChoiceKind, field: ImportField, text: string): number | null {
    const label = cleanText(text);
    if (foldText(label) === '') return null;
    if (codePoints(label) > longestLabel) {
      this.#reject(field, 'tooLong', { max: longestLabel });
      return null;
    }
    const known = this.#rules.choices.get(choiceName(kind, label));
    if (known !== undefined) return known;
    this.#unknown.push({ kind, label });
    if (!this.#rules.addChoices) this.#warn(field, 'choiceNotAdded', { label });
    return null;
  }

  #single(kind: ImportedChoiceKind, field: ImportField): number | null {
    const cell = this.#cell(field);
    return cell === null ? null : this.#choice(kind, field, cellText(cell));
  }

  #tags(): number[] {
    const cell = this.#cell('tags');
    if (cell === null) return [];
    const labels = cellText(cell)
      .split(/[;；,，、|/\n]+/)
      .filter((label) => label.trim() !== '');
    if (labels.length > mostTags) this.#reject('tags', 'tooMany', { max: mostTags });
    return labels.slice(0, mostTags).flatMap((label) => this.#choice('tag', 'tags', label) ?? []);
  }

  #date(): string | null {
    const cell = this.#cell('foundedOn');
    if (cell === null) return null;
    const date = parseLooseDate(typeof cell === 'number' ? cell : cellText(cell));
    if (date === null) this.#reject('foundedOn', 'notADay');
    return date;
  }

  #amount(): number | null {
    const cell = this.#cell('revenue');
    if (cell === null) return null;
    const fen = amountFen(cell, headingUnit(this.#headingOf('revenue') ?? ''));
    if (fen === null) this.#reject('revenue', 'notAnAmount');
    return fen;
  }

  /** A region the list does not know is kept in the address while that is empty. */
  #region(address: string | null): { regionCode: string | null; address: string | null } {
    const text = this.#text('region');
    if (text === null) return { regionCode: null, address };
    const regionCode = findRegion(text);
    if (regionCode !== null) return { regionCode, address };
    const label = cleanText(text).slice(0, 100);
    this.#warn('region', address === null ? 'regionToAddress' : 'regionUnknown', { label });
    return { regionCode: null, address: address ?? text };
  }

  #custom(): CustomerFields['custom'] {
    const values: CustomerFields['custom'] = {};
    for (const field of this.#rules.customFields) {
      const target = `custom:${field.id}` as const;
      const before = this.#problems.length;
      const cell = this.#cell(target);
      if (this.#problems.length > before) continue;
      const { value, rejected, warned } = readCustom(field, cell, this.#headingOf(target) ?? '');
      if (rejected !== undefined) this.#reject(target, rejected.code, rejected.params);
      if (warned !== undefined) this.#warn(target, warned.code, warned.params);
      if (value !== null) values[field.id] = value;
    }
    return values;
  }

  #fields(): CustomerFields {
    const { defaults } = this.#rules;
    const texts = Object.fromEntries(textFields.map((field) => [field, this.#text(field)])) as Record<
      (typeof textFields)[number],
      string | null
    >;
    return {
      ...texts,
      ...this.#region(texts.address),
      name: this.#text('name') ?? '',
      type: this.#word('type', 'typeUnknown', readType) ?? defaults.type,
      industryId: this.#single('industry', 'industry') ?? defaults.industryId,
      sourceId: this.#single('source', 'source') ?? defaults.sourceId,
      legalFormId: this.#single('legalForm', 'legalForm'),
      sizeId: this.#single('size', 'size'),
      revenueFen: this.#amount(),
      foundedOn: this.#date(),
      status: this.#word('status', 'statusUnknown', readStatus) ?? 'potential',
      level: this.#word('level', 'levelUnknown', readLevel),
      parentId: null,
      tagIds: this.#tags(),
      custom: this.#custom(),
    };
  }
}
