import type { Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { guessLayout } from './columns.ts';
import type { ImportJob, StoredSurvey } from './import-jobs.repository.ts';
import type { TableRow } from './table.ts';

type NextSheet = NonNullable<StoredSurvey['next']>;

/** Sheets that are looked into: each is read for it. */
const mostSheets = 8;
/** The file of a finished import is kept so long for its other sheet. */
export const keptFor = 24 * 60 * 60 * 1000;

/** By the headings alone, or by the sheet's name where the headings allow it. */
function areContacts(name: string, head: readonly TableRow[]): boolean {
  if (guessLayout(head).noun === 'contacts') return true;
  if (!/联系人|contact/i.test(name)) return false;
  const fields = guessLayout(head, [], null, 'contacts').columns.map(({ field }) => field);
  return fields.includes('contact1.name') && (fields.includes('name') || fields.includes('number'));
}

/**
 * The sheet of contacts in a workbook whose customers have been imported: the first other one that can be seen and that says
 * that it holds contacts. null when there is none.
 */
export async function contactsSheet(
  { importFiles }: Pick<Services, 'importFiles'>,
  { id, survey }: ImportJob,
): Promise<NextSheet | null> {
  if (survey?.format.kind !== 'xlsx' || survey.noun !== 'customers') return null;
  const read = survey.format.sheet;
  const others = survey.sheets
    .map(({ name, hidden }, sheet) => ({ name, hidden, sheet }))
    .filter(({ hidden, sheet }) => !hidden && sheet !== read);
  for (const { sheet, name } of others.slice(0, mostSheets)) {
    try {
      const { head, rows } = await importFiles.survey(id, sheet);
      if (rows > 1 && areContacts(name, head)) return { sheet, name };
    } catch (error) {
      // A sheet that cannot be read, or in which nothing stands, is none to go on with.
      if (!(error instanceof AppError)) throw error;
    }
  }
  return null;
}

/** The sheet that an import can go on with, as long as its file is kept. */
export function nextSheetOf({ clock }: Pick<Services, 'clock'>, job: ImportJob): NextSheet | null {
  const there = job.state === 'done' && clock.now() - Date.parse(job.createdAt) < keptFor;
  return there ? (job.survey?.next ?? null) : null;
}
