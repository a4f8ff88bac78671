import { guessLayout, tableText } from '../imports/index.ts';
import type { Services } from '../rpc/context.ts';
import { AppError } from '../shared/errors.ts';
import { cleanText } from '../shared/text.ts';
import { checkFileBytes, checkLimit } from './duplicates.contract.ts';

/** What of a row is checked. */
const looked = ['name', 'taxNumber', 'phone', 'email'] as const;

/**
 * The lines of a file for the duplicate check: its name, tax number, phone and mail columns where it has headings, else its
 * first column. At most {@link checkLimit}; `more` says that there were more. Refusals as of an import.
 */
export async function readCheckFile(
  { importFiles }: Pick<Services, 'importFiles'>,
  bytes: Uint8Array,
): Promise<{ lines: readonly string[]; more: boolean }> {
  if (bytes.length === 0) throw new AppError('fileEmpty');
  if (bytes.length > checkFileBytes)
    throw new AppError('fileTooLarge', { max: checkFileBytes / 1024 / 1024 });
  const { head } = await importFiles.readSmall(bytes, checkLimit + 20);
  const { headingRow, columns } = guessLayout(head, []);
  const at = looked.flatMap((field) => columns.find((column) => column.field === field)?.index ?? []);
  const named = columns.some(({ field }) => field === 'name');
  const rows = named ? head.filter(({ row }) => row > headingRow) : head;
  const lines = rows
    .map(({ cells }) => {
      const of = named
        ? at.map((index) => cells[index])
        : [cells.find((cell) => cleanText(tableText(cell)) !== '')];
      return of
        .map((cell) => cleanText(tableText(cell)))
        .filter((text) => text !== '')
        .join('\t');
    })
    .filter((line) => line !== '');
  if (lines.length === 0) throw new AppError('fileEmpty');
  return { lines: lines.slice(0, checkLimit), more: lines.length > checkLimit };
}
