import { open } from 'node:fs/promises';
import type { Kysely, Transaction } from 'kysely';
import type { Commit } from '#core/shared/database.ts';
import type { Database } from '#db/schema/index.ts';
import { setDurability, type Connection } from './connection.ts';

type Transact = <T>(work: (trx: Transaction<Database>) => Promise<T>, commit?: Commit) => Promise<T>;

/** Waits, in one of Node's own threads, until what was written to a file is on the disk. */
async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Immediate transactions on the connection of `db`, one after another. An asynchronous commit does not wait for the disk, and
 * neither does anybody else who is answered by this thread; the next synchronous one is answered only when the log, with all
 * that was committed before, is on the disk, whether it has written anything itself or not.
 */
export function transactions(db: Kysely<Database>, connection: Connection, sync = syncFile): Transact {
  /** Counts asynchronous commits; those up to `synced` are on the disk. */
  let committed = 0;
  let synced = 0;

  async function settle(): Promise<void> {
    if (synced === committed) return;
    const upTo = committed;
    // SQLite's locks are on other files than the log: closing it releases none.
    await sync(`${connection.name}-wal`);
    synced = Math.max(synced, upTo);
  }

  return async (work, commit = 'synchronous') => {
    if (commit === 'synchronous') {
      // What others left behind first, beside this thread: the commit has little to wait for then.
      await settle();
      const answer = await db.transaction().execute(work);
      await settle();
      return answer;
    }
    return db.connection().execute(async (only) => {
      setDurability(connection, 'asynchronous');
      try {
        const answer = await only.transaction().execute(work);
        committed++;
        return answer;
      } finally {
        setDurability(connection, 'synchronous');
      }
    });
  };
}
