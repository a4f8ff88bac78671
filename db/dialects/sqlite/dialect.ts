import {
  CompiledQuery,
  Kysely,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Driver,
  type SqliteDialectConfig,
} from 'kysely';
import type { Database } from '#db/schema/index.ts';
import type { Connection } from './connection.ts';

/** Writing transactions take the write lock at once: one that upgrades later fails whatever the timeout. */
class ImmediateDriver extends SqliteDriver {
  readonly #committed: () => void;

  constructor(config: SqliteDialectConfig, committed: () => void) {
    super(config);
    this.#committed = committed;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection);
    this.#committed();
  }
}

const maxStatements = 400;

class OfficeDialect extends SqliteDialect {
  readonly #connection: Connection;
  readonly #committed: () => void;

  constructor(connection: Connection, committed: () => void) {
    super({ database: connection });
    this.#connection = connection;
    this.#committed = committed;
  }

  override createDriver(): Driver {
    const connection = this.#connection;
    const statements = new Map<string, ReturnType<Connection['prepare']>>();
    const prepare = (text: string) => {
      const known = statements.get(text);
      if (known !== undefined && !known.busy) return known;
      const statement = connection.prepare(text);
      if (statements.size >= maxStatements) statements.delete(statements.keys().next().value ?? '');
      statements.set(text, statement);
      return statement;
    };
    // The stock driver asks for no more of its database than these two.
    return new ImmediateDriver({ database: { prepare, close: () => connection.close() } }, this.#committed);
  }
}

/**
 * A typed query builder over one connection, with prepared statements kept. Destroying it closes the connection.
 * `committed` is called after each commit, before another transaction can begin.
 */
export function officeDatabase(
  connection: Connection,
  committed: () => void = () => undefined,
): Kysely<Database> {
  return new Kysely<Database>({ dialect: new OfficeDialect(connection, committed) });
}
