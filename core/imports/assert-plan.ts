import { findChoice, listChoices } from '../choices/index.ts';
import { listCustomFields } from '../custom-fields/index.ts';
import { has, type Actor } from '../permissions/actor.ts';
import type { Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import type { ImportJob } from './import-jobs.repository.ts';
import type { ImportPlan, ValueMeaning } from './import-plan.contract.ts';
import { mayGiveOwners, possibleOwners } from './possible-owners.ts';
import { readLevel, readStatus, readType } from './values.ts';

/**
 * Refuses a plan that names what is not there: `invalidInput`, `columnMappedTwice`, `fileHasNoNameColumn`, `choiceRetired`; and
 * owners by somebody who assigns no customers, duplicates by somebody who manages no pool (`notAllowed`).
 */
export async function assertPlan(
  services: Services,
  actor: Actor,
  job: ImportJob,
  { columns, defaults, values, duplicates }: ImportPlan,
): Promise<void> {
  const known = new Set(job.survey?.columns.map(({ index }) => index));
  if (columns.some(({ index }) => !known.has(index)))
    throw new AppError('invalidInput', {}, { field: 'columns' });
  const twice = columns.find(({ index, field }, at) =>
    columns.slice(0, at).some((other) => other.field === field || other.index === index),
  );
  if (twice !== undefined) {
    const column = job.survey?.columns.find(({ index }) => index === twice.index)?.heading ?? '';
    throw new AppError('columnMappedTwice', { column });
  }
  const fills = (field: string) => columns.some((column) => column.field === field);
  const isContacts = job.survey?.noun === 'contacts';
  if (!fills('name') && !(isContacts && fills('number'))) throw new AppError('fileHasNoNameColumn');
  if (isContacts && !fills('contact1.name')) throw new AppError('fileHasNoContactColumn');
  const offered = (await listCustomFields(services.db)).filter(({ retired }) => !retired);
  const own = new Set(offered.map(({ id }) => `custom:${id}`));
  if (columns.some(({ field }) => field.startsWith('custom:') && !own.has(field)))
    throw new AppError('invalidInput', {}, { field: 'columns' });
  const defaulted = [
    ['industry', 'industryId'],
    ['source', 'sourceId'],
  ] as const;
  for (const [kind, key] of defaulted) {
    const id = defaults[key];
    if (id === null) continue;
    const choice = await findChoice(services.db, id);
    if (choice?.kind !== kind)
      throw new AppError(
        'invalidInput',
        {},
        { fields: [{ path: `defaults.${key}`, code: 'choiceUnknown' }] },
      );
    if (choice.retired)
      throw new AppError('choiceRetired', { label: choice.label }, { field: `defaults.${key}` });
  }
  if (duplicates === 'create' && !has(actor, 'pool.manage'))
    throw new AppError('notAllowed', {}, { field: 'duplicates' });
  if (columns.some(({ field }) => field === 'owner') && !mayGiveOwners(actor))
    throw new AppError('notAllowed', {}, { field: 'columns' });
  const people = await possibleOwners(services.db, actor);
  const possible = new Set([...people.values()].flatMap(({ id, code }) => (code === null ? [id] : [])));
  const choices = new Map((await listChoices(services.db)).map((choice) => [choice.id, choice]));
  for (const { kind, to } of values) {
    if (to === null) continue;
    if (!means(kind, to)) throw new AppError('invalidInput', {}, { field: 'values' });
  }

  function means(kind: ValueMeaning['kind'], to: number | string): boolean {
    if (kind === 'owner') return typeof to === 'number' && possible.has(to);
    if (kind === 'type') return typeof to === 'string' && readType(to) !== null;
    if (kind === 'status') return typeof to === 'string' && readStatus(to) !== null;
    if (kind === 'level') return typeof to === 'string' && readLevel(to.toLowerCase()) !== null;
    if (kind.startsWith('custom:')) {
      const field = offered.find(({ id }) => kind === `custom:${id}`);
      return field?.options.some(({ id, retired }) => id === to && !retired) ?? false;
    }
    return (
      to === 'create' ||
      (typeof to === 'number' && choices.get(to)?.kind === kind && !choices.get(to)?.retired)
    );
  }
}
