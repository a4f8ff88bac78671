import { useMutation, type UseMutationOptions } from '@tanstack/react-query';
import { useRef } from 'react';
import type { AppError } from '#core/shared/errors.ts';
import { notifyError } from './notify.ts';
import { toAppError } from './rpc.ts';

export interface SafeCallOptions {
  readonly context: { readonly idempotencyKey: string };
}

interface Intent {
  readonly key: string;
  readonly variables: string;
}

interface SafeMutationOptions<Output, Input> extends Omit<
  UseMutationOptions<Output, AppError, Input>,
  'mutationFn' | 'networkMode' | 'retry' | 'onError'
> {
  /** Where refusals go; by default a notification. A form passes its own and shows them at the fields. */
  readonly onError?: ((error: AppError, input: Input) => void) | undefined;
}

/**
 * A change that cannot act twice. Each intent has a key; when the answer is lost (`hostAway`) the same input goes out
 * again under the same key, by itself for a moment and whenever the person presses the button again.
 *
 * `useSafeMutation(client.people.update, { onSuccess })`
 */
export function useSafeMutation<Output, Input>(
  call: (input: Input, options: SafeCallOptions) => Promise<Output>,
  options: SafeMutationOptions<Output, Input> = {},
) {
  const pending = useRef<Intent | null>(null);
  const { onError = notifyError, ...rest } = options;
  return useMutation<Output, AppError, Input>({
    ...rest,
    networkMode: 'always',
    mutationFn: async (input) => {
      const variables = JSON.stringify(input) ?? '';
      const intent =
        pending.current?.variables === variables ? pending.current : { key: crypto.randomUUID(), variables };
      pending.current = intent;
      try {
        const output = await call(input, { context: { idempotencyKey: intent.key } });
        pending.current = null;
        return output;
      } catch (thrown) {
        const error = toAppError(thrown);
        if (error.code !== 'hostAway') pending.current = null;
        throw error;
      }
    },
    retry: (failures, error) => error.code === 'hostAway' && failures < 2,
    retryDelay: (failures) => 400 * 2 ** failures,
    onError: (error, input) => {
      if (error.code !== 'signInNeeded') onError(error, input);
    },
  });
}
