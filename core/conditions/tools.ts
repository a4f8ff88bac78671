import { listCustomFields } from '../custom-fields/index.ts';
import type { Inquiry, Services } from '../rpc/context.ts';
import { loadPoolRules } from '../settings/index.ts';
import type { CompileTools, Said } from './compile.ts';
import type { ReadDb } from '../shared/database.ts';
import type { ConditionGroup } from './conditions.contract.ts';
import { askedAs, type QueryField } from './fields.contract.ts';

/** Up to so many interactions are fetched from the index; of more, each customer's own are asked. */
const fewInteractions = 20_000;

function textsSaid({ items }: ConditionGroup): string[] {
  return items.flatMap((item) => {
    if ('items' in item) return textsSaid(item);
    if ('has' in item) return textsSaid(item.where);
    return item.field === 'said' ? item.values.filter((value) => typeof value === 'string') : [];
  });
}

/** Also retired ones: a saved view that asks for one goes on. */
async function customFields(db: ReadDb): Promise<ReadonlyMap<number, QueryField>> {
  return new Map((await listCustomFields(db)).map(({ id, kind }) => [id, { kind: askedAs[kind] }]));
}

type Terms = Parameters<Services['interactionSearch']['sharpen']>[1];

/** Gathers what compiling a combined query needs from the database and the index. */
export async function conditionTools(
  inquiry: Inquiry,
  where: ConditionGroup,
  queryPlan: (text: string) => { readonly terms: Terms } | null,
): Promise<CompileTools> {
  const { db, services } = inquiry;
  const termsOf = (text: string) =>
    (queryPlan(text)?.terms ?? []).map((term) => ({ ...term, phoneTokens: [] }));
  const found = new Map<string, Said>();
  for (const text of new Set(textsSaid(where))) {
    const terms = termsOf(text);
    const { matching, rare, sharpen } = services.interactionSearch;
    const sharp = await sharpen(db, terms);
    const match = matching(sharp);
    const few = match !== null && (await rare(db, sharp, fewInteractions)) ? match : null;
    found.set(text, { words: terms.map((term) => term.text), few });
  }
  return {
    inquiry,
    masked: (await loadPoolRules(db)).maskedFields,
    custom: await customFields(db),
    named: (text) => services.search.matching(termsOf(text)),
    said: (text) => found.get(text) ?? { words: [], few: null },
  };
}
