import { mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { AppError } from '#core/shared/errors.ts';
import { isoNow, type Clock } from '#core/shared/ports.ts';
import { holdInstanceLock } from '#db/dialects/sqlite/connection.ts';
import { assertLocalPath } from './local-path.ts';
import { logDir } from './paths.ts';

/** The names in a data folder. */
export interface DataPaths {
  readonly folder: string;
  readonly database: string;
  /** Held by SQLite as long as a process owns the office; never opened by anything else. */
  readonly lock: string;
  /** Who holds the lock, for the sentence that says so. */
  readonly host: string;
  readonly logKey: string;
  readonly logs: string;
  /** Copies of the database from before each change of its schema. */
  readonly copies: string;
  /** Files on their way in; what lies there at the start is left over. */
  readonly uploads: string;
  /** What is in attached files, each content once, named by its hash. */
  readonly objects: string;
  /** There while the office is open: found at the start, it says that the last stop was none. */
  readonly running: string;
}

export function dataPaths(folder: string): DataPaths {
  return {
    folder,
    database: join(folder, 'kechi.db'),
    lock: join(folder, 'instance.lock'),
    host: join(folder, 'host.json'),
    logKey: join(folder, 'log.key'),
    logs: logDir(folder),
    copies: join(folder, 'copies'),
    uploads: join(folder, 'uploads'),
    objects: join(folder, 'objects'),
    running: join(folder, 'running'),
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const notWritable = [
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
  'EISDIR',
  'ENOENT',
  'EINVAL',
  'ENAMETOOLONG',
];

function explain(error: unknown, folder: string): unknown {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL') {
    return new AppError('diskFull', {}, { cause: error });
  }
  if (
    notWritable.includes(code) ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_READONLY')
  ) {
    return new AppError('folderNotWritable', { path: folder }, { cause: error });
  }
  return error;
}

/** Makes a folder and those above it. Node's own way of doing so never ends where no folder can be made (/proc). */
async function makeFolder(folder: string): Promise<void> {
  const missing: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    const there = await stat(at).then(
      () => true,
      () => false,
    );
    if (there || dirname(at) === at) break;
    missing.unshift(at);
  }
  for (const path of missing) {
    await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
      // Somebody else was quicker; a file in its place is found out by the trial below.
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  }
}

/**
 * Makes sure the folder exists (readable by this user only, where it is made here), lies on a local disk outside sync
 * folders, and can be written to. Throws `databaseOnNetwork`, `databaseInSyncFolder`, `folderNotWritable`, `diskFull`.
 */
export async function prepareDataFolder(folder: string): Promise<DataPaths> {
  await assertLocalPath(folder);
  try {
    await makeFolder(folder);
    const trial = join(folder, `trial-${process.pid}`);
    await (await open(trial, 'w', 0o600)).close();
    await rm(trial);
  } catch (error) {
    throw explain(error, folder);
  }
  return dataPaths(folder);
}

export interface HeldFolder {
  /** Whether the office was open when its process ended the last time: a crash or a power cut. */
  readonly uncleanStop: boolean;
  /**
   * Gives the folder free and notes that it was left in order. `orderly` is false where the office could not be
   * opened: then an unclean stop stays noted, so that the next start checks the file again.
   */
  release(orderly?: boolean): Promise<void>;
}

async function heldBy(paths: DataPaths): Promise<Record<string, string | number>> {
  try {
    const note: unknown = JSON.parse(await readFile(paths.host, 'utf8'));
    if (typeof note !== 'object' || note === null) return {};
    return Object.fromEntries(
      Object.entries(note).filter(([, value]) => typeof value === 'string' || typeof value === 'number'),
    );
  } catch {
    // The note is a courtesy: half-written or absent, the lock alone decides.
    return {};
  }
}

/**
 * Makes this process the owner of the folder until `release`, or until it ends, however it ends.
 * Throws `databaseLocked` with `host`, `pid` and `startedAt` of the owner.
 */
export async function holdDataFolder(paths: DataPaths, clock: Clock): Promise<HeldFolder> {
  let lock: ReturnType<typeof holdInstanceLock>;
  try {
    lock = holdInstanceLock(paths.lock);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'databaseLocked')) throw explain(error, paths.folder);
    throw new AppError('databaseLocked', await heldBy(paths), { cause: error });
  }
  try {
    const uncleanStop = await readFile(paths.running).then(
      () => true,
      () => false,
    );
    const note = { host: hostname(), pid: process.pid, startedAt: isoNow(clock) };
    await writeFile(paths.host, `${JSON.stringify(note)}\n`, { mode: 0o600 });
    await writeFile(paths.running, '', { mode: 0o600 });
    return {
      uncleanStop,
      async release(orderly = true) {
        // Before the lock goes: the next owner writes files of the same names.
        if (orderly || !uncleanStop) await rm(paths.running, { force: true });
        await rm(paths.host, { force: true });
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    throw explain(error, paths.folder);
  }
}
