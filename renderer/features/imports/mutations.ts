import { useQueryClient } from '@tanstack/react-query';
import type { FileInspection, ImportStatus } from '#core/imports/imports.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { client, orpc } from '../../lib/rpc.ts';
import { useSafeMutation } from '../../lib/safe-mutation.ts';
import { importQueries } from './queries.ts';
import { chooseImport } from './upload.ts';

/** The answer shows at once; lists follow. */
function useStatusArrived() {
  const queryClient = useQueryClient();
  return (status: ImportStatus) => {
    queryClient.setQueryData(importQueries.status(status.importId).queryKey, status);
    void queryClient.invalidateQueries({ queryKey: orpc.imports.list.key() });
    // Rows of an earlier check are no rows of this one.
    queryClient.removeQueries({
      queryKey: [...orpc.imports.rows.key(), 'page', status.importId],
      type: 'inactive',
    });
    void queryClient.invalidateQueries({ queryKey: [...orpc.imports.rows.key(), 'page', status.importId] });
  };
}

export function useCheckImport(onError: (error: AppError) => void) {
  return useSafeMutation(client.imports.check, { onSuccess: useStatusArrived(), onError });
}

/** Another sheet, another row of headings, or other things in the rows: the columns are those of the new reading, and what was planned is gone. */
export function useLayOutImport(onError: (error: AppError) => void) {
  const queryClient = useQueryClient();
  return useSafeMutation(client.imports.layout, {
    onSuccess: async (inspection) => {
      const { importId } = inspection;
      await queryClient.fetchQuery({ ...importQueries.status(importId), staleTime: 0 });
      queryClient.setQueryData(importQueries.inspection(importId).queryKey, inspection);
    },
    onError,
  });
}

/** Corrects cells of one row; the lists and figures follow. */
export function useCorrectRow(onError: (error: AppError) => void) {
  const arrived = useStatusArrived();
  return useSafeMutation(client.imports.correct, { onSuccess: ({ status }) => arrived(status), onError });
}

/** What becomes of rows that are there already: of one, or of all. */
export function useTreatDuplicates() {
  return useSafeMutation(client.imports.treat, { onSuccess: useStatusArrived() });
}

/** The contacts' sheet of the same file: an import of its own, which is on the page from now on. */
export function useGoOnImport() {
  const queryClient = useQueryClient();
  return useSafeMutation(client.imports.goOn, {
    onSuccess: (inspection) => {
      queryClient.setQueryData(importQueries.inspection(inspection.importId).queryKey, inspection);
      void queryClient.invalidateQueries({ queryKey: orpc.imports.status.key() });
      void queryClient.invalidateQueries({ queryKey: orpc.imports.list.key() });
      chooseImport(inspection.importId);
    },
  });
}

export function useUndoImport() {
  return useSafeMutation(client.imports.undo, { onSuccess: useStatusArrived() });
}

/** The names that there are now show at once; a mapping that is gone is applied no more. */
function useMappingsArrived(importId: number) {
  const queryClient = useQueryClient();
  return (mappings: FileInspection['mappings']) =>
    queryClient.setQueryData(importQueries.inspection(importId).queryKey, (before) => {
      if (before === undefined) return before;
      const kept = mappings.some(({ id }) => id === before.mapping?.id);
      return { ...before, mappings, mapping: kept ? before.mapping : null };
    });
}

export function useKeepMapping(importId: number, onError: (error: AppError) => void) {
  return useSafeMutation(client.imports.keepMapping, { onSuccess: useMappingsArrived(importId), onError });
}

export function useChangeMapping(importId: number, onError: (error: AppError) => void) {
  return useSafeMutation(client.imports.changeMapping, { onSuccess: useMappingsArrived(importId), onError });
}

export function useRunImport() {
  return useSafeMutation(client.imports.run, { onSuccess: useStatusArrived() });
}

export function useCancelImport(onDone?: () => void) {
  const arrived = useStatusArrived();
  return useSafeMutation(client.imports.cancel, {
    onSuccess: (status) => {
      arrived(status);
      onDone?.();
    },
  });
}

export function useRejectedFile(onDone: (file: { fileName: string; text: string }) => void) {
  return useSafeMutation(client.imports.rejectedFile, { onSuccess: onDone });
}
