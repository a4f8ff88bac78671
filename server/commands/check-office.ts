import { access } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { indexTokens } from '#core/customers/search-text.ts';
import { verifyLog } from '#core/log/operation-log.ts';
import { AppError } from '#core/shared/errors.ts';
import { openConnection, type Connection } from '#db/dialects/sqlite/connection.ts';
import { officeDatabase } from '#db/dialects/sqlite/dialect.ts';
import { verifyFile, verifyOwners, verifySearch } from '#db/dialects/sqlite/verify.ts';
import { schemaSteps } from '#db/migrations/index.ts';
import { objectStore } from '../attachments/object-store.ts';
import { createClock } from '../platform/clock.ts';
import { dataPaths, holdDataFolder, type DataPaths } from '../platform/data-folder.ts';
import { openHasher } from '../platform/hasher.ts';
import { assertLocalPath } from '../platform/local-path.ts';

/** Something in the data that should not be so. `customers` and `places` name the first twenty. */
export type Finding =
  | { readonly check: 'damaged'; readonly places: readonly string[] }
  | { readonly check: 'unreadable'; readonly part: CheckedPart }
  | { readonly check: 'references'; readonly count: number }
  | { readonly check: 'logKeyMissing' }
  | { readonly check: 'log'; readonly line: number }
  /** Stored files that are missing or changed; `files` are the first twenty, by their names in the store. */
  | { readonly check: 'files'; readonly count: number; readonly files: readonly string[] }
  | { readonly check: 'search' | 'owner'; readonly count: number; readonly customers: readonly number[] };

export type CheckedPart = 'file' | 'log' | 'search' | 'owner' | 'files';

export interface CheckAnswer {
  readonly findings: readonly Finding[];
  /** Lines of the operation log up to the first bad one: to compare with what was noted elsewhere, as a log whose end was cut off is whole in itself. */
  readonly logLines: number;
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

const listed = (check: 'search' | 'owner', ids: readonly number[]): Finding[] =>
  ids.length === 0 ? [] : [{ check, count: ids.length, customers: ids.slice(0, 20) }];

async function checkLog(connection: Connection, paths: DataPaths): Promise<CheckAnswer> {
  // A new key would be made where there is none, and would hide that the old one is lost.
  if (!(await exists(paths.logKey))) return { findings: [{ check: 'logKeyMissing' }], logLines: 0 };
  const hasher = await openHasher(paths.logKey);
  const { lines, firstBad } = await verifyLog(officeDatabase(connection), hasher, () => nextTurn());
  return { findings: firstBad === null ? [] : [{ check: 'log', line: firstBad }], logLines: lines };
}

/** Reads every stored file that a record refers to, and compares it with its name. */
async function checkFiles(connection: Connection, paths: DataPaths): Promise<Finding[]> {
  const store = objectStore(paths.objects);
  const db = officeDatabase(connection);
  const wrong: string[] = [];
  let last = 0;
  for (;;) {
    const rows = await db
      .selectFrom('stored_object')
      .select(['id', 'sha256', 'bytes'])
      .where('unreferenced_at', 'is', null)
      .where('id', '>', last)
      .orderBy('id')
      .limit(500)
      .execute();
    for (const row of rows) if ((await store.check(row)) !== null) wrong.push(row.sha256);
    const end = rows.at(-1);
    if (end === undefined) break;
    last = end.id;
  }
  return wrong.length === 0 ? [] : [{ check: 'files', count: wrong.length, files: wrong.slice(0, 20) }];
}

async function checkAll(connection: Connection, paths: DataPaths): Promise<CheckAnswer> {
  const findings: Finding[] = [];
  let logLines = 0;
  /** Damage makes single checks fail: the others still tell how far it reaches. */
  const part = async (name: CheckedPart, check: () => readonly Finding[] | Promise<readonly Finding[]>) => {
    try {
      findings.push(...(await check()));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      const damaged =
        code.startsWith('SQLITE_') || (error instanceof AppError && error.code === 'databaseDamaged');
      if (!damaged) throw error;
      findings.push({ check: 'unreadable', part: name });
    }
  };
  await part('file', () => {
    const { damage, references } = verifyFile(connection);
    return [
      ...(damage.length > 0 ? [{ check: 'damaged' as const, places: damage }] : []),
      ...(references > 0 ? [{ check: 'references' as const, count: references }] : []),
    ];
  });
  await part('log', async () => {
    const log = await checkLog(connection, paths);
    logLines = log.logLines;
    return log.findings;
  });
  await part('search', async () =>
    listed('search', await verifySearch(connection, indexTokens, () => nextTurn())),
  );
  await part('owner', () => listed('owner', verifyOwners(connection)));
  // Last, because it takes longest: it reads all that is stored.
  await part('files', () => checkFiles(connection, paths));
  return { findings, logLines };
}

/**
 * Checks an office's data without changing it: the file, the chain of the operation log, the search index against the
 * customers, the owner of each customer against its events, stored files against their hashes. Holds the folder meanwhile. Null where there is no office.
 * Throws `databaseLocked` while the service runs, `databaseNewer`, and the refusals of opening the file.
 */
export async function checkOffice(dataDir: string): Promise<CheckAnswer | null> {
  await assertLocalPath(dataDir);
  const paths = dataPaths(dataDir);
  if (!(await exists(paths.database))) return null;
  const held = await holdDataFolder(paths, createClock());
  try {
    const connection = openConnection(paths.database, 'read');
    try {
      const found = Number(connection.pragma('user_version', { simple: true }));
      if (found === 0) return null;
      if (found > schemaSteps.length)
        throw new AppError('databaseNewer', { found, known: schemaSteps.length });
      return await checkAll(connection, paths);
    } finally {
      connection.close();
    }
  } finally {
    // What this command found out is no orderly stop of the office.
    await held.release(false);
  }
}
