import { useQueryClient } from '@tanstack/react-query';
import type { CustomField } from '#core/custom-fields/custom-fields.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { notifyError } from '../../lib/notify.ts';
import { client, orpc } from '../../lib/rpc.ts';
import { useSafeMutation } from '../../lib/safe-mutation.ts';

const listKey = () => orpc.customFields.list.queryKey({ input: {} });

function useListChanged() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: orpc.customFields.key() });
}

interface Outcome {
  readonly onDone: (saved: CustomField) => void;
  readonly onError?: (error: AppError) => void;
}

/** What was saved stands on the screen before the list is read again: the next change names its version. */
function useSaved(onDone: (saved: CustomField) => void) {
  const queryClient = useQueryClient();
  return (saved: CustomField) => {
    queryClient.setQueryData(listKey(), (before: readonly CustomField[] | undefined) =>
      before?.map((field) => (field.id === saved.id ? saved : field)),
    );
    onDone(saved);
  };
}

export function useCreateField({ onDone, onError = notifyError }: Outcome) {
  const changed = useListChanged();
  return useSafeMutation(client.customFields.create, { onSuccess: onDone, onSettled: changed, onError });
}

export function useUpdateField({ onDone, onError = notifyError }: Outcome) {
  const changed = useListChanged();
  const onSuccess = useSaved(onDone);
  return useSafeMutation(client.customFields.update, { onSuccess, onSettled: changed, onError });
}

export function useSetOptions({ onDone, onError = notifyError }: Outcome) {
  const changed = useListChanged();
  const onSuccess = useSaved(onDone);
  return useSafeMutation(client.customFields.setOptions, { onSuccess, onSettled: changed, onError });
}

export function useRemoveField(onDone: () => void) {
  const changed = useListChanged();
  return useSafeMutation(client.customFields.remove, { onSuccess: onDone, onSettled: changed });
}

/** Reorders at once on the screen; a refusal brings the stored order back. */
export function useOrderFields() {
  const queryClient = useQueryClient();
  const changed = useListChanged();
  return useSafeMutation(client.customFields.order, {
    onMutate: async ({ ids }: { ids: number[] }) => {
      await queryClient.cancelQueries({ queryKey: orpc.customFields.key() });
      queryClient.setQueryData(listKey(), (before: readonly CustomField[] | undefined) =>
        before?.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)),
      );
    },
    onSettled: changed,
  });
}
