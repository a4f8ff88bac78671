import type { Actor } from '../permissions/actor.ts';
import type { Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { sortOut, nothingSeen } from './classify.ts';
import { findCorrections, saveCorrections } from './corrections.repository.ts';
import { ownJob } from './import-access.ts';
import { changeJob, type Counts, type ImportJob } from './import-jobs.repository.ts';
import { deleteRow, insertRows, notedRow, sameInFile, type NotedRow } from './import-rows.repository.ts';
import { importStatus } from './import-status.ts';
import type { Treatment } from './import-plan.contract.ts';
import type { CellProblem, ImportStatus, RowKind, RowProblem } from './imports.contract.ts';
import { noted, notedRejected, notedSimilar } from './noted.ts';
import { sortContacts } from './write-contacts.ts';
import { ownerTally } from './possible-owners.ts';
import { rowReader } from './read-row.ts';
import { rulesFor } from './rules-for.ts';
import type { RowRules, UsableRow } from './row-rules.ts';
import { similarNames } from './similar-names.ts';

const countedAs = {
  new: 'created',
  updated: 'updated',
  duplicate: 'duplicates',
  rejected: 'rejected',
  similar: 'similar',
  warning: 'warned',
} as const satisfies Record<RowKind, keyof Counts>;

/** The figures with what is noted of one row counted in (1) or out (-1). */
function counted(counts: Counts, rows: readonly NotedRow[], by: 1 | -1): Counts {
  const next: Record<keyof Counts, number> = { ...counts };
  for (const { kind } of rows) next[countedAs[kind]] += by;
  return next;
}

const countsOf = ({
  read,
  created,
  duplicates,
  rejected,
  similar,
  warned,
  updated,
  contacts,
}: ImportJob): Counts => ({
  read,
  created,
  duplicates,
  rejected,
  similar,
  warned,
  updated,
  contacts,
});

/** A noted row as people see it: with the cells they can correct. */
export function presentRow(
  columns: RowRules['columns'],
  row: NotedRow,
  corrected: ReadonlyMap<number, string> | undefined,
  treatment: Treatment | null,
): RowProblem {
  const wrong = new Set(row.problems.flatMap(({ at }) => at ?? []));
  const shown = columns.filter(
    ({ index, field }) => wrong.has(index) || field === 'name' || field === 'contact1.name',
  );
  return {
    row: row.row,
    name: row.name,
    problems: row.problems,
    cells:
      row.cells.length === 0 || row.problems.some(({ at, column }) => at === undefined && column === null)
        ? []
        : shown.map(({ index, heading }) => ({ index, heading, text: row.cells[index] ?? '' })),
    corrected: corrected !== undefined,
    treatment,
  };
}

/** What a row that can be read would become: the same questions as the check of the whole file asks. */
async function judged(
  services: Services,
  actor: Actor,
  job: ImportJob,
  rules: RowRules,
  row: UsableRow,
): Promise<NotedRow[]> {
  const { db } = services;
  if (rules.noun === 'contacts') {
    const { found, refused } = await sortContacts(db, actor, [row], new Map(), rules);
    const [contact] = found;
    if (contact === undefined) return [...refused];
    if (contact.problem !== null) return [noted('duplicate', row, [contact.problem])];
    return [noted('new', row, []), ...(row.warnings.length > 0 ? [noted('warning', row, row.warnings)] : [])];
  }
  const { name_key: nameKey, tax_key: taxKey } = row.keys;
  const { duplicates } = await sortOut(db, [row], nothingSeen(), rules);
  const [found] = duplicates;
  if (found !== undefined) return [noted('duplicate', row, [found.problem])];
  const other = await sameInFile(db, job.id, row.row, { nameKey, taxKey });
  if (other !== null) {
    const column = rules.columns.find(({ field }) => field === other.by);
    const problem: CellProblem = {
      column: column?.heading ?? null,
      code: other.by === 'name' ? 'sameNameInFile' : 'sameTaxNumberInFile',
      params: { row: other.row },
      ...(column !== undefined && { at: column.index }),
    };
    return [noted('duplicate', row, [problem])];
  }
  const limit = await ownerTally(
    db,
    rules.columns.find(({ field }) => field === 'owner'),
  )(row);
  if (limit !== null) return [noted('rejected', row, [limit])];
  const rows = [noted('new', row, [])];
  if (row.warnings.length > 0) rows.push(noted('warning', row, row.warnings));
  const [like = null] = await (await similarNames(services, 0))([row.keys.name_core]);
  if (like !== null) rows.push(notedSimilar(rules, row, like));
  return rows;
}

/**
 * Corrects cells of one row of a checked import (spec §11) and checks it again. The corrections stay with the import, whatever is
 * checked after. Errors: `importNotReady` unless it is checked, `notFound` for a row with nothing to correct.
 */
export async function correctRow(
  services: Services,
  actor: Actor,
  importId: number,
  input: {
    readonly row: number;
    readonly cells: readonly { readonly index: number; readonly text: string }[];
  },
): Promise<{ status: ImportStatus; kinds: readonly RowKind[]; row: RowProblem }> {
  const job = await ownJob(services, actor, importId);
  const { plan, survey } = job;
  if (job.state !== 'checked' || plan === null || survey === null) throw new AppError('importNotReady');
  const before = await notedRow(services.db, importId, input.row);
  const cells = before.find((row) => row.cells.length > 0)?.cells;
  if (cells === undefined) throw new AppError('notFound');
  if (input.cells.some(({ index }) => !plan.columns.some((column) => column.index === index)))
    throw new AppError('invalidInput', {}, { field: 'cells' });
  const kept = (await findCorrections(services.db, importId, input.row)).get(input.row);
  const now = new Map([...(kept ?? []), ...input.cells.map(({ index, text }) => [index, text] as const)]);
  const rules = {
    ...(await rulesFor(services, actor, job, plan, { addChoices: true, ids: null })),
    corrections: new Map([[input.row, now]]),
  };
  const { usable, rejected } = rowReader(rules)([{ row: input.row, cells }]);
  const [row] = usable;
  const after = [
    ...rejected.map(notedRejected),
    ...(row === undefined ? [] : await judged(services, actor, job, rules, row)),
  ];
  const [first] = after;
  if (first === undefined) throw new AppError('notFound');
  await services.transaction(async (trx) => {
    // Whatever the check counted meanwhile would be lost.
    const counts = counted(counted(countsOf(job), before, -1), after, 1);
    if (!(await changeJob(trx, importId, ['checked'], { counts }))) throw new AppError('importNotReady');
    await deleteRow(trx, importId, input.row);
    await insertRows(trx, importId, after);
    await saveCorrections(trx, importId, input.row, input.cells);
  });
  return {
    status: await importStatus(services, actor, importId),
    kinds: after.map(({ kind }) => kind),
    row: presentRow(rules.columns, after.find((one) => one.problems.length > 0) ?? first, now, null),
  };
}
