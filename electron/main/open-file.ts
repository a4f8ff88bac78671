import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MessagePortMain } from 'electron';
import { z } from 'zod';
import { AppError, isErrorCode } from '#core/shared/errors.ts';
import { isOpenable, nameIn } from '#core/shared/file-name.ts';
import type { FileAnswer, FileCall } from '#server/files/answer-file.ts';
import type { OpenAnswer, OpenRequest } from '../shared/native-api.ts';

const requestSchema = z.strictObject({ versionId: z.int().positive() });

/** What a page asks for, or null: it gives an id, never a name or a path. Exported for its tests. */
export function readOpenRequest(data: unknown): OpenRequest | null {
  if (typeof data !== 'string' || data.length > 200) return null;
  try {
    return requestSchema.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}

export interface OpenerOptions {
  /** Asks the office for a file, as the page's own person. */
  readonly ask: (call: FileCall) => Promise<FileAnswer>;
  /** The folder of temporary files of this PC's user. */
  readonly tempDir: string;
  readonly platform: NodeJS.Platform;
  /** Opens a path with the PC's own program; answers '' or what went wrong. */
  readonly openPath: (path: string) => Promise<string>;
}

/** As Windows marks what came from elsewhere: Office opens it protected, SmartScreen looks at it. Zone 3 is the internet. */
const zoneStream = ':Zone.Identifier';
const zoneText = '[ZoneTransfer]\r\nZoneId=3\r\n';
/** Copies that no program holds any more are removed after so long, in milliseconds. */
const kept = 24 * 60 * 60 * 1000;
const folderOf = (tempDir: string) => join(tempDir, 'kechi-open');

function refusalOf({ headers }: FileAnswer): AppError {
  try {
    const { code, params } = JSON.parse(decodeURIComponent(headers['x-refusal'] ?? '')) as OpenAnswer;
    if (code !== null && isErrorCode(code)) return new AppError(code, params);
  } catch {
    // No refusal in words.
  }
  return new AppError('unexpected');
}

/** Removes copies of earlier days; those that are still open stay, where the system does not let go of them. */
export async function sweepOpened(tempDir: string, now = Date.now()): Promise<void> {
  const folder = folderOf(tempDir);
  for (const name of await readdir(folder).catch(() => [])) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (found !== null && now - found.mtimeMs > kept)
      await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/**
 * Opens a stored file with the PC's own program (spec §9): a copy of it, in a folder of its own, under the name it is
 * offered by and with an extension that runs nothing, marked as coming from elsewhere, and not to be written to: what
 * somebody changes in it is saved elsewhere and uploaded as a new version. Throws the refusal of the office,
 * `fileNotOpenable`, `fileNoProgram`.
 */
export async function openStoredFile(versionId: number, options: OpenerOptions): Promise<void> {
  const { ask, tempDir, platform, openPath } = options;
  const answer = await ask({ method: 'GET', url: `/files/${versionId}?save`, range: null });
  if (answer.status !== 200 || answer.body === null) throw refusalOf(answer);
  const name = nameIn(answer.headers['content-disposition'] ?? '');
  if (!isOpenable(name)) {
    await answer.body[Symbol.asyncIterator]().return?.();
    throw new AppError('fileNotOpenable', { name });
  }
  const folder = join(folderOf(tempDir), randomUUID());
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  await pipeline(
    Readable.from(answer.body, { objectMode: false }),
    createWriteStream(path, { flags: 'wx', mode: 0o600 }),
  );
  if (platform === 'win32') await writeFile(`${path}${zoneStream}`, zoneText);
  await chmod(path, 0o400);
  const fault = await openPath(path);
  if (fault !== '') throw new AppError('fileNoProgram', { name });
}

/** Takes the port of a page that wants a file opened: one request, one answer. */
export function createOpener(options: OpenerOptions): (port: MessagePortMain) => void {
  return (port) => {
    port.once('message', ({ data }) => {
      const request = readOpenRequest(data);
      const opened =
        request === null
          ? Promise.reject(new AppError('invalidInput'))
          : openStoredFile(request.versionId, options);
      opened
        .then(
          (): OpenAnswer => ({ code: null, params: {} }),
          (error: unknown): OpenAnswer =>
            error instanceof AppError
              ? { code: error.code, params: error.params }
              : { code: 'unexpected', params: {} },
        )
        .then(
          (answer) => port.postMessage(JSON.stringify(answer)),
          () => undefined,
        );
    });
    port.start();
  };
}
