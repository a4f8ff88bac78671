const FORMULA = /^'*[=+\-@＝＋－＠\t\r\n\0]/;
/** An apostrophe of the text itself, where a reader would take it for one that only says: this is text. */
const APOSTROPHE = /^'+\d/;

/**
 * Text of a cell for a CSV file, so that no spreadsheet takes it for a formula: what begins like one gets a leading apostrophe, and
 * so does what would lose one of its own. For text only; numbers are written as numbers. Undone exactly by {@link restoreFormulaText}.
 */
export function neutraliseFormula(cell: string): string {
  return FORMULA.test(cell) || APOSTROPHE.test(cell) ? `'${cell}` : cell;
}

/**
 * The text that {@link neutraliseFormula} was given. An apostrophe in front of digits goes too: spreadsheets and other programs put it
 * there to keep `007` a text.
 */
export function restoreFormulaText(cell: string): string {
  return cell.startsWith("'") && (FORMULA.test(cell) || APOSTROPHE.test(cell)) ? cell.slice(1) : cell;
}

/** Numbers and telephone numbers with their country code: no spreadsheet computes anything of them. */
const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?$|^\+\d[\d ]*$/;

/** As {@link neutraliseFormula}, but leaves plain numbers and telephone numbers (`+86 138 0013 8000`) as they are. */
export function neutraliseCell(cell: string): string {
  return PLAIN_NUMBER.test(cell) ? cell : neutraliseFormula(cell);
}
