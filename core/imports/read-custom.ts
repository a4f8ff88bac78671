import { checkValue, textKey } from '../custom-fields/index.ts';
import type { CustomField, CustomValue } from '../custom-fields/custom-fields.contract.ts';
import { parseLooseDate } from '../shared/local-date.ts';
import { cleanText } from '../shared/text.ts';
import type { CellProblem } from './imports.contract.ts';
import { cellText, type Cell } from './table.ts';
import { amountFen, headingUnit, readNumber, readYesNo } from './values.ts';

/** What a cell says of a custom field. `rejected` keeps the row out; `warned` leaves the value, or that part of it, empty. */
export interface CustomReading {
  readonly value: CustomValue | null;
  readonly rejected?: Omit<CellProblem, 'column'>;
  readonly warned?: Omit<CellProblem, 'column'>;
}

const refused = (code: string): CustomReading => ({ value: null, rejected: { code, params: {} } });

/** The option with this label, retired ones too: as with the office's other choices, a label means what it meant. */
function optionOf({ options }: CustomField, text: string): number | undefined {
  const key = textKey(cleanText(text));
  return options.find(({ label }) => textKey(label) === key)?.id;
}

/** What somebody said an unknown option means; undefined when nobody has. */
export type OptionMeaning = (label: string) => number | string | null | undefined;

function optionMeant(
  { options }: CustomField,
  label: string,
  meaningOf: OptionMeaning,
): number | null | undefined {
  const meaning = meaningOf(label);
  if (typeof meaning !== 'number') return meaning === undefined ? undefined : null;
  return options.some(({ id }) => id === meaning) ? meaning : null;
}

function several(field: CustomField, text: string, meaningOf: OptionMeaning): CustomReading {
  const whole = optionOf(field, text);
  if (whole !== undefined) return { value: [whole] };
  const labels = text.split(/[;；,，、|/\n]+/).flatMap((label) => cleanText(label) || []);
  const found = labels.map((label) => ({
    label,
    id: optionOf(field, label) ?? optionMeant(field, label, meaningOf),
  }));
  const ids = [...new Set(found.flatMap(({ id }) => id ?? []))];
  const unknown = found.find(({ id }) => id === undefined)?.label;
  return {
    value: ids.length === 0 ? null : ids,
    ...(unknown !== undefined && { warned: { code: 'customOptionUnknown', params: { label: unknown } } }),
  };
}

function read(field: CustomField, cell: Cell, heading: string, meaningOf: OptionMeaning): CustomReading {
  const text = cellText(cell).trim();
  switch (field.kind) {
    case 'text':
      return { value: text };
    case 'number': {
      const value = readNumber(cell);
      return value === null ? refused('notANumber') : { value };
    }
    case 'money': {
      const value = amountFen(cell, headingUnit(heading));
      return value === null ? refused('notAnAmount') : { value };
    }
    case 'date': {
      const value = parseLooseDate(typeof cell === 'number' ? cell : text);
      return value === null ? refused('notADay') : { value };
    }
    case 'choice': {
      const label = cleanText(text);
      const value = optionOf(field, text) ?? optionMeant(field, label, meaningOf);
      return value === undefined
        ? { value: null, warned: { code: 'customOptionUnknown', params: { label } } }
        : { value };
    }
    case 'choices':
      return several(field, text, meaningOf);
    case 'yesNo': {
      const value = readYesNo(text);
      return value === null ? refused('yesNoUnknown') : { value };
    }
  }
}

/** Reads the cell of a custom field, as its kind asks (spec §11). An empty required one is told, and keeps no row out. */
export function readCustom(
  field: CustomField,
  cell: Cell,
  heading: string,
  meaningOf: OptionMeaning,
): CustomReading {
  const nothing = cell === null || cellText(cell).trim() === '';
  const reading = nothing ? { value: null } : read(field, cell, heading, meaningOf);
  if (reading.rejected !== undefined) return reading;
  const checked = reading.value === null ? null : checkValue(field, reading.value, reading.value);
  if (typeof checked === 'object' && checked !== null && 'code' in checked)
    return { value: null, rejected: { code: checked.code, params: checked.params ?? {} } };
  const empty = checked === null && field.required && reading.warned === undefined;
  return { ...reading, value: checked, ...(empty && { warned: { code: 'requiredEmpty', params: {} } }) };
}
