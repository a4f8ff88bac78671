import { create } from 'zustand';
import { pieceBytes } from '#core/imports/imports.contract.ts';
import { AppError } from '#core/shared/errors.ts';
import { client, toAppError } from '../../lib/rpc.ts';

interface ImportDraft {
  /** The import on the page: one of them, a new one, or whichever is under way. */
  readonly chosen: number | 'new' | null;
  /** A file on its way; it goes on when the page is left. */
  readonly upload: {
    readonly fileName: string;
    readonly sent: number;
    readonly bytes: number;
    readonly reading: boolean;
  } | null;
  readonly refusal: AppError | null;
}

/** What is on the import page of this window; rows of the service are never kept here. */
export const useImportDraft = create<ImportDraft>(() => ({ chosen: null, upload: null, refusal: null }));

const set = useImportDraft.setState;

export const chooseImport = (chosen: ImportDraft['chosen']) => set({ chosen, refusal: null });

let running: { stopped: boolean } | null = null;

/** A lost answer is asked for again: the same piece twice does no harm. */
async function patiently<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code !== 'hostAway' || attempt === 6) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * attempt));
    }
  }
}

export function stopUpload(): void {
  if (running !== null) running.stopped = true;
  running = null;
  set({ upload: null });
}

/** Sends a file in pieces and has it read; refusals go to the page. */
export async function uploadFile(file: File): Promise<void> {
  if (running !== null) return;
  const mine = { stopped: false };
  running = mine;
  set({ refusal: null, upload: { fileName: file.name, sent: 0, bytes: file.size, reading: false } });
  let importId: number | null = null;
  try {
    ({ importId } = await patiently(() => client.imports.begin({ fileName: file.name, bytes: file.size })));
    const id = importId;
    for (let offset = 0; offset < file.size && !mine.stopped; offset += pieceBytes) {
      const piece = new File([file.slice(offset, offset + pieceBytes)], 'piece');
      await patiently(() => client.imports.upload({ importId: id, offset, piece }));
      const sent = Math.min(file.size, offset + piece.size);
      if (!mine.stopped)
        set({ upload: { fileName: file.name, sent, bytes: file.size, reading: sent === file.size } });
    }
    if (!mine.stopped) {
      await patiently(() => client.imports.inspect({ importId: id }));
      if (!mine.stopped) set({ chosen: id });
    }
  } catch (thrown) {
    // A file that changed or vanished while it was read is no refusal of the service.
    const unreadable = thrown instanceof DOMException;
    if (!mine.stopped) set({ refusal: unreadable ? new AppError('fileBroken') : toAppError(thrown) });
  }
  if (mine.stopped && importId !== null) await client.imports.cancel({ importId }).catch(() => undefined);
  if (running === mine) {
    running = null;
    set({ upload: null });
  }
}
