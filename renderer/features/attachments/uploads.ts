import { create } from 'zustand';
import { pieceBytes, type FileOwner } from '#core/attachments/attachments.contract.ts';
import { AppError } from '#core/shared/errors.ts';
import { client, toAppError } from '../../lib/rpc.ts';

/** A file on its way from this window. */
export interface Upload {
  readonly key: string;
  /** The record at whose files it is shown. */
  readonly place: FileOwner;
  /** The record that gets it: another one where the file of a contact is replaced at the customer. */
  readonly owner: FileOwner;
  readonly file: File;
  readonly name: string;
  /** The file of which it becomes a new version. */
  readonly versionOf: number | null;
  readonly sent: number;
  /** As the office knows it, once it does. */
  readonly uploadId: number | null;
  /** `away`: the office does not answer, and is asked again by itself. */
  readonly state: 'waiting' | 'sending' | 'away' | 'failed';
  readonly error: AppError | null;
}

interface Uploads {
  readonly list: readonly Upload[];
}

/** Everything this window is sending; it goes on when the page is left. */
export const useUploads = create<Uploads>(() => ({ list: [] }));

/** Files that are sent at the same time. */
const atOnce = 2;
/** The longest wait before the office is asked again, in milliseconds. */
const longestWait = 10_000;

const set = (list: readonly Upload[]) => useUploads.setState({ list });
const all = () => useUploads.getState().list;
const find = (key: string) => all().find((upload) => upload.key === key);
const change = (key: string, more: Partial<Upload>) =>
  set(all().map((upload) => (upload.key === key ? { ...upload, ...more } : upload)));
const drop = (key: string) => set(all().filter((upload) => upload.key !== key));

const running = new Map<string, AbortController>();
/** Closing the window would cut them off: the browser asks first. */
const stay = (event: BeforeUnloadEvent) => event.preventDefault();

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Asks until there is an answer: the connection broke, or the office is being started anew. */
async function patiently<Answer>(
  key: string,
  signal: AbortSignal,
  call: () => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await call();
      if (find(key)?.state === 'away') change(key, { state: 'sending' });
      return answer;
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code !== 'hostAway' || signal.aborted) throw error;
      change(key, { state: 'away' });
      await pause(Math.min(longestWait, 500 * 2 ** attempt), signal);
      if (signal.aborted) throw error;
    }
  }
}

function readable(file: File): Promise<unknown> {
  // A file that was changed, moved or is a folder can no longer be read; the browser says so only then.
  return file.slice(0, 1).arrayBuffer();
}

/** The office forgets what has arrived; where it does not hear of it, it does so a day later. */
function giveUp(uploadId: number): void {
  client.attachments.cancel({ uploadId }).catch(() => undefined);
}

async function send({ key, owner, file, name, versionOf }: Upload, signal: AbortSignal): Promise<void> {
  const { uploadId, received } = await patiently(key, signal, () =>
    client.attachments.begin({ owner, name, bytes: file.size, modifiedAt: file.lastModified }),
  );
  const sendPiece = (offset: number) => {
    const piece = new File([file.slice(offset, offset + pieceBytes)], 'piece');
    return patiently(key, signal, () => client.attachments.append({ uploadId, offset, piece }));
  };
  try {
    let offset = Math.max(0, received - pieceBytes);
    change(key, { sent: offset, uploadId });
    // What is there of an upload that was broken off is compared, its beginning and its end: it may be another file.
    if (offset > 0) await sendPiece(0);
    while (offset < file.size && !signal.aborted) {
      try {
        offset = (await sendPiece(offset)).received;
      } catch (thrown) {
        const { code, params } = toAppError(thrown);
        // After a restart less may be there than was sent: it goes on from there.
        if (code !== 'uploadOutOfOrder' || typeof params['received'] !== 'number') throw thrown;
        offset = params['received'];
      }
      change(key, { sent: offset });
    }
    if (!signal.aborted)
      await patiently(key, signal, () => client.attachments.finish({ uploadId, versionOf }));
  } finally {
    if (signal.aborted) giveUp(uploadId);
  }
}

async function run(upload: Upload): Promise<void> {
  const { key } = upload;
  const stop = new AbortController();
  running.set(key, stop);
  window.addEventListener('beforeunload', stay);
  change(key, { state: 'sending', error: null });
  try {
    await readable(upload.file);
    await send(upload, stop.signal);
    if (stop.signal.aborted) return;
    drop(key);
  } catch (thrown) {
    if (stop.signal.aborted) return;
    const error =
      thrown instanceof DOMException
        ? new AppError('fileChanged', { name: upload.name })
        : toAppError(thrown);
    change(key, { state: 'failed', error });
  } finally {
    running.delete(key);
    next();
    if (running.size === 0) window.removeEventListener('beforeunload', stay);
  }
}

function next(): void {
  for (const upload of all()) {
    if (running.size >= atOnce) return;
    if (upload.state === 'waiting') void run(upload);
  }
}

/** Whether an upload is shown at the files of a record. */
export const shownAt =
  ({ kind, id }: FileOwner) =>
  ({ place }: Upload): boolean =>
    place.kind === kind && place.id === id;

/** Puts files in the queue. */
export function startUploads(
  place: FileOwner,
  files: readonly (Pick<Upload, 'file' | 'name' | 'versionOf'> & { readonly owner?: FileOwner })[],
): void {
  const fresh = files.map((one) => ({
    owner: place,
    ...one,
    place,
    key: crypto.randomUUID(),
    sent: 0,
    uploadId: null,
    state: 'waiting' as const,
    error: null,
  }));
  set([...all(), ...fresh]);
  next();
}

/** A file that is not sent, with why not. */
export function refuseUpload(place: FileOwner, file: File, error: AppError): void {
  const key = crypto.randomUUID();
  const { name } = file;
  set([
    ...all(),
    {
      key,
      place,
      owner: place,
      file,
      name,
      versionOf: null,
      sent: 0,
      uploadId: null,
      state: 'failed',
      error,
    },
  ]);
}

/** Gives a file up, and what has arrived of it; a failed one leaves the list. */
export function stopUpload(key: string): void {
  const upload = find(key);
  const active = running.get(key);
  if (active !== undefined) active.abort();
  else if (upload !== undefined && upload.uploadId !== null) giveUp(upload.uploadId);
  drop(key);
}

/** Sends a failed file again: from where it was broken off. */
export function retryUpload(key: string): void {
  change(key, { state: 'waiting', error: null });
  next();
}
