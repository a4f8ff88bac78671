import { signInSubjects } from '../people/index.ts';
import type { Services } from '../rpc/context.ts';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import { deleteFailuresBefore, readFailures, writeFailures, type Failures } from './sessions.repository.ts';

const second = 1000;
const minute = 60 * second;
/** The fifth failure in a row makes the next attempt wait a second, each further one twice as long … */
const firstDelayed = 5;
/** … and from the tenth on a quarter of an hour. Never for good (spec §12). */
const firstBlocked = 10;
const longestBlock = 15 * minute;
/** Failures are forgotten after a day without another one. */
const forgottenAfter = 24 * 60 * minute;

function delayAfter(failures: number): number {
  if (failures < firstDelayed) return 0;
  return failures >= firstBlocked ? longestBlock : second * 2 ** (failures - firstDelayed);
}

/** One attempt to prove who one is, counted before the password is looked at. */
export interface Attempt {
  readonly subjects: { readonly person: string; readonly address: string };
  /** Failures of the person that were counted before this attempt. */
  readonly earlier: number;
}

/** The office host itself, whatever the door: its own loopback addresses, and the desktop program. */
function isHost(address: string): boolean {
  return address === 'local' || address === '::1' || /^(?:::ffff:)?127\./.test(address);
}

async function recent(db: ReadDb, subject: string, now: number): Promise<Failures | null> {
  const found = await readFailures(db, subject);
  return found !== null && now - Date.parse(found.lastAt) < forgottenAfter ? found : null;
}

function next(found: Failures | null, now: number): Failures {
  const failures = (found?.failures ?? 0) + 1;
  const delay = delayAfter(failures);
  return {
    failures,
    lastAt: new Date(now).toISOString(),
    blockedUntil: delay === 0 ? null : new Date(now + delay).toISOString(),
  };
}

function waiting(found: Failures | null, now: number): number {
  const left = found?.blockedUntil == null ? 0 : Date.parse(found.blockedUntil) - now;
  // A block that ends later than any block can: the clock was set back, and nobody is locked out for that.
  return left > longestBlock ? 0 : Math.max(0, left);
}

/**
 * Counts an attempt as failed for the person before its password is hashed, so that many at once, or a crash, gain
 * nobody a guess. Throws `signInThrottled` with the seconds to wait when the person or the address has to.
 */
export async function beginAttempt(services: Services, nameKey: string, address: string): Promise<Attempt> {
  const names = signInSubjects(services.hasher, nameKey);
  const subjects = isHost(address)
    ? { person: names.local, address: 'from:local' }
    : { person: names.network, address: `from:${address}` };
  return services.transaction(async (trx) => {
    const now = services.clock.now();
    const person = await recent(trx, subjects.person, now);
    const wait = Math.max(waiting(person, now), waiting(await recent(trx, subjects.address, now), now));
    if (wait > 0) throw new AppError('signInThrottled', { seconds: Math.ceil(wait / second) });
    await writeFailures(trx, subjects.person, next(person, now));
    return { subjects, earlier: person?.failures ?? 0 };
  });
}

/** The password was wrong: counts for the address too. */
export async function failAttempt(trx: WriteDb, services: Services, { subjects }: Attempt): Promise<void> {
  const now = services.clock.now();
  await writeFailures(trx, subjects.address, next(await recent(trx, subjects.address, now), now));
  await deleteFailuresBefore(trx, new Date(now - forgottenAfter).toISOString());
}

/**
 * The password was right: the person starts afresh, and the address is forgiven what this person got wrong, but not
 * what was tried under other names.
 */
export async function passAttempt(trx: WriteDb, { subjects, earlier }: Attempt): Promise<void> {
  await writeFailures(trx, subjects.person, null);
  const address = await readFailures(trx, subjects.address);
  if (address === null) return;
  const failures = address.failures - earlier;
  await writeFailures(trx, subjects.address, {
    ...address,
    failures,
    blockedUntil: delayAfter(failures) === 0 ? null : address.blockedUntil,
  });
}

/** Nothing was found out (too busy): the attempt is taken back. */
export async function withdrawAttempt(services: Services, { subjects }: Attempt): Promise<void> {
  await services.transaction(async (trx) => {
    const found = await readFailures(trx, subjects.person);
    if (found === null) return;
    await writeFailures(trx, subjects.person, { ...found, failures: found.failures - 1, blockedUntil: null });
  });
}
