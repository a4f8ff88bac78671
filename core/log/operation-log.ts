import type { LoggedEntity } from '../operations/operations.contract.ts';
import type { Change } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { canonicalJson } from '../shared/canonical-json.ts';
import { insertMany } from '../shared/insert-many.ts';
import { isoNow, type Breathe, type Hasher } from '../shared/ports.ts';

/** One line of the operation log (spec §15). `before` and `after` hold only what changed; never a secret. */
export interface LogLine {
  readonly action: string;
  readonly entity: LoggedEntity;
  readonly entityId: number | null;
  readonly before?: Readonly<Record<string, unknown>> | null;
  readonly after?: Readonly<Record<string, unknown>> | null;
}

interface HashedLine {
  readonly seq: number;
  readonly at: string;
  readonly person_id: number | null;
  readonly device: string;
  readonly action: string;
  readonly entity: string;
  readonly entity_id: number | null;
  readonly before: string | null;
  readonly after: string | null;
}

const chainStart = 'kechi';

function hashOf(hasher: Hasher, previous: string, line: HashedLine): string {
  return hasher.chain(`${previous}\n${canonicalJson(line)}`);
}

/** Rows of one statement: enough to spare most of its cost, few enough that its texts stay small. */
const rowsPerStatement = 25;

type LoggingChange = Pick<Change, 'trx' | 'services'> & {
  actor: { id: number; device: string } | null;
  device?: string;
};

/** Appends in the transaction of the change itself, chained to the line before. */
export async function logOperation(change: LoggingChange, line: LogLine): Promise<void> {
  await logOperations(change, [line]);
}

/** As {@link logOperation}, for many lines at once, in their order. */
export async function logOperations(change: LoggingChange, lines: readonly LogLine[]): Promise<void> {
  const { trx, services, actor } = change;
  const last = await trx
    .selectFrom('operation_log')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  let seq = last?.seq ?? 0;
  let hash = last?.hash ?? chainStart;
  const at = isoNow(services.clock);
  const rows = lines.map((line) => {
    seq += 1;
    const row: HashedLine = {
      seq,
      at,
      person_id: actor?.id ?? null,
      device: actor?.device ?? change.device ?? '',
      action: line.action,
      entity: line.entity,
      entity_id: line.entityId,
      before: line.before == null ? null : JSON.stringify(line.before),
      after: line.after == null ? null : JSON.stringify(line.after),
    };
    hash = hashOf(services.hasher, hash, row);
    return { ...row, hash };
  });
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    await insertMany(trx, 'operation_log', rows.slice(from, from + rowsPerStatement));
  }
}

/** What differs between two states of a record: the fields with their values before and after; null when nothing. */
export function differences<T extends Readonly<Record<string, unknown>>>(
  before: T,
  after: T,
): { before: Record<string, unknown>; after: Record<string, unknown> } | null {
  const changed = Object.keys(after).filter(
    (key) => canonicalJson(before[key]) !== canonicalJson(after[key]),
  );
  if (changed.length === 0) return null;
  const pick = (from: T) => Object.fromEntries(changed.map((key) => [key, from[key]]));
  return { before: pick(before), after: pick(after) };
}

/**
 * Walks the whole chain. Answers the first line that does not follow from the one before (edited, removed,
 * inserted, reordered), or null. A cut-off tail is only seen by comparing `lines` with what was remembered outside.
 */
export async function verifyLog(
  db: ReadDb,
  hasher: Hasher,
  breathe: Breathe,
): Promise<{ lines: number; firstBad: number | null }> {
  let previous = chainStart;
  let seq = 0;
  for (;;) {
    const rows = await db
      .selectFrom('operation_log')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(1000)
      .execute();
    if (rows.length === 0) return { lines: seq, firstBad: null };
    for (const { hash, ...line } of rows) {
      if (line.seq !== seq + 1 || hash !== hashOf(hasher, previous, line))
        return { lines: seq, firstBad: seq + 1 };
      previous = hash;
      seq = line.seq;
    }
    await breathe();
  }
}
