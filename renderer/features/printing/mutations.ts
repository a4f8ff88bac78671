import { useMutation } from '@tanstack/react-query';
import type { Printed } from '#core/printing/printing.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { notifyError } from '../../lib/notify.ts';
import { client, toAppError } from '../../lib/rpc.ts';
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
