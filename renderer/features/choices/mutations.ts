import { useQueryClient } from '@tanstack/react-query';
import type { Choice, ChoiceKind } from '#core/choices/choices.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { notifyError } from '../../lib/notify.ts';
import { client, orpc } from '../../lib/rpc.ts';
import { useSafeMutation } from '../../lib/safe-mutation.ts';

const listKey = () => orpc.choices.list.queryKey({ input: {} });

function useListChanged() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: orpc.choices.key() });
}

export function useCreateChoice(onDone: (made: Choice) => void, onError: (error: AppError) => void) {
  const changed = useListChanged();
  return useSafeMutation(client.choices.create, {
    onSuccess: async (made) => {
      onDone(made);
      await changed();
    },
    onError,
  });
}

export function useUpdateChoice(
  onDone: (saved: Choice) => void,
  onError: (error: AppError) => void = notifyError,
) {
  const changed = useListChanged();
  return useSafeMutation(client.choices.update, {
    onSuccess: onDone,
    onSettled: changed,
    onError,
  });
}

export function useRemoveChoice(onDone: () => void) {
  const changed = useListChanged();
  return useSafeMutation(client.choices.remove, { onSuccess: onDone, onSettled: changed });
}

/** Reorders at once on the screen; a refusal brings the stored order back. */
export function useOrderChoices() {
  const queryClient = useQueryClient();
  const changed = useListChanged();
  return useSafeMutation(client.choices.order, {
    onMutate: async ({ kind, ids }: { kind: ChoiceKind; ids: number[] }) => {
      await queryClient.cancelQueries({ queryKey: orpc.choices.key() });
      queryClient.setQueryData(listKey(), (before: readonly Choice[] | undefined) =>
        before?.map((choice) => {
          const place = choice.kind === kind ? ids.indexOf(choice.id) : -1;
          return place < 0 ? choice : { ...choice, position: place };
        }),
      );
    },
    onSettled: changed,
  });
}
