import { logOperation } from '../log/index.ts';
import type { Actor } from '../permissions/actor.ts';
import type { Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { isoNow } from '../shared/ports.ts';
import { cleanText, codePoints, foldText } from '../shared/text.ts';
import { ownJob } from './import-access.ts';
import type { ImportPlan } from './import-plan.contract.ts';
import {
  deleteMapping,
  listMappings,
  renameMapping,
  saveMapping,
  type Mapping,
} from './mappings.repository.ts';

const longestName = 60;
const keyOf = (heading: string): string => foldText(heading);

/** The mapping all of whose headings a file has, the fullest of them; null where none fits. */
export function fittingMapping(
  mappings: readonly Mapping[],
  columns: readonly { readonly heading: string }[],
): Mapping | null {
  const there = new Set(columns.map(({ heading }) => keyOf(heading)));
  const fitting = mappings.filter((mapping) =>
    mapping.columns.every(({ heading }) => there.has(keyOf(heading))),
  );
  return fitting.toSorted((a, b) => b.columns.length - a.columns.length)[0] ?? null;
}

/** The columns of a file as a mapping says what they mean; what it does not name is left out, and so are custom fields that are no longer `offered`. */
export function mappedColumns<Column extends { readonly heading: string }>(
  mapping: Mapping,
  columns: readonly Column[],
  offered: readonly { readonly id: number }[],
): (Column & { readonly field: Mapping['columns'][number]['field'] | null })[] {
  const open = [...mapping.columns];
  return columns.map((column) => {
    // Columns of one heading are told apart by their order.
    const at = open.findIndex(({ heading }) => keyOf(heading) === keyOf(column.heading));
    const [found] = at < 0 ? [] : open.splice(at, 1);
    const field = found?.field ?? null;
    const gone = field?.startsWith('custom:') === true && !offered.some(({ id }) => field === `custom:${id}`);
    return { ...column, field: gone ? null : field };
  });
}

function nameFor(name: string): string {
  const clean = cleanText(name);
  if (foldText(clean) === '')
    throw new AppError('invalidInput', {}, { fields: [{ path: 'name', code: 'required' }] });
  if (codePoints(clean) > longestName) {
    const params = { max: longestName };
    throw new AppError('invalidInput', {}, { fields: [{ path: 'name', code: 'tooLong', params }] });
  }
  return clean;
}

const namesOf = (mappings: readonly Mapping[]) => mappings.map(({ id, name }) => ({ id, name }));

/** Keeps what the columns of an import mean under a name, for everybody who imports (spec §11). */
export async function keepMapping(
  services: Services,
  actor: Actor,
  input: Pick<ImportPlan, 'columns' | 'defaults'> & { readonly importId: number; readonly name: string },
): Promise<readonly { id: number; name: string }[]> {
  const { survey, plan } = await ownJob(services, actor, input.importId);
  if (survey === null) throw new AppError('importNotReady');
  const name = nameFor(input.name);
  const headings = new Map(survey.columns.map(({ index, heading }) => [index, heading]));
  const columns = input.columns.flatMap(({ index, field }) => {
    const heading = headings.get(index);
    return heading === undefined ? [] : [{ heading, field }];
  });
  if (columns.length === 0) throw new AppError('invalidInput', {}, { field: 'columns' });
  const mapping = { name, noun: survey.noun, columns, defaults: input.defaults, values: plan?.values ?? [] };
  await services.transaction(async (trx) => {
    await saveMapping(trx, mapping, { id: actor.id, at: isoNow(services.clock) });
    const after = { name };
    await logOperation(
      { services, actor, trx },
      { action: 'mappingKept', entity: 'import', entityId: null, after },
    );
  });
  return namesOf(await listMappings(services.db));
}

/** Gives a mapping another name, or (null) removes it. Errors: `notFound`, `nameTaken`. */
export async function changeMapping(
  services: Services,
  actor: Actor,
  { id, name }: { readonly id: number; readonly name: string | null },
): Promise<readonly { id: number; name: string }[]> {
  const next = name === null ? null : nameFor(name);
  await services.transaction(async (trx) => {
    const change = { services, actor, trx };
    if (next === null) {
      const gone = await deleteMapping(trx, id);
      if (gone === null) throw new AppError('notFound');
      const before = { name: gone };
      await logOperation(change, { action: 'mappingRemoved', entity: 'import', entityId: null, before });
      return;
    }
    const renamed = await renameMapping(trx, id, next);
    if (renamed === null) throw new AppError('notFound');
    if (!renamed) throw new AppError('nameTaken', { name: next }, { field: 'name' });
    const after = { name: next };
    await logOperation(change, { action: 'mappingKept', entity: 'import', entityId: null, after });
  });
  return namesOf(await listMappings(services.db));
}
