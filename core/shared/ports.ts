/** What the rules need from the machine they run on. server/platform implements these; tests may replace them. */

export interface Clock {
  /** Now, in milliseconds since 1970 UTC. */
  now(): number;
  /** The calendar day in the office's time zone, `YYYY-MM-DD`. */
  today(): string;
  /** The instant, ISO 8601 UTC, at which a calendar day (`YYYY-MM-DD`) begins in the office's time zone. */
  startOf(day: string): string;
  /** The calendar day of an instant (ISO 8601) in the office's time zone, `YYYY-MM-DD`. */
  dayOf(instant: string): string;
}

export interface Hasher {
  /** 256 random bits, base64url. */
  token(): string;
  /** SHA-256 of a text, lower-case hex. */
  sha256(text: string): string;
  /** HMAC-SHA-256 under the office's log key (kept outside the database), lower-case hex. */
  chain(text: string): string;
}

export interface Passwords {
  /** A PHC string (scrypt, N=2^17, r=8, p=1). One computation at a time; throws `tooBusy` when 20 wait. */
  hash(password: string): Promise<string>;
  /** Whether the password belongs to the hash; the same time is spent when `hash` is null (unknown person). */
  verify(password: string, hash: string | null): Promise<boolean>;
  /** Whether the hash was made with other figures than a new one would be. */
  needsRehash(hash: string): boolean;
  /** A random password a person can read out: 12 characters without look-alikes. */
  oneTime(): string;
}

export interface Log {
  info(message: string, details?: Record<string, unknown>): void;
  warn(message: string, details?: Record<string, unknown>): void;
  error(message: string, details?: Record<string, unknown>): void;
}

/** An instant as the database keeps it: ISO 8601, UTC, milliseconds. */
export function isoNow(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}

/** Says which lists changed, to everybody who watches. */
export interface ChangeFeed<Topic extends string> {
  publish(topics: Iterable<Topic>): void;
  /** Topics since `lastEventId` and from now on, gathered, and how long ago the last of them was; `alive` is asked before each answer and ends the stream. */
  watch(
    lastEventId: string | undefined,
    alive: () => Promise<boolean>,
    signal: unknown,
  ): AsyncGenerator<{ topics: Topic[]; agoMs: number }, void>;
}

/** Lets other calls run between two pieces of long work. */
export type Breathe = () => Promise<void>;

/** Longest stretch of long work without letting other calls run, in milliseconds. */
const stretch = 12;

/** For long work in small steps: breathes whenever a stretch of it is over. */
export function pacer({
  clock,
  breathe,
}: {
  readonly clock: Clock;
  readonly breathe: Breathe;
}): () => Promise<void> {
  let since = clock.now();
  return async () => {
    if (clock.now() - since < stretch) return;
    await breathe();
    since = clock.now();
  };
}
