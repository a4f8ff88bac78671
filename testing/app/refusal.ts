import { ORPCError } from '@orpc/server';
import type { FieldError } from '#core/shared/errors.ts';

/** A refusal as it travels to a client. */
export interface AppRefusal {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly field?: string;
  readonly fields: readonly FieldError[];
  readonly data?: unknown;
}

/** The refusal a call ends with; fails the test when it is answered or breaks in another way. */
export async function refusalOf(call: Promise<unknown>): Promise<AppRefusal> {
  const answer = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('value' in answer) throw new Error(`Answered ${JSON.stringify(answer.value)} instead of a refusal`);
  if (!(answer.error instanceof ORPCError)) throw answer.error;
  const data: unknown = answer.error.data;
  return { params: {}, fields: [], ...(typeof data === 'object' ? data : {}), code: answer.error.code };
}
