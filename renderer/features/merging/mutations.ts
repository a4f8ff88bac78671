import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AppError } from '#core/shared/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { notifyDone } from '../../lib/notify.ts';
import { client, orpc } from '../../lib/rpc.ts';
import { useSafeMutation } from '../../lib/safe-mutation.ts';

/** Merging and its undo; afterwards everything that shows customers is out of date. */
export function useMergingMutations(onError?: (error: AppError) => void) {
  const cache = useQueryClient();
  const onSuccess = () => {
    for (const key of [orpc.customers.key(), orpc.merging.key(), orpc.duplicates.key(), orpc.contacts.key()])
      void cache.invalidateQueries({ queryKey: key });
  };
  const options = { onSuccess, onError };
  return {
    merge: useSafeMutation(client.merging.merge, options),
    undo: useSafeMutation(client.merging.undo, { onSuccess }),
  };
}

/** Undoes a merge and says what became of it. */
export function useUndoMerge(fieldLabel: (field: string) => string): (mergeId: number) => void {
  const { t } = useTranslation();
  const format = useFormat();
  const { undo } = useMergingMutations();
  return (mergeId) =>
    undo.mutate(
      { mergeId },
      {
        onSuccess: ({ restored, keptFields, left }) => {
          const parts = [t(($) => $.merging.undone, { count: restored.length })];
          if (keptFields.length > 0) {
            const fields = format.list(keptFields.map(fieldLabel));
            parts.push(t(($) => $.merging.undoneKept, { fields }));
          }
          if (left > 0) parts.push(t(($) => $.merging.undoneLeft, { count: left }));
          notifyDone(parts.join(format.language === 'en' ? ' ' : ''));
        },
      },
    );
}
