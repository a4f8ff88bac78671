/**
 * All that a page of the desktop program gets from it beside the port of its calls: constants. It stands at
 * `window.kechi`; in a browser there is none. Made in the preload, read by renderer/lib.
 */
export interface NativeApi {
  readonly platform: 'win32' | 'darwin' | 'linux';
  /** Of the operating system; a signed-in person's own choice goes before it. */
  readonly locale: 'zh-CN' | 'en';
  /** Of the program, `1.2.3`. */
  readonly version: string;
}

/** Where the pages of the desktop program come from. */
export const appScheme = 'app';
export const appOrigin = 'app://crm';
/** Where what is being printed is read from, by a window that nobody sees. */
export const printOrigin = 'app://print';

/**
 * The text with which a page sends its own window one end of a channel (`postMessage(portMessage, origin, [port])`);
 * the preload passes the port on, and the page keeps the other end. Asked for again whenever that end closes.
 */
export const portMessage = 'kechi:port';

/** The one channel between a page and the main process. */
export const portChannel = 'rpc:port';

/** How the main process tells the preload its constants: `--kechi-locale=zh-CN`. */
export const argumentPrefix = '--kechi-';

/**
 * The text with which a page hands over a channel for notices, as with `portMessage`. Through it go `NoticeRequest` and
 * `NoticeAnswer` as JSON.
 */
export const noticesMessage = 'kechi:notices';
export const noticesChannel = 'notices:port';

/** A page asks the system to show a notice. Every window asks; one is shown for each key. */
export interface NoticeRequest {
  /** The same in every window: what has been shown once is not shown again. */
  readonly key: string;
  readonly title: string;
  readonly body: string;
  /** The page that a click opens, such as `/customers/12`. */
  readonly path: string;
  /** The label of the action that puts a reminder off; null where there is nothing to put off. */
  readonly snooze: string | null;
}

/** What the person did with a notice: told to one window. */
export interface NoticeAnswer {
  readonly key: string;
  readonly path: string;
  readonly answer: 'open' | 'snooze';
}

/**
 * The text with which a page hands over a channel for something to print, as with `portMessage`: parts of the document
 * one after the other, then the order, as JSON; back comes one `PrintAnswer`, or the bytes that were ordered.
 */
export const printingMessage = 'kechi:printing';
export const printingChannel = 'printing:port';

/** What becomes of a document: a file where the person says, paper, or the bytes of a PDF for the page itself. */
export interface PrintOrder {
  readonly way: 'pdf' | 'printer' | 'bytes';
  readonly copies: number;
  /** Of the file, without its ending. */
  readonly name: string;
}

export type PrintPart = { readonly html: string } | { readonly order: PrintOrder };

/** `cancelled`: the person left the system's dialog. */
export type PrintAnswer = 'done' | 'cancelled' | 'failed';

/**
 * The text with which a page hands over a channel to have one attached file opened with the PC's own program, as with
 * `portMessage`. Through it go one `OpenRequest` and one `OpenAnswer` as JSON.
 */
export const openFilesMessage = 'kechi:open-file';
export const openFilesChannel = 'open-file:port';

/** Which version of a file; the page gives neither a name nor a path. */
export interface OpenRequest {
  readonly versionId: number;
}

/** null: it is open; else the code and the figures of the refusal. */
export interface OpenAnswer {
  readonly code: string | null;
  readonly params: Readonly<Record<string, string | number>>;
}
