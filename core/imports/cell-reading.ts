import { checkPhone } from '../customers/index.ts';
import { restoreFormulaText } from '../shared/spreadsheet-text.ts';
import { cleanText, codePoints, foldText } from '../shared/text.ts';
import { choiceName } from './choice-name.ts';
import type { ImportedChoiceKind, ImportTarget, ValueKind } from './import-plan.contract.ts';
import type { CellProblem } from './imports.contract.ts';
import type { RowRules, RuleColumn, UnknownValue } from './row-rules.ts';
import { cellText, isFault, type Cell, type TableRow } from './table.ts';
import { digitsText } from './values.ts';

const longestLabel = 50;

/** Whether digits become a number with area code by the 0 that spreadsheets drop. */
const lacksZero = (text: string): boolean =>
  /^[2-9]\d{8,10}$|^10\d{8}$/.test(text) && checkPhone(text) !== null && checkPhone(`0${text}`) === null;

/** The cells of one row by what they fill, and what is noted on the way. */
export class CellReading {
  readonly row: TableRow;
  readonly rules: RowRules;
  readonly problems: CellProblem[] = [];
  readonly warnings: CellProblem[] = [];
  readonly unknown: UnknownValue[] = [];
  readonly #columns: ReadonlyMap<ImportTarget, RuleColumn>;

  constructor(row: TableRow, rules: RowRules, columns: ReadonlyMap<ImportTarget, RuleColumn>) {
    this.row = row;
    this.rules = rules;
    this.#columns = columns;
  }

  columnOf(target: ImportTarget): RuleColumn | undefined {
    return this.#columns.get(target);
  }

  #problem(target: ImportTarget, code: string, params: CellProblem['params']): CellProblem {
    const column = this.#columns.get(target);
    return column === undefined
      ? { column: null, code, params }
      : { column: column.heading, code, params, at: column.index };
  }

  /** Keeps the row out; a column speaks once. */
  reject(target: ImportTarget, code: string, params: CellProblem['params'] = {}): void {
    const problem = this.#problem(target, code, params);
    if (problem.column === null || !this.problems.some(({ at }) => at === problem.at))
      this.problems.push(problem);
  }

  warn(target: ImportTarget, code: string, params: CellProblem['params'] = {}): void {
    this.warnings.push(this.#problem(target, code, params));
  }

  warned(target: ImportTarget): boolean {
    const at = this.#columns.get(target)?.index;
    return at !== undefined && this.warnings.some((problem) => problem.at === at);
  }

  /** The cell; null when the file has none, it is empty, or it cannot be read (which is noted). */
  cell(target: ImportTarget): Cell {
    const column = this.#columns.get(target);
    const cell = column === undefined ? null : (this.row.cells[column.index] ?? null);
    if (isFault(cell)) {
      this.reject(target, cell.code, { text: cell.text });
      return null;
    }
    if (typeof cell !== 'string') return cell;
    if (cell.includes('\uFFFD') && this.row.fault === 'unreadable') {
      this.reject(target, 'unreadable');
      return null;
    }
    if (cell.trim() === '') return null;
    return this.rules.apostrophes ? restoreFormulaText(cell) : cell;
  }

  text(target: ImportTarget): string | null {
    const cell = this.cell(target);
    return cell === null ? null : cellText(cell);
  }

  /** Digits that spreadsheets like to take for numbers. */
  digits(target: ImportTarget, isPhone = false): string | null {
    const cell = this.cell(target);
    if (cell === null) return null;
    const { text, damaged } = digitsText(cell);
    if (damaged) this.warn(target, 'digitsLost');
    else if (isPhone && lacksZero(text)) this.warn(target, 'zeroLost', { text });
    return text;
  }

  /** What somebody said a value means; undefined when nobody has. The value is noted as unknown either way. */
  meaningOf(kind: ValueKind, label: string): number | string | null | undefined {
    this.unknown.push({ kind, label });
    const name = choiceName(kind, label);
    return this.rules.meanings.has(name) ? (this.rules.meanings.get(name) ?? null) : undefined;
  }

  /** A choice of the office by its label, as far as it is one or is said to be one. */
  choice(kind: ImportedChoiceKind, target: ImportTarget, text: string): number | null {
    const label = cleanText(text);
    if (foldText(label) === '') return null;
    if (codePoints(label) > longestLabel) {
      this.reject(target, 'tooLong', { max: longestLabel });
      return null;
    }
    const known = this.rules.choices.get(choiceName(kind, label));
    if (known !== undefined) return known;
    const meaning = this.meaningOf(kind, label);
    if (typeof meaning === 'number') return meaning;
    if (meaning === undefined && !this.rules.addChoices) this.warn(target, 'choiceNotAdded', { label });
    return null;
  }

  /** A word with a fixed meaning; an unknown one keeps the row out until somebody says what it means. */
  word<Value extends string>(
    target: 'type' | 'status' | 'level',
    code: string,
    read: (folded: string) => Value | null,
  ): Value | null {
    const text = this.text(target);
    if (text === null) return null;
    const value = read(foldText(text));
    if (value !== null) return value;
    const label = cleanText(text).slice(0, 200);
    const meaning = this.meaningOf(target, label);
    if (meaning === undefined) this.reject(target, code);
    return typeof meaning === 'string' ? read(foldText(meaning)) : null;
  }
}
