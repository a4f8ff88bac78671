import { AppError, type ErrorParams } from './errors.ts';

/** Answer of a batch: which were done, and each refusal with the sentence it needs. */
export interface BatchAnswer {
  readonly done: readonly number[];
  readonly refused: readonly BatchRefusal[];
}

interface BatchRefusal {
  readonly id: number;
  readonly name: string;
  readonly code: string;
  readonly params: ErrorParams;
}

/**
 * Does one thing to each of several records, each once, in one transaction; a refusal of one leaves the others done. `work` may say what
 * the record is called as soon as the person may know it; a refusal names it so.
 */
export async function oneByOne(
  ids: readonly number[],
  work: (id: number, called: (name: string) => void) => Promise<void>,
): Promise<BatchAnswer> {
  const done: number[] = [];
  const refused: BatchRefusal[] = [];
  for (const id of new Set(ids)) {
    let name = '';
    try {
      await work(id, (known) => {
        name = known;
      });
      done.push(id);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push({ id, name, code: error.code, params: error.params });
    }
  }
  return { done, refused };
}
