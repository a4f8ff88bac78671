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
