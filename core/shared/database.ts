import type { Kysely, Transaction } from 'kysely';
import type { Database } from '#db/schema/index.ts';

/** A connection that a query can read from and never write through; a transaction passes as one too. */
export type ReadDb = Pick<Kysely<Database>, 'selectFrom' | 'with' | 'withRecursive' | 'fn' | 'getExecutor'>;

/** An open writing transaction: the only thing a change can be made through. */
export type WriteDb = Transaction<Database>;
