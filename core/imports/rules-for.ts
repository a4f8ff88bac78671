import { listCustomFields } from '../custom-fields/index.ts';
import type { Actor } from '../permissions/actor.ts';
import type { Services } from '../rpc/context.ts';
import { choiceName } from './choice-name.ts';
import { findCorrections } from './corrections.repository.ts';
import { choicesByName } from './import-choices.ts';
import type { ImportJob } from './import-jobs.repository.ts';
import type { ImportPlan } from './import-plan.contract.ts';
import { possibleOwners } from './possible-owners.ts';
import type { RowRules } from './row-rules.ts';

/**
 * How the rows of an import are read under a plan. `ids` are the choices that stand in for empty cells; null: they do not matter
 * yet, no customer is made of what is read.
 */
export async function rulesFor(
  services: Services,
  actor: Actor,
  { id, survey }: ImportJob,
  plan: ImportPlan,
  how: {
    readonly addChoices: boolean;
    readonly ids: { readonly sourceId: number; readonly industryId: number } | null;
  },
): Promise<RowRules> {
  const { db, clock } = services;
  const headings = new Map(survey?.columns.map(({ index, heading }) => [index, heading]));
  const { type, sourceId, industryId } = plan.defaults;
  return {
    noun: survey?.noun ?? 'customers',
    makes: how.ids !== null,
    headingRow: survey?.headingRow ?? 0,
    columns: plan.columns.map(({ index, field }) => ({ index, field, heading: headings.get(index) ?? '' })),
    defaults: { type, ...(how.ids ?? { sourceId: sourceId ?? 1, industryId: industryId ?? 1 }) },
    customFields: (await listCustomFields(db)).filter((field) =>
      plan.columns.some((column) => column.field === `custom:${field.id}`),
    ),
    choices: await choicesByName(db),
    meanings: new Map(plan.values.map(({ kind, label, to }) => [choiceName(kind, label), to])),
    people: await possibleOwners(db, actor),
    corrections: await findCorrections(db, id),
    apostrophes: survey?.format.kind === 'csv',
    addChoices: how.addChoices,
    today: clock.today(),
  };
}
