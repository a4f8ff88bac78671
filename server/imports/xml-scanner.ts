import { AppError } from '#core/shared/errors.ts';

export interface XmlListener {
  /** `attributes` is the raw text behind the name; read single ones with {@link attribute}. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** One tag or one run of text longer than this is no spreadsheet. */
const longestToken = 4_000_000;

export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? '\uFFFD' : String.fromCodePoint(code);
    },
  );
}

/** `_x000D_`, the way spreadsheets write what XML cannot hold. */
export function decodeEscapes(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([\dA-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

const patterns = new Map<string, RegExp>();

export function attribute(attributes: string, name: string): string | undefined {
  let pattern = patterns.get(name);
  if (pattern === undefined) {
    pattern = new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const found = pattern.exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : decodeEntities(value);
}

/**
 * Reads XML piece by piece without keeping it: names lose their prefix, entities of a document's own are left as they
 * stand (nothing is ever expanded). Errors: `fileBroken`, from `end` too when a tag was left open in the middle.
 */
export function xmlScanner(listener: XmlListener): { push(text: string): void; end(): void } {
  let buffer = '';

  const local = (name: string) => name.slice(name.indexOf(':') + 1);

  function tag(inner: string): void {
    const first = inner.charCodeAt(0);
    if (first === 47) return listener.close(local(inner.slice(1).trim()));
    if (first === 63 || first === 33) return;
    const empty = inner.endsWith('/');
    const body = empty ? inner.slice(0, -1) : inner;
    const space = body.search(/\s/);
    const name = local(space < 0 ? body : body.slice(0, space));
    listener.open(name, space < 0 ? '' : body.slice(space));
    if (empty) listener.close(name);
  }

  /** Where a construct that begins at `at` ends; null when more is needed. */
  function tagEnd(at: number): { inner: string | null; literal: string | null; next: number } | null {
    if (buffer.startsWith('<!--', at)) {
      const end = buffer.indexOf('-->', at + 4);
      return end < 0 ? null : { inner: null, literal: null, next: end + 3 };
    }
    if (buffer.startsWith('<![CDATA[', at)) {
      const end = buffer.indexOf(']]>', at + 9);
      return end < 0 ? null : { inner: null, literal: buffer.slice(at + 9, end), next: end + 3 };
    }
    const end = buffer.indexOf('>', at + 1);
    return end < 0 ? null : { inner: buffer.slice(at + 1, end), literal: null, next: end + 1 };
  }

  return {
    push(text) {
      buffer += text;
      let at = 0;
      for (;;) {
        const open = buffer.indexOf('<', at);
        if (open < 0) break;
        const found = buffer.length - open < 9 && buffer.indexOf('>', open) < 0 ? null : tagEnd(open);
        if (found === null) {
          if (open > at) listener.text(decodeEntities(buffer.slice(at, open)));
          at = open;
          break;
        }
        if (open > at) listener.text(decodeEntities(buffer.slice(at, open)));
        if (found.literal !== null) listener.text(found.literal);
        if (found.inner !== null) tag(found.inner);
        at = found.next;
      }
      buffer = buffer.slice(at);
      if (buffer.length > longestToken)
        throw new AppError('fileTooLarge', { max: Math.round(longestToken / 1024 / 1024) });
    },
    end() {
      if (buffer.trim() !== '') throw new AppError('fileBroken');
    },
  };
}
