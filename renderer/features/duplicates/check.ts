import { create } from 'zustand';
import {
  checkFileBytes,
  checkLimit,
  type CheckedLine,
  type CheckResult,
} from '#core/duplicates/duplicates.contract.ts';
import { AppError } from '#core/shared/errors.ts';
import { client, toAppError } from '../../lib/rpc.ts';

/** Lines of one call: so many are answered within a second or two, and the page tells how far it is. */
const atOnce = 200;

interface CheckDraft {
  /** What stands in the box; stays while other pages are open. */
  readonly text: string;
  readonly answers: readonly CheckedLine[] | null;
  /** Lines that are checked, of how many. */
  readonly progress: { readonly done: number; readonly of: number } | null;
  readonly refusal: AppError | null;
  /** A file had more lines than are checked. */
  readonly more: boolean;
}

export const useCheckDraft = create<CheckDraft>(() => ({
  text: '',
  answers: null,
  progress: null,
  refusal: null,
  more: false,
}));
const set = useCheckDraft.setState;

export const setText = (text: string) => set({ text, more: false });
export const clearCheck = () => set({ text: '', answers: null, progress: null, refusal: null, more: false });

export const linesOf = (text: string): string[] =>
  text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');

let current = 0;

/** Checks what stands in the box, some hundred lines at a time; a new check ends the one before. */
export async function runCheck(): Promise<void> {
  const mine = ++current;
  const lines = linesOf(useCheckDraft.getState().text).slice(0, checkLimit);
  set({ refusal: null, progress: { done: 0, of: lines.length } });
  const answers: CheckedLine[] = [];
  try {
    for (let from = 0; from < lines.length && mine === current; from += atOnce) {
      answers.push(...(await client.duplicates.check({ lines: lines.slice(from, from + atOnce) })));
      if (mine === current)
        set({ progress: { done: Math.min(lines.length, from + atOnce), of: lines.length } });
    }
    if (mine === current) set({ answers, progress: null });
  } catch (thrown) {
    if (mine === current) set({ refusal: toAppError(thrown), progress: null });
  }
}

/** Reads the lines of a file into the box and checks them. */
export async function checkFile(file: File): Promise<void> {
  set({ refusal: null });
  try {
    if (file.size > checkFileBytes) throw new AppError('fileTooLarge', { max: checkFileBytes / 1024 / 1024 });
    const { lines, more } = await client.duplicates.readFile({ fileName: file.name.slice(-200), file });
    set({ text: lines.join('\n'), more });
    await runCheck();
  } catch (thrown) {
    const unreadable = thrown instanceof DOMException;
    set({ refusal: unreadable ? new AppError('fileBroken') : toAppError(thrown) });
  }
}

/** How many lines came to each result. */
export function countResults(answers: readonly CheckedLine[]): Record<CheckResult, number> {
  const counts = { exact: 0, similar: 0, none: 0 };
  for (const { result } of answers) counts[result] += 1;
  return counts;
}
