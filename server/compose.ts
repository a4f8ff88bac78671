import { open as openFile, stat } from 'node:fs/promises';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sweepUploads as sweepAttachmentUploads } from '#core/attachments/index.ts';
import { forgetAnswers } from '#core/rpc/procedure.ts';
import { router } from '#core/rpc/router.ts';
import type { CallContext, Context, Services } from '#core/rpc/context.ts';
import type { Topic } from '#core/changes/changes.contract.ts';
import { stopSearch } from '#core/duplicates/index.ts';
import { recoverExports, stopExports } from '#core/exports/index.ts';
import { recoverImports, stopImports } from '#core/imports/index.ts';
import type { ReadDb } from '#core/shared/database.ts';
import { AppError } from '#core/shared/errors.ts';
import type { Clock, Log, Passwords } from '#core/shared/ports.ts';
import { explainWriteFailure, openConnection, type Connection } from '#db/dialects/sqlite/connection.ts';
import { officeDatabase } from '#db/dialects/sqlite/dialect.ts';
import { sqliteInteractionSearch, sqliteSearch } from '#db/dialects/sqlite/search.ts';
import { migrate } from '#db/migrate.ts';
import { schemaSteps } from '#db/migrations/index.ts';
import { objectStore } from './attachments/object-store.ts';
import { exportFiles } from './exports/export-files.ts';
import { importFiles } from './imports/import-files.ts';
import { startDailyJobs } from './jobs/daily-jobs.ts';
import { openCheckpoints } from './platform/checkpoints.ts';
import { createChangeFeed } from './platform/change-feed.ts';
import { createClock } from './platform/clock.ts';
import {
  holdDataFolder,
  prepareDataFolder,
  type DataPaths,
  type HeldFolder,
} from './platform/data-folder.ts';
import { openHasher } from './platform/hasher.ts';
import { createPasswords } from './platform/passwords.ts';

export type { CallContext } from '#core/rpc/context.ts';
export type OfficeRouter = typeof router;

export interface OfficeOptions {
  readonly dataDir: string;
  readonly log: Log;
  /** Fills an empty data folder with a demo office. */
  readonly demo?: boolean;
  /** Does what is due by the clock: for the service, which stays open; not for a command that opens the office briefly. */
  readonly jobs?: boolean;
  /** Called before the whole file is looked through, which takes minutes where it is large and the disk slow. */
  readonly checking?: () => void;
  /** For tests. */
  readonly clock?: Clock;
  readonly passwords?: Passwords;
  readonly parser?: URL;
}

/** An open office: what every door, job and command works with. */
export interface Office {
  readonly router: OfficeRouter;
  readonly services: Services;
  readonly paths: DataPaths;
  context(call: CallContext): Context;
  close(): Promise<void>;
}

/** Refuses a file that this program must not touch, before anything writes to it. */
async function inspect(paths: DataPaths, uncleanStop: boolean, checking?: () => void): Promise<void> {
  const size = await stat(paths.database).then(
    (found) => found.size,
    () => null,
  );
  const keyed = await stat(paths.logKey).then(
    () => true,
    () => false,
  );
  if (size === null || (size === 0 && !keyed)) return;
  // SQLite would take an emptied file for a new one.
  if (size === 0) throw new AppError('databaseDamaged', { path: paths.database });
  const connection = openConnection(paths.database, 'read');
  try {
    const found = Number(connection.pragma('user_version', { simple: true }));
    if (found > schemaSteps.length) throw new AppError('databaseNewer', { found, known: schemaSteps.length });
    if (!uncleanStop) return;
    checking?.();
    if (connection.pragma('quick_check(1)', { simple: true }) !== 'ok') {
      throw new AppError('databaseDamaged', { path: paths.database });
    }
  } finally {
    connection.close();
  }
}

/** A copy of the database as it was before its schema changes; synced before the change begins. */
async function keepCopy(connection: Connection, paths: DataPaths, from: number, clock: Clock): Promise<void> {
  await mkdir(paths.copies, { recursive: true, mode: 0o700 });
  const stamp = new Date(clock.now()).toISOString().replaceAll(/[:.]/g, '-');
  const copy = join(paths.copies, `schema-${from}-${stamp}.db`);
  connection.prepare('vacuum into ?').run(copy);
  const file = await openFile(copy, 'r+');
  await file.sync();
  await file.close();
}

/** A connection of its own, held at one moment; what others write meanwhile is not seen, and waits for nothing. */
async function readSnapshot<T>(path: string, work: (db: ReadDb) => Promise<T>): Promise<T> {
  const connection = openConnection(path, 'read');
  // It goes through everything once and meets no page again.
  connection.pragma('cache_size = -8192');
  connection.exec('begin');
  const db = officeDatabase(connection);
  try {
    return await work(db);
  } finally {
    await db.destroy();
    // Kysely closes only what it has asked something.
    connection.close();
  }
}

/**
 * Opens the office in a data folder: takes the lock, checks the file, brings its schema up to date, and puts the
 * service together. The only place that knows all parts.
 * Throws the refusals of the folder and the file (`databaseLocked`, `databaseOnNetwork`, `databaseNewer`, …).
 */
export async function openOffice(options: OfficeOptions): Promise<Office> {
  const clock = options.clock ?? createClock();
  const paths = await prepareDataFolder(options.dataDir);
  const held = await holdDataFolder(paths, clock);
  try {
    return await openHeld(options, clock, paths, held);
  } catch (error) {
    await held.release(false);
    throw error;
  }
}

async function openHeld(
  options: OfficeOptions,
  clock: Clock,
  paths: DataPaths,
  held: HeldFolder,
): Promise<Office> {
  await inspect(paths, held.uncleanStop, options.checking);
  const writer = openConnection(paths.database);
  const checkpoints = openCheckpoints(writer, paths.database, options.log);
  const db = officeDatabase(writer, () => {
    checkpoints.committed();
  });
  try {
    await migrate(db, (from) => keepCopy(writer, paths, from, clock));
    const reader = officeDatabase(openConnection(paths.database, 'read'));
    const changes = createChangeFeed<Topic>('all');
    const objects = objectStore(paths.objects, { now: () => clock.now() });
    const real: Services = {
      db: reader,
      transaction: async (work) => {
        await checkpoints.room();
        try {
          return await db.transaction().execute(work);
        } catch (error) {
          throw explainWriteFailure(error);
        }
      },
      clock,
      hasher: await openHasher(paths.logKey),
      passwords: options.passwords ?? createPasswords(),
      log: options.log,
      changes,
      search: sqliteSearch,
      interactionSearch: sqliteInteractionSearch,
      breathe: () => nextTurn(),
      betweenParts: async () => {
        await checkpoints.betweenParts();
        await nextTurn();
      },
      importFiles: importFiles(join(paths.folder, 'uploads'), options.parser),
      exportFiles: exportFiles(join(paths.folder, 'exports')),
      objects,
      snapshot: (work) => readSnapshot(paths.database, work),
      demo: null,
    };
    // Loaded only where it is wanted: invented names are no part of an office's start.
    const demo = options.demo ? await (await import('./demo/demo-office.ts')).demoOffice(real) : null;
    const services: Services = { ...real, demo };
    await recoverImports(services);
    await recoverExports(services);
    await sweepAttachmentUploads(services);
    await forgetAnswers(services);
    const jobs = options.jobs ? startDailyJobs(services) : null;
    return {
      router,
      services,
      paths,
      context: (call) => ({ ...call, services }),
      async close() {
        await jobs?.stop();
        await stopImports(services);
        await stopExports(services);
        await stopSearch(services);
        changes.close();
        await objects.close();
        await reader.destroy();
        await checkpoints.close();
        await db.destroy();
        await held.release();
      },
    };
  } catch (error) {
    await checkpoints.close();
    await db.destroy();
    throw error;
  }
}
