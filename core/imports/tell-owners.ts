import { tell } from '../notices/index.ts';
import type { Change, Services } from '../rpc/context.ts';
import type { ImportJob } from './import-jobs.repository.ts';

const readAtOnce = 2000;

/** How many customers of an import each person owns: of those that are there, or of those that it has been undone with. */
export async function ownersOf(
  { db, breathe }: Pick<Services, 'db' | 'breathe'>,
  job: ImportJob,
  which: 'there' | 'gone',
): Promise<ReadonlyMap<number, number>> {
  const owners = new Map<number, number>();
  if (job.plan?.columns.some(({ field }) => field === 'owner') !== true) return owners;
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom('customer')
      .select(['id', 'owner_id'])
      .where('import_id', '=', job.id)
      .where('deleted_at', which === 'there' ? 'is' : 'is not', null)
      .where('id', '>', after)
      .orderBy('id')
      .limit(readAtOnce)
      .execute();
    for (const { owner_id: owner } of rows)
      if (owner !== null) owners.set(owner, (owners.get(owner) ?? 0) + 1);
    after = rows.at(-1)?.id ?? 0;
    if (rows.length < readAtOnce) return owners;
    await breathe();
  }
}

/** Tells each of them once, with how many; the person who imported knows. */
export async function tellOwners(
  change: Change,
  job: ImportJob,
  kind: 'broughtByImport' | 'importTakenOut',
  owners: ReadonlyMap<number, number>,
): Promise<void> {
  await tell(
    change,
    [...owners].map(([personId, count]) => ({
      personId,
      kind,
      customerId: null,
      details: { count, name: job.fileName },
    })),
  );
}
