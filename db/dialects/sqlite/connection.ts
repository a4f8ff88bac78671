import BetterSqlite, { type Database as Connection } from 'better-sqlite3';
import { AppError } from '#core/shared/errors.ts';

export type { Connection };

/** "KCHI": says in the file's head that it is ours. */
const applicationId = 0x4b434849;
const oldestSqlite = [3, 51, 3];

/** SQLite before 3.51.3 can lose pages when a checkpoint races a writer (sqlite.org, WAL-reset bug). */
function assertSqliteVersion(connection: Connection): void {
  const version = String(connection.prepare('select sqlite_version()').pluck().get());
  const parts = version.split('.').map(Number);
  for (const [at, least] of oldestSqlite.entries()) {
    const part = parts[at] ?? 0;
    if (part > least) return;
    if (part < least) throw new AppError('sqliteTooOld', { version });
  }
}

function set(
  connection: Connection,
  pragma: string,
  value: string | number,
  expected: unknown = value,
): void {
  connection.pragma(`${pragma} = ${value}`);
  const answer: unknown = connection.pragma(pragma, { simple: true });
  if (answer !== expected)
    throw new Error(`PRAGMA ${pragma} answered ${String(answer)}, not ${String(expected)}`);
}

/**
 * Opens the office's database file with every setting that durability and safety rest on, each one asserted:
 * better-sqlite3 falls to `synchronous=NORMAL` by itself in WAL mode, which loses acknowledged changes on power loss.
 * Throws `databaseDamaged` (the file is left as it is), `databaseForeign` or `sqliteTooOld`.
 */
export function openConnection(path: string, access: 'write' | 'read' = 'write'): Connection {
  let connection: Connection;
  try {
    connection = new BetterSqlite(path, { timeout: 250, readonly: access === 'read' });
  } catch (error) {
    throw explain(error);
  }
  try {
    assertSqliteVersion(connection);
    const id = Number(connection.pragma('application_id', { simple: true }));
    const tables = Number(connection.prepare('select count(*) from sqlite_schema').pluck().get());
    if (id !== applicationId && tables > 0) throw new AppError('databaseForeign');
    if (access === 'write') {
      if (path !== ':memory:') set(connection, 'journal_mode', 'wal');
      set(connection, 'synchronous', 'full', 2);
      set(connection, 'wal_autocheckpoint', 1000);
      set(connection, 'journal_size_limit', 64 * 1024 * 1024);
      if (tables === 0) set(connection, 'application_id', applicationId);
    } else {
      set(connection, 'query_only', 'on', 1);
    }
    set(connection, 'foreign_keys', 'on', 1);
    set(connection, 'trusted_schema', 'off', 0);
    set(connection, 'cell_size_check', 'on', 1);
    connection.pragma('mmap_size = 0');
    set(connection, 'temp_store', 'memory', 2);
    set(connection, 'cache_size', -32_768);
    if (process.platform === 'darwin') {
      set(connection, 'fullfsync', 'on', 1);
      set(connection, 'checkpoint_fullfsync', 'on', 1);
    }
    return connection;
  } catch (error) {
    connection.close();
    throw explain(error);
  }
}

function explain(error: unknown): unknown {
  const code = error instanceof BetterSqlite.SqliteError ? error.code : '';
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return new AppError('databaseDamaged', {}, { cause: error });
  }
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE')
    return new AppError('diskFull', {}, { cause: error });
  if (code === 'SQLITE_CANTOPEN' || code === 'SQLITE_READONLY') {
    return new AppError('folderNotWritable', {}, { cause: error });
  }
  return error;
}

/** A full disk is a refusal like any other; everything else passes unchanged. */
export function explainWriteFailure(error: unknown): unknown {
  return error instanceof BetterSqlite.SqliteError ? explain(error) : error;
}

/**
 * Makes this process the only one that may write in the folder: a tiny database file held by an exclusive
 * transaction, which the operating system releases when the process ends, however it ends.
 * Keep the returned connection referenced; closing it gives the folder free. Throws `databaseLocked`.
 */
export function holdInstanceLock(path: string): Connection {
  const lock = new BetterSqlite(path, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof BetterSqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new AppError('databaseLocked', {}, { cause: error });
    }
    throw error;
  }
}
