import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { cardPieceBytes, type ExportStatus } from '#core/exports/exports.contract.ts';
import type { AppError } from '#core/shared/errors.ts';
import { notifyError } from '../../lib/notify.ts';
import { client, orpc, toAppError } from '../../lib/rpc.ts';
import { useSafeMutation } from '../../lib/safe-mutation.ts';
import { exportQueries } from './queries.ts';

function useStatusArrived() {
  const queryClient = useQueryClient();
  return (status: ExportStatus) => {
    queryClient.setQueryData(exportQueries.status(status.exportId).queryKey, status);
    void queryClient.invalidateQueries({ queryKey: orpc.exports.list.key() });
  };
}

export function useStartExport(
  onError: (error: AppError) => void,
  onStarted: (status: ExportStatus) => void,
) {
  const arrived = useStatusArrived();
  return useSafeMutation(client.exports.start, {
    onSuccess: (status) => {
      arrived(status);
      onStarted(status);
    },
    onError,
  });
}

/** A customer's card as it goes into a folder. */
export interface CardFile {
  readonly kind: 'pdf' | 'html';
  readonly blob: Blob;
}

interface FolderWanted {
  readonly customerId: number;
  readonly language: 'zh-CN' | 'en';
  readonly card: CardFile;
}

/** Sends the card, then has the folder written around it. */
export function useStartFolder(
  onError: (error: AppError) => void,
  onStarted: (status: ExportStatus) => void,
) {
  const arrived = useStatusArrived();
  return useMutation<ExportStatus, AppError, FolderWanted>({
    networkMode: 'always',
    mutationFn: async ({ customerId, language, card: { kind, blob } }) => {
      try {
        for (let offset = 0; offset < blob.size; offset += cardPieceBytes)
          await client.exports.putCard({
            offset,
            piece: new File([blob.slice(offset, offset + cardPieceBytes)], 'card'),
          });
        return await client.exports.startFolder({ customerId, language, card: { kind, bytes: blob.size } });
      } catch (thrown) {
        throw toAppError(thrown);
      }
    },
    onSuccess: (status) => {
      arrived(status);
      onStarted(status);
    },
    onError,
  });
}

export function useCancelExport() {
  return useSafeMutation(client.exports.cancel, { onSuccess: useStatusArrived() });
}

/** Once more where the answer was lost on its way. */
async function pieceOf(exportId: number, offset: number) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await client.exports.piece({ exportId, offset });
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code !== 'hostAway' || attempt === 6) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * attempt));
    }
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  csvGb18030: 'text/csv',
  zip: 'application/zip',
} as const satisfies Record<ExportStatus['format'], string>;

async function save({ exportId, fileName, format }: ExportStatus): Promise<void> {
  const pieces: Blob[] = [];
  for (let offset: number | null = 0; offset !== null;) {
    const piece: Awaited<ReturnType<typeof pieceOf>> = await pieceOf(exportId, offset);
    // A large blob lies on the disk; its pieces need not stay here.
    pieces.push(new Blob([bytesOf(piece.base64)]));
    offset = piece.next;
  }
  const address = URL.createObjectURL(new Blob(pieces, { type: types[format] }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser reads the address after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Fetches a finished file piece by piece and gives it to the person; answers whether it came. */
export function useSaveExport() {
  const [saving, setSaving] = useState<number | null>(null);
  const start = async (status: ExportStatus): Promise<boolean> => {
    setSaving(status.exportId);
    try {
      await save(status);
      return true;
    } catch (thrown) {
      notifyError(toAppError(thrown));
      return false;
    } finally {
      setSaving(null);
    }
  };
  return { saving, save: start };
}
