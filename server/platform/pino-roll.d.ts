/** pino-roll 4 ships no types; the part that log.ts uses. */
declare module 'pino-roll' {
  export interface RollOptions {
    readonly file: string;
    readonly extension?: string;
    readonly size?: string;
    readonly limit?: { readonly count: number };
    readonly sync?: boolean;
    readonly mkdir?: boolean;
  }
  export interface RollingFile {
    write(line: string): boolean;
    end(): void;
    once(event: 'close', listener: () => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
  }
  export default function roll(options: RollOptions): Promise<RollingFile>;
}
