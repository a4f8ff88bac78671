import type { UseQueryResult } from '@tanstack/react-query';
import type { AppError } from '#core/shared/errors.ts';
import { toAppError } from '../../lib/rpc.ts';

/** What a preview says of the answer that it shows. */
interface GatheredProps {
  /** Under which the log knows what was gathered. */
  readonly token: string | null;
  readonly error: AppError | null;
  readonly onRetry: () => void;
}

/** What every preview takes from the call that gathers: the name of what was handed out, and its refusal. */
export function fromQuery({
  data,
  error,
  refetch,
}: Pick<UseQueryResult<{ readonly token: string }>, 'data' | 'error' | 'refetch'>): GatheredProps {
  return {
    token: data?.token ?? null,
    error: error === null ? null : toAppError(error),
    onRetry: () => void refetch(),
  };
}
