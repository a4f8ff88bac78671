import { choiceKey } from '../choices/index.ts';
import type { ValueKind } from './import-plan.contract.ts';

/** One key for a kind and a label, as labels are compared. */
export function choiceName(kind: ValueKind, label: string): string {
  return `${kind} ${choiceKey(label)}`;
}
