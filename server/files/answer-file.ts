import { openFile } from '#core/attachments/index.ts';
import type { KeptObject } from '#core/attachments/object-store.ts';
import type { FileKind } from '#core/attachments/attachments.contract.ts';
import { loadActor } from '#core/permissions/load-actor.ts';
import type { CallContext, Context } from '#core/rpc/context.ts';
import { AppError, errorStatus } from '#core/shared/errors.ts';
import { contentDisposition } from '#core/shared/file-name.ts';

/** What a door is asked for: `/files/12`, or `/files/12?save` for what leaves the program. */
export interface FileCall {
  readonly method: string;
  readonly url: string;
  /** As the header says: `bytes=0-99`. */
  readonly range: string | null;
}

export interface FileAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** What may be shown as it is. Pages of any kind (HTML, SVG, XML) are never among it. */
const shownAs: Readonly<Record<FileKind, string | null>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  pdf: 'application/pdf',
  text: 'text/plain',
  other: null,
};

/** Whatever it is, it is nothing of the program's own: it runs no script, loads nothing, and is taken for what it is declared. */
const guarded = {
  'content-security-policy': "sandbox; default-src 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/** The header in which a refusal is told: its code and figures as JSON, percent-encoded. Read by the window. */
const refusalHeader = 'x-refusal';

interface Range {
  readonly from: number;
  readonly to: number;
}

/** The part that is asked for; null for all of it, `none` where there is nothing of the kind. Several at once get all of it. */
function partOf(range: string | null, bytes: number): Range | 'none' | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range?.trim() ?? '') ?? [];
  if (first === '' && last === '') return null;
  if (first === '')
    return last === '0' || bytes === 0 ? 'none' : { from: Math.max(0, bytes - Number(last)), to: bytes - 1 };
  const to = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (last !== '' && Number(last) < Number(first)) return null;
  return Number(first) >= bytes ? 'none' : { from: Number(first), to };
}

function refusal({ code, params }: AppError): FileAnswer {
  return {
    status: errorStatus[code],
    headers: {
      ...guarded,
      [refusalHeader]: encodeURIComponent(JSON.stringify({ code, params })),
      'content-length': '0',
    },
    body: null,
  };
}

function headersOf(name: string, { kind, charset }: KeptObject, saving: boolean): Record<string, string> {
  const type = shownAs[kind];
  return {
    ...guarded,
    'content-type':
      type === null ? 'application/octet-stream' : charset === null ? type : `${type}; charset=${charset}`,
    'content-disposition': contentDisposition(type === null || saving ? 'attachment' : 'inline', name),
    'accept-ranges': 'bytes',
  };
}

async function answer(context: Context, { method, url, range }: FileCall): Promise<FileAnswer> {
  const { services, session, device } = context;
  const { pathname, searchParams } = new URL(url, 'http://file');
  const versionId = Number(/^\/files\/(\d{1,15})$/.exec(pathname)?.[1] ?? 0);
  const actor = await loadActor(services, session.get(), device);
  if (actor === null) throw new AppError('signInNeeded');
  if (actor.mustChangePassword) throw new AppError('passwordChangeNeeded');
  if (versionId === 0) throw new AppError('notFound');
  if (method !== 'GET' && method !== 'HEAD') throw new AppError('invalidInput');
  const saving = searchParams.has('save');
  const part = (bytes: number) => partOf(range, bytes);
  // A download that goes on after a break is still the same one.
  const begins = method === 'GET' && !/^bytes=[1-9]/.test(range ?? '');
  const { name, object } = await openFile(services, actor, { versionId, saving: saving && begins });
  const headers = headersOf(name, object, saving);
  const wanted = part(object.bytes);
  if (wanted === 'none')
    return {
      status: 416,
      headers: { ...guarded, 'content-range': `bytes */${object.bytes}`, 'content-length': '0' },
      body: null,
    };
  const { from, to } = wanted ?? { from: 0, to: object.bytes - 1 };
  return {
    status: wanted === null ? 200 : 206,
    headers: {
      ...headers,
      'content-length': String(to - from + 1),
      ...(wanted !== null && { 'content-range': `bytes ${from}-${to}/${object.bytes}` }),
    },
    body: method === 'HEAD' ? null : services.objects.read(object, { from, to }),
  };
}

/**
 * A file for whoever may have it, the same over every door: streamed, whole or in part, guarded against being taken for a
 * page. Refusals have the status of their code and name it in a header. What nobody foresaw is thrown.
 */
export async function answerFile(
  office: { context(call: CallContext): Context },
  call: CallContext,
  asked: FileCall,
): Promise<FileAnswer> {
  try {
    return await answer(office.context(call), asked);
  } catch (error) {
    if (error instanceof AppError) return refusal(error);
    throw error;
  }
}
