/** What the program under test (in its own process) and the test (which owns the browser) say to each other. */

export interface WindowSetup {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly preload: string | null;
  /** A session of its own, for a window that nobody sees; null for those of the program. */
  readonly partition: string | null;
  readonly additionalArguments: readonly string[];
}

export interface WireRequest {
  readonly method: string;
  /** The session of the window that asks; null for the program's own. */
  readonly partition: string | null;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What a port carries: the text and bytes that the protocol of the calls consists of. */
export type PortData = string | Uint8Array;

/** From the program to the test. Those with `ask` are answered with `answer`. */
export type FromProgram =
  | { readonly type: 'ready' }
  | { readonly type: 'window.open'; readonly window: number; readonly setup: WindowSetup }
  | { readonly type: 'window.load'; readonly ask: number; readonly window: number; readonly url: string }
  | { readonly type: 'window.close'; readonly window: number }
  | { readonly type: 'window.pdf'; readonly ask: number; readonly window: number; readonly options: object }
  | { readonly type: 'window.print'; readonly ask: number; readonly window: number; readonly options: object }
  | { readonly type: 'port.message'; readonly port: string; readonly data: PortData }
  | { readonly type: 'port.close'; readonly port: string }
  | { readonly type: 'dialog'; readonly ask: number; readonly kind: string; readonly options: object }
  | { readonly type: 'outside'; readonly target: string }
  | {
      readonly type: 'notification';
      readonly title: string;
      readonly body: string;
      readonly actions: readonly string[];
    }
  | { readonly type: 'answer'; readonly ask: number; readonly value: unknown };

/** From the test to the program. */
export type ToProgram =
  /** The person clicks on the nth notification, or on one of its actions. */
  | { readonly type: 'notification'; readonly nth: number; readonly action: number | null }
  | { readonly type: 'window.closed'; readonly window: number }
  | { readonly type: 'window.shown'; readonly window: number }
  | { readonly type: 'request'; readonly ask: number; readonly request: WireRequest }
  /** Whether a page may go there (`navigate`), or open it in a window of its own (`open`). */
  | {
      readonly type: 'may';
      readonly ask: number;
      readonly window: number;
      readonly what: 'navigate' | 'open';
      readonly url: string;
    }
  | {
      readonly type: 'ipc';
      readonly window: number;
      readonly channel: string;
      readonly message: PortData | null;
      readonly ports: readonly string[];
      readonly frame: { readonly url: string; readonly main: boolean };
    }
  | { readonly type: 'port.message'; readonly port: string; readonly data: PortData }
  | { readonly type: 'port.close'; readonly port: string }
  | { readonly type: 'menu'; readonly ask: number; readonly id: string }
  | { readonly type: 'quit' }
  | { readonly type: 'answer'; readonly ask: number; readonly value: unknown };

/** `app://crm/x` is shown to Chromium as `http://app.crm.localhost/x`, which it can load and holds to be secure. */
export function toPageUrl(url: string): string {
  return url.replace(/^([a-z]+):\/\/([^/?#]+)/, (all, scheme: string, host: string) =>
    scheme === 'http' || scheme === 'https' ? all : `http://${scheme}.${host}.localhost`,
  );
}

export function fromPageUrl(url: string): string {
  return url.replace(/^http:\/\/([a-z]+)\.([^/?#]+)\.localhost/, '$1://$2');
}
