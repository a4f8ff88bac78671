import { choiceKey } from '../choices/index.ts';
import type { ImportedChoiceKind } from './imports.contract.ts';

/** One key for a kind and a label, as labels are compared. */
export function choiceName(kind: ImportedChoiceKind, label: string): string {
  return `${kind} ${choiceKey(label)}`;
}
