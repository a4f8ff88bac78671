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
import {
  importedChoiceKinds,
  type ImportedChoiceKind,
  type ValueKind,
  type ValueMeaning,
} from './import-plan.contract.ts';
import type { NewValue } from './imports.contract.ts';
import type { UnknownValue } from './row-rules.ts';

/** What a customer's industry is when the file and the person say nothing. */
const otherIndustryLabel = '其他';
/** More new labels of one kind than these mean that the wrong column was taken. */
const mostNewValues = 300;

/** The office's choices by `choiceName`, retired ones too: a label must not come twice. */
export async function choicesByName(db: ReadDb): Promise<ReadonlyMap<string, number>> {
  const choices = await listChoices(db);
  return new Map(choices.map(({ kind, label, id }) => [`${kind} ${choiceKey(label)}`, id]));
}

/** Counts values that stand for nothing the office has, each kind up to its limit. */
export function countNewValues(): {
  add(unknown: readonly UnknownValue[]): void;
  list(): NewValue[];
} {
  const found = new Map<string, { kind: ValueKind; label: string; rows: number }>();
  const kinds = new Map<ValueKind, number>();
  return {
    add(unknown) {
      for (const { kind, label } of unknown) {
        const key = choiceName(kind, label);
        const known = found.get(key);
        const count = kinds.get(kind) ?? 0;
        if (known !== undefined) known.rows++;
        else if (count < mostNewValues) {
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

const isChoiceKind = (kind: ValueKind): kind is ImportedChoiceKind =>
  importedChoiceKinds.some((known) => known === kind);

/** The values that are to become choices: those somebody said so of, and with `others` all whose meaning nobody has said. */
export function choicesToAdd(
  found: readonly NewValue[],
  meanings: readonly ValueMeaning[],
  others: boolean,
): readonly { readonly kind: ImportedChoiceKind; readonly label: string }[] {
  const said = new Map(meanings.map(({ kind, label, to }) => [choiceName(kind, label), to]));
  return found.flatMap(({ kind, label }) => {
    const name = choiceName(kind, label);
    const wanted = said.has(name) ? said.get(name) === 'create' : others;
    return isChoiceKind(kind) && wanted ? [{ kind, label }] : [];
  });
}

export async function addNewChoices(change: Change, choices: ReturnType<typeof choicesToAdd>): Promise<void> {
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
