import {
  choiceKey,
  createChoice,
  findChoiceByKey,
  importSourceLabel,
  listChoices,
} from '../choices/index.ts';
import type { Change } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { choiceName } from './choice-name.ts';
import type { ImportedChoiceKind, NewChoice } from './imports.contract.ts';

/** What a customer's industry is when the file and the person say nothing. */
const otherIndustryLabel = '其他';
/** More new labels of one kind than these mean that the wrong column was taken. */
export const mostNewChoices = 300;

/** The office's choices by `choiceName`, retired ones too: a label must not come twice. */
export async function choicesByName(db: ReadDb): Promise<ReadonlyMap<string, number>> {
  const choices = await listChoices(db);
  return new Map(choices.map(({ kind, label, id }) => [`${kind} ${choiceKey(label)}`, id]));
}

/** Counts labels that the office has no choice for, each kind up to its limit. */
export function countNewChoices(): {
  add(unknown: readonly { readonly kind: ImportedChoiceKind; readonly label: string }[]): void;
  list(): NewChoice[];
} {
  const found = new Map<string, { kind: ImportedChoiceKind; label: string; rows: number }>();
  const kinds = new Map<ImportedChoiceKind, number>();
  return {
    add(unknown) {
      for (const { kind, label } of unknown) {
        const key = choiceName(kind, label);
        const known = found.get(key);
        const count = kinds.get(kind) ?? 0;
        if (known !== undefined) known.rows++;
        else if (count < mostNewChoices) {
          found.set(key, { kind, label, rows: 1 });
          kinds.set(kind, count + 1);
        }
      }
    },
    list: () => [...found.values()].toSorted((a, b) => b.rows - a.rows),
  };
}

async function ensure(change: Change, kind: ImportedChoiceKind, label: string): Promise<number> {
  const known = await findChoiceByKey(change.trx, kind, choiceKey(label));
  return known?.id ?? (await createChoice(change, { kind, label })).id;
}

export async function addNewChoices(change: Change, choices: readonly NewChoice[]): Promise<void> {
  for (const { kind, label } of choices) await ensure(change, kind, label);
}

/** The values that stand in for an empty cell: those of the plan, else the choices every office has for this. */
export async function defaultChoices(
  change: Change,
  plan: { readonly sourceId: number | null; readonly industryId: number | null },
): Promise<{ sourceId: number; industryId: number }> {
  return {
    sourceId: plan.sourceId ?? (await ensure(change, 'source', importSourceLabel)),
    industryId: plan.industryId ?? (await ensure(change, 'industry', otherIndustryLabel)),
  };
}
