import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PrintSetup } from '#core/printing/print-setup.contract.ts';
import type { Printed } from '#core/printing/printing.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { notifyError } from '../../lib/notify.ts';
import { client, orpc, toAppError } from '../../lib/rpc.ts';
import { useSafeMutation } from '../../lib/safe-mutation.ts';
import { printOut, type PrintEnd, type PrintWay } from './print-out.ts';
import type { Laid } from './use-layout.ts';

interface PrintInput extends Pick<Printed, 'kind' | 'token' | 'rows'> {
  readonly laid: Laid;
  readonly way: PrintWay;
  readonly copies: number;
}

/** Prints; first it is written into the log, and what cannot be written there is not printed. */
export function usePrintOut() {
  return useMutation<PrintEnd, AppError, PrintInput>({
    networkMode: 'always',
    mutationFn: async ({ laid, way, copies, kind, token, rows }) => {
      try {
        const { paper } = laid.settings;
        await client.printing.printed({ kind, token, rows, pages: laid.pages.length, copies, paper, way });
        return await printOut(laid, way, copies);
      } catch (thrown) {
        throw toAppError(thrown);
      }
    },
    onError: notifyError,
  });
}

/** Letterhead and templates as they are kept. */
export type StoredSetup = PrintSetup & { readonly version: number };

export function useSavePrintSetup(onDone: (saved: StoredSetup) => void, onError: (error: AppError) => void) {
  const cache = useQueryClient();
  const { queryKey } = orpc.printing.setup.queryOptions({ input: {} });
  return useSafeMutation(client.printing.saveSetup, {
    onSuccess: (saved) => {
      cache.setQueryData(queryKey, saved);
      onDone(saved);
    },
    onError: (error) => {
      // What somebody else has saved is asked for, to be taken in its place.
      if (error.code === 'conflict') void cache.invalidateQueries({ queryKey });
      onError(error);
    },
  });
}
