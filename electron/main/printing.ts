import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, session, type MessagePortMain, type WebContents } from 'electron';
import { z } from 'zod';
import { appScheme, printOrigin, type PrintAnswer, type PrintOrder } from '../shared/native-api.ts';

const partSchema = z.union([
  z.strictObject({ html: z.string().max(8_000_000) }),
  z.strictObject({
    order: z.strictObject({
      way: z.enum(['pdf', 'printer', 'bytes']),
      copies: z.int().min(1).max(99),
      name: z.string().max(200),
    }),
  }),
]);

/** Characters of one document: twenty thousand rows, and some. */
const longest = 60_000_000;

/** A part of what a page wants printed, or null: pages are not trusted with more. Exported for its tests. */
export function readPart(data: unknown): z.infer<typeof partSchema> | null {
  if (typeof data !== 'string') return null;
  try {
    return partSchema.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}

/** A name that every system takes for a file. Exported for its tests. */
export function fileNameOf(name: string): string {
  const plain = name
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const device = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(plain);
  return `${plain === '' || device ? 'Kechi' : plain.slice(0, 120)}.pdf`;
}

const words = { 'zh-CN': { pdf: 'PDF 文件' }, en: { pdf: 'PDF document' } } as const;

/** Documents that are being printed, by the last part of their address. */
const documents = new Map<string, string>();

/** In a session of its own nothing of the program can be asked for: there is one document, and nothing else. */
const partition = 'printing';
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

/** Answers what is being printed at `app://print/…`. */
export function servePrinted(): void {
  session.fromPartition(partition).protocol.handle(appScheme, ({ url }) => {
    const html = documents.get(url.slice(`${printOrigin}/`.length));
    if (html === undefined) return new Response(null, { status: 404 });
    return new Response(html, {
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
    });
  });
}

/**
 * A window that nobody sees, that runs no script and has no way to the program: what is printed holds what anybody may
 * have typed.
 */
function hiddenWindow(): BrowserWindow {
  return new BrowserWindow({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      partition,
    },
  });
}

/** The paper and its margins stand in the document's style. */
const pdfOf = (contents: WebContents): Promise<Buffer> =>
  contents.printToPDF({ preferCSSPageSize: true, printBackground: true });

async function savePdf(page: WebContents, contents: WebContents, name: string, locale: 'zh-CN' | 'en') {
  const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents === page);
  const options = {
    defaultPath: join(app.getPath('documents'), fileNameOf(name)),
    filters: [{ name: words[locale].pdf, extensions: ['pdf'] }],
  };
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  if (canceled || filePath === '') return 'cancelled';
  await writeFile(filePath, await pdfOf(contents));
  return 'done';
}

function toPrinter(contents: WebContents, copies: number): Promise<PrintAnswer> {
  return new Promise((resolve) => {
    // The system's dialog asks for the printer.
    contents.print({ printBackground: true, copies }, (success, reason) => {
      resolve(success ? 'done' : /cancel/i.test(reason) ? 'cancelled' : 'failed');
    });
  });
}

async function run(
  page: WebContents,
  html: string,
  { way, copies, name }: PrintOrder,
  locale: 'zh-CN' | 'en',
): Promise<PrintAnswer | Uint8Array> {
  const key = randomUUID();
  documents.set(key, html);
  const window = hiddenWindow();
  try {
    await window.loadURL(`${printOrigin}/${key}`);
    switch (way) {
      case 'pdf':
        return await savePdf(page, window.webContents, name, locale);
      case 'printer':
        return await toPrinter(window.webContents, copies);
      case 'bytes':
        return new Uint8Array(await pdfOf(window.webContents));
    }
  } catch {
    return 'failed';
  } finally {
    documents.delete(key);
    window.destroy();
  }
}

/** Takes the port by which a page has one document printed. */
export function createPrinter(locale: 'zh-CN' | 'en') {
  return (port: MessagePortMain, page: WebContents): void => {
    let html = '';
    let begun = false;
    const answer = (word: PrintAnswer | Uint8Array) => {
      port.postMessage(word);
      html = '';
    };
    port.on('message', ({ data }) => {
      if (begun) return;
      const part = readPart(data);
      if (part === null || ('html' in part && html.length + part.html.length > longest)) {
        begun = true;
        answer('failed');
      } else if ('html' in part) html += part.html;
      else {
        begun = true;
        void run(page, html, part.order, locale).then(answer);
      }
    });
    port.start();
  };
}
