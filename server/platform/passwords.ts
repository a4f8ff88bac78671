import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { AppError } from '#core/shared/errors.ts';
import type { Passwords } from '#core/shared/ports.ts';

interface Cost {
  /** Base-2 logarithm of N. */
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

/** 128 MiB and about a quarter of a second on an office PC. */
const presentCost: Cost = { ln: 17, r: 8, p: 1 };
const saltBytes = 16;
const hashBytes = 32;
/** So many computations may wait for the running one. */
const mostWaiting = 20;

interface Parsed {
  readonly cost: Cost;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

const phc = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

function parse(text: string): Parsed | null {
  const [, ln, r, p, salt = '', hash = ''] = phc.exec(text) ?? [];
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  // A hash with absurd figures must not take the memory of the PC.
  if (!(cost.ln >= 1 && cost.ln <= 20 && cost.r >= 1 && cost.r <= 16 && cost.p >= 1 && cost.p <= 4))
    return null;
  return { cost, salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') };
}

function format({ cost, salt, hash }: Parsed): string {
  const text = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
  return `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${text(salt)}$${text(hash)}`;
}

const compute = promisify<string, Buffer, number, object, Buffer>(scrypt);

function derive(password: string, { ln, r, p }: Cost, salt: Buffer, length: number): Promise<Buffer> {
  const N = 2 ** ln;
  // NFKC: the same keys give the same password on every system, and with a full-width input method too.
  return compute(password.normalize('NFKC'), salt, length, {
    N,
    r,
    p,
    maxmem: 128 * r * (N + p) + 32 * 1024 * 1024,
  });
}

/** Runs one job at a time; throws `tooBusy` when too many wait, so that a flood of sign-ins cannot starve the PC. */
function oneAtATime(limit: number): <T>(job: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let pending = 0;
  return async (job) => {
    if (pending > limit) throw new AppError('tooBusy');
    pending += 1;
    const turn = last.then(job);
    last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      pending -= 1;
    }
  };
}

/** Without i l o 0 1, which look alike on paper and on the phone. */
const readable = 'abcdefghjkmnpqrstuvwxyz23456789';
const oneTimeLength = 12;

/**
 * Passwords by scrypt, one computation at a time off the main thread. A smaller `cost` is for tests;
 * hashes made with another cost stay valid and ask for a rehash.
 */
export function createPasswords(cost: Cost = presentCost): Passwords {
  const queued = oneAtATime(mostWaiting);
  const nobody: Parsed = { cost, salt: randomBytes(saltBytes), hash: randomBytes(hashBytes) };
  return {
    hash: (password) =>
      queued(async () => {
        const salt = randomBytes(saltBytes);
        return format({ cost, salt, hash: await derive(password, cost, salt, hashBytes) });
      }),
    verify: (password, hash) =>
      queued(async () => {
        // An unknown person costs the same time as a wrong password.
        const known = hash === null ? null : parse(hash);
        const { cost: its, salt, hash: expected } = known ?? nobody;
        const found = await derive(password, its, salt, expected.length);
        return timingSafeEqual(found, expected) && known !== null;
      }),
    needsRehash(hash) {
      const known = parse(hash);
      return (
        known === null || known.cost.ln !== cost.ln || known.cost.r !== cost.r || known.cost.p !== cost.p
      );
    },
    oneTime: () => Array.from({ length: oneTimeLength }, () => readable[randomInt(readable.length)]).join(''),
  };
}
