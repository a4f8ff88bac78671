import type { Kysely, Transaction } from 'kysely';
import type { Database } from '#db/schema/index.ts';

/** A connection that a query can read from and never write through; a transaction passes as one too. */
export type ReadDb = Pick<Kysely<Database>, 'selectFrom' | 'with' | 'withRecursive' | 'fn' | 'getExecutor'>;

/** An open writing transaction: the only thing a change can be made through. */
export type WriteDb = Transaction<Database>;

/**
 * What a commit waits for. `synchronous`: it outlasts a power cut before anybody is told of it. `asynchronous`, for the parts of
 * a longer work of which only the end is told: it outlasts the program's end, and a power cut from the next synchronous one on;
 * a power cut before takes the last parts whole and in their order.
 */
export type Commit = 'synchronous' | 'asynchronous';
