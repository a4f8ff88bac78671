const FORMULA = /^'*[=+\-@＝＋－＠\t\r\n\0]/;

/**
 * Text of a cell for a CSV file, so that no spreadsheet takes it for a formula: what begins like one gets a leading apostrophe. For
 * text only; numbers are written as numbers. Undone exactly by {@link restoreFormulaText}.
 */
export function neutraliseFormula(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** The text that {@link neutraliseFormula} was given; for files that this program has written. */
export function restoreFormulaText(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

/** Numbers and telephone numbers with their country code: no spreadsheet computes anything of them. */
const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?$|^\+\d[\d ]*$/;

/** As {@link neutraliseFormula}, but leaves plain numbers and telephone numbers (`+86 138 0013 8000`) as they are. */
export function neutraliseCell(cell: string): string {
  return PLAIN_NUMBER.test(cell) ? cell : neutraliseFormula(cell);
}
