import type { Services } from '../rpc/context.ts';
import type { Language } from '../sessions/sessions.contract.ts';
import { neutraliseFormula } from '../shared/spreadsheet-text.ts';
import { cardColumns } from './import-plan.contract.ts';
import type { ImportJob } from './import-jobs.repository.ts';
import { notedRows } from './import-rows.repository.ts';
import type { CellProblem } from './imports.contract.ts';

export interface RejectedWords {
  readonly language: Language;
  /** Heading of the last column. */
  readonly reason: string;
  /** What the file is called behind the name of the original. */
  readonly suffix: string;
  readonly sentence: (problem: CellProblem) => string;
}

const batch = 500;

function line(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}

/** One sentence for all that is wrong with a row, each with the heading of its column. */
export function reasonText(
  problems: readonly CellProblem[],
  sentence: RejectedWords['sentence'],
  language: Language,
): string {
  const [colon, between] = language === 'en' ? [': ', '; '] : ['：', '；'];
  return problems
    .map((problem) => `${problem.column === null ? '' : `${problem.column}${colon}`}${sentence(problem)}`)
    .join(between);
}

/** Headings in the language of the file that is written: cards have none of their own. */
function headingsIn(job: ImportJob, language: Language): (heading: string) => string {
  if (language !== 'en' || job.survey?.format.kind !== 'vcf') return (heading) => heading;
  return (heading) => cardColumns.find((column) => column.heading === heading)?.en ?? heading;
}

/** The rejected rows as they stood, with the reason in a last column: corrected there, the file can be imported. */
export async function rejectedFile(
  services: Services,
  job: ImportJob,
  words: RejectedWords,
): Promise<{ fileName: string; text: string }> {
  const columns = job.survey?.columns ?? [];
  const inLanguage = headingsIn(job, words.language);
  const width = Math.max(0, ...columns.map(({ index }) => index + 1));
  const headings = Array.from({ length: width }, (_, at) =>
    inLanguage(columns.find(({ index }) => index === at)?.heading ?? ''),
  );
  const lines = [line([...headings.map(neutraliseFormula), words.reason])];
  let after = 0;
  for (;;) {
    const rows = await notedRows(services.db, job.id, 'rejected', after, batch);
    const end = rows.at(-1);
    if (end === undefined) break;
    after = end.row;
    for (const { cells, problems } of rows) {
      const original = Array.from({ length: width }, (_, at) => neutraliseFormula(cells[at] ?? ''));
      const named = problems.map((problem) => ({
        ...problem,
        column: problem.column === null ? null : inLanguage(problem.column),
      }));
      lines.push(line([...original, reasonText(named, words.sentence, words.language)]));
    }
    await services.breathe();
  }
  const base = job.fileName.replace(/\.[^.]{1,5}$/, '');
  return { fileName: `${base} - ${words.suffix}.csv`, text: `\uFEFF${lines.join('\r\n')}\r\n` };
}
