import type { Charset, FileKind } from '#core/attachments/attachments.contract.ts';

/** Bytes of the beginning that are looked at. */
export const sniffedBytes = 64 * 1024;

const starts = (head: Uint8Array, text: string, at = 0) =>
  head.length >= at + text.length &&
  [...text].every((letter, index) => head[at + index] === letter.charCodeAt(0));

/** A signature, and as much of the header behind it as a picture has at least. */
function picture(head: Uint8Array): FileKind | null {
  if (starts(head, '\x89PNG\r\n\x1a\n') && starts(head, 'IHDR', 12)) return 'png';
  if (starts(head, '\xff\xd8\xff') && head.length > 20) return 'jpeg';
  if ((starts(head, 'GIF87a') || starts(head, 'GIF89a')) && head.length > 13) return 'gif';
  if (starts(head, 'RIFF') && starts(head, 'WEBPVP8', 8)) return 'webp';
  return null;
}

/** Control characters that no text has. Escape is none of them: logs have colours. */
const isControl = (code: number) => code < 32 && (code < 9 || code > 13) && code !== 27;
const hasControls = (found: string) => {
  for (let at = 0; at < found.length; at++) if (isControl(found.charCodeAt(at))) return true;
  return false;
};
/** Text that a browser might take for a page, however it is declared. */
const markup =
  /^\s*<|<(?:!doctype|html|head|body|script|svg|iframe|img|object|embed|style|meta|link|form|math)\b/i;

function decoded(head: Uint8Array, charset: Charset): string | null {
  try {
    // `stream`: the last character may be cut in two.
    return new TextDecoder(charset, { fatal: true }).decode(head, { stream: true });
  } catch {
    return null;
  }
}

function text(head: Uint8Array): Charset | null {
  const marked: Charset | null = starts(head, '\xff\xfe')
    ? 'utf-16le'
    : starts(head, '\xfe\xff')
      ? 'utf-16be'
      : null;
  for (const charset of marked === null ? (['utf-8', 'gb18030'] as const) : [marked]) {
    const found = decoded(head, charset);
    if (found !== null) return hasControls(found) || markup.test(found) ? null : charset;
  }
  return null;
}

/**
 * What a content is, by its first bytes and never by its name. Only what this finds is ever shown as it is; pages (HTML,
 * SVG, XML) are nothing that it finds.
 */
export function sniff(head: Uint8Array): { readonly kind: FileKind; readonly charset: Charset | null } {
  const found =
    picture(head) ?? (/^%PDF-\d/.test(String.fromCharCode(...head.subarray(0, 8))) ? 'pdf' : null);
  if (found !== null) return { kind: found, charset: null };
  const charset = head.length === 0 ? 'utf-8' : text(head);
  return charset === null ? { kind: 'other', charset: null } : { kind: 'text', charset };
}
