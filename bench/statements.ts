import BetterSqlite from 'better-sqlite3';

interface Asking {
  readonly source: string;
  all: (this: Asking, ...values: unknown[]) => unknown[];
}

/** Session, rights and settings are asked at each call, whatever it is about. */
const ofCustomers = /\bcustomer/;

let spent = 0;
let watching = false;

/** From now on adds up the time that this process waits for what it asks the database about customers. */
function watch(): void {
  if (watching) return;
  watching = true;
  const connection = new BetterSqlite(':memory:');
  const statement = Object.getPrototypeOf(connection.prepare('select 1')) as Asking;
  connection.close();
  const plain = Reflect.get(statement, 'all') as Asking['all'];
  statement.all = function timed(...values) {
    const began = performance.now();
    try {
      return plain.apply(this, values);
    } finally {
      if (ofCustomers.test(this.source)) spent += performance.now() - began;
    }
  };
}

/** Milliseconds of `work` that its statements about customers took. */
export async function inDatabase(work: () => Promise<unknown>): Promise<number> {
  watch();
  spent = 0;
  await work();
  return spent;
}
