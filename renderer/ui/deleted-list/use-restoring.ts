import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { BatchAnswer } from '#core/shared/batch.ts';
import { toldError, type AppError } from '#core/shared/errors.ts';
import { notifyDone } from '../../lib/notify.ts';

/** As many as one call restores. */
const atOnce = 200;

type Restore = Pick<UseMutationResult<BatchAnswer, AppError, { ids: number[] }>, 'mutate' | 'isPending'>;

interface Restoring {
  readonly refused: AppError | null;
  readonly busy: boolean;
  readonly onRestore: (
    rows: readonly { readonly id: number }[],
    restored: (ids: readonly number[]) => void,
  ) => void;
}

/**
 * Restoring from a {@link DeletedList} by one call for several: what came back is told in the words of `said`, and the
 * first refusal stands above the list.
 */
export function useRestoring(restore: Restore, said: (count: number) => string): Restoring {
  const [refused, setRefused] = useState<AppError | null>(null);
  return {
    refused,
    busy: restore.isPending,
    onRestore: (rows, restored) => {
      setRefused(null);
      restore.mutate(
        { ids: rows.slice(0, atOnce).map(({ id }) => id) },
        {
          onSuccess: ({ done, refused: [no] }) => {
            restored(done);
            if (no) setRefused(toldError(no));
            if (done.length > 0) notifyDone(said(done.length));
          },
        },
      );
    },
  };
}
