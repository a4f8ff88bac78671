import { AppError, isErrorCode, type ErrorParams } from '#core/shared/errors.ts';
import { offeredFileName } from '#core/shared/file-name.ts';

/** Where a version of a file is read; `save`: as a download. The same over HTTP and in the desktop program. */
export const fileUrl = (versionId: number, save = false): string =>
  `/files/${versionId}${save ? '?save' : ''}`;

/** As the door tells it. */
const refusalHeader = 'x-refusal';

function refusalIn(response: Response): AppError | null {
  if (response.ok) return null;
  try {
    const told: unknown = JSON.parse(decodeURIComponent(response.headers.get(refusalHeader) ?? ''));
    if (typeof told === 'object' && told !== null && 'code' in told && typeof told.code === 'string') {
      const params = 'params' in told ? (told.params as ErrorParams) : {};
      if (isErrorCode(told.code)) return new AppError(told.code, params);
    }
  } catch {
    // Not from the office: whoever answered knows no refusals.
  }
  return new AppError(response.status >= 500 ? 'hostAway' : 'unexpected');
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw new AppError('hostAway', {}, { cause });
  }
  const refusal = refusalIn(response);
  if (refusal !== null) throw refusal;
  return response;
}

/** Throws the refusal with which a version would not be given out; answers its size. It is checked against its hash. */
export async function checkFile(versionId: number, signal?: AbortSignal): Promise<number> {
  const response = await ask(fileUrl(versionId), { method: 'HEAD', ...(signal && { signal }) });
  return Number(response.headers.get('content-length') ?? 0);
}

/** Bytes of a version from `from` up to and without `to`, with the type under which they come. */
export async function readPart(
  versionId: number,
  { from, to, signal }: { readonly from: number; readonly to: number; readonly signal?: AbortSignal },
): Promise<{ readonly bytes: ArrayBuffer; readonly type: string }> {
  if (to <= from) return { bytes: new ArrayBuffer(0), type: '' };
  const headers = { range: `bytes=${from}-${to - 1}` };
  const response = await ask(fileUrl(versionId), { headers, ...(signal && { signal }) });
  return { bytes: await response.arrayBuffer(), type: response.headers.get('content-type') ?? '' };
}

/** A version of a file with the name that it has. */
export interface GivenOut {
  readonly versionId: number;
  readonly name: string;
}

/** Gives a version to the person: the browser downloads it, the desktop program asks where to. Throws its refusal. */
export async function saveFile({ versionId, name }: GivenOut): Promise<void> {
  // A download that is refused would say nothing of why.
  await checkFile(versionId);
  const link = document.createElement('a');
  link.href = fileUrl(versionId, true);
  // The door names it too; where a program asks for the address by itself, this is what it has.
  link.download = offeredFileName(name);
  link.click();
}
