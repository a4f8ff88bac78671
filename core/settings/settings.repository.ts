import { z } from 'zod';
import { noLetterhead, printSetupSchema } from '../printing/print-setup.contract.ts';
import type { ReadDb, WriteDb } from '../shared/database.ts';
import { maskableFields, type ClaimLimit, type ListLayout } from './settings.contract.ts';

const daysByLevel = z.object({
  all: z.int().nullable(),
  A: z.int().nullable(),
  B: z.int().nullable(),
  C: z.int().nullable(),
});
const protectionFigures = z.object({
  interactionDays: daysByLevel,
  dealDays: daysByLevel,
  freshDays: z.int(),
  afterDealDays: z.int().nullable(),
});

/** The groups of settings, each kept and versioned as a whole. */
const groups = {
  general: z.object({
    numberPattern: z.string(),
    idleLockMinutes: z.int(),
    interactionEditHours: z.int(),
    fileLimitMb: z.int(),
  }),
  poolRules: z.object({
    maskedFields: z.array(z.enum(maskableFields)),
    unmaskPerDay: z.int().nullable(),
    reasonRequired: z.boolean(),
  }),
  protection: z.object({
    figures: protectionFigures,
    holdsFrom: z.string().nullable(),
    before: protectionFigures,
    maxLocked: z.int().nullable(),
  }),
  recycleBin: z.object({ emptyAfterDays: z.int().nullable() }),
  printing: printSetupSchema,
};
type Groups = { [Key in keyof typeof groups]: z.infer<(typeof groups)[Key]> };

const never = { all: null, A: null, B: null, C: null };
/** Spec §3.4: each rule is off by default. */
const noFigures: Groups['protection']['figures'] = {
  interactionDays: never,
  dealDays: never,
  freshDays: 0,
  afterDealDays: null,
};

export const defaultSettings: Groups = {
  general: { numberPattern: 'K{000000}', idleLockMinutes: 15, interactionEditHours: 72, fileLimitMb: 200 },
  poolRules: { maskedFields: ['phone', 'fax', 'email'], unmaskPerDay: null, reasonRequired: true },
  protection: { figures: noFigures, holdsFrom: null, before: noFigures, maxLocked: null },
  // Nothing is removed for good before somebody has said so.
  recycleBin: { emptyAfterDays: null },
  printing: { letterhead: noLetterhead, templates: {} },
};

/** One group of settings with its version; the defaults, version 1, where nothing was stored yet. */
export async function readGroup<Key extends keyof Groups>(
  db: ReadDb,
  key: Key,
): Promise<{ value: Groups[Key]; version: number }> {
  const row = await db
    .selectFrom('setting')
    .select(['value', 'version'])
    .where('key', '=', key)
    .executeTakeFirst();
  if (row === undefined) return { value: defaultSettings[key], version: 1 };
  // The schema of the key itself; TypeScript loses the link between key and schema.
  const value = groups[key].parse({ ...defaultSettings[key], ...JSON.parse(row.value) }) as Groups[Key];
  return { value, version: row.version };
}

/** Stores a group if it still has the version that was read; answers whether it had. */
export async function writeGroup<Key extends keyof Groups>(
  trx: WriteDb,
  key: Key,
  version: number,
  value: Groups[Key],
): Promise<boolean> {
  const text = JSON.stringify(value);
  const result = await trx
    .insertInto('setting')
    .values({ key, value: text, version: version + 1 })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({ value: text, version: version + 1 })
        .where('setting.version', '=', version),
    )
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows) === 1;
}

export async function readOfficeName(db: ReadDb): Promise<string | null> {
  const row = await db.selectFrom('office').select('name').executeTakeFirst();
  return row?.name ?? null;
}

export async function writeOfficeName(trx: WriteDb, name: string): Promise<void> {
  await trx.updateTable('office').set({ name }).execute();
}

export async function readClaimLimits(db: ReadDb): Promise<ClaimLimit[]> {
  const rows = await db.selectFrom('claim_limit').selectAll().orderBy('role_id').execute();
  return rows.map((row) => ({
    roleId: row.role_id,
    maxHeld: row.max_held,
    heldWithoutDeals: row.held_without_deals === 1,
    maxClaimsPerDay: row.max_claims_per_day,
    coolDownDays: row.cool_down_days,
  }));
}

/** Replaces the limits of all roles. */
export async function writeClaimLimits(trx: WriteDb, limits: readonly ClaimLimit[]): Promise<void> {
  await trx.deleteFrom('claim_limit').execute();
  if (limits.length === 0) return;
  const rows = limits.map((limit) => ({
    role_id: limit.roleId,
    max_held: limit.maxHeld,
    held_without_deals: limit.heldWithoutDeals ? 1 : 0,
    max_claims_per_day: limit.maxClaimsPerDay,
    cool_down_days: limit.coolDownDays,
  }));
  await trx.insertInto('claim_limit').values(rows).execute();
}

export async function existingRoleIds(db: ReadDb): Promise<Set<number>> {
  const rows = await db.selectFrom('role').select('id').execute();
  return new Set(rows.map((row) => row.id));
}

const layoutShape = z.object({
  columns: z.array(z.object({ key: z.string(), width: z.number(), shown: z.boolean() })),
  density: z.enum(['comfortable', 'compact']),
  sort: z.object({ by: z.string(), direction: z.enum(['asc', 'desc']) }).nullable(),
  pane: z.boolean(),
});

/** How a person likes a list; null before the first change, and where a stored layout is no longer understood. */
export async function readLayout(db: ReadDb, personId: number, list: string): Promise<ListLayout | null> {
  const row = await db
    .selectFrom('list_layout')
    .select('layout')
    .where('person_id', '=', personId)
    .where('list', '=', list)
    .executeTakeFirst();
  return row === undefined ? null : (layoutShape.safeParse(JSON.parse(row.layout)).data ?? null);
}

export async function writeLayout(
  trx: WriteDb,
  personId: number,
  list: string,
  layout: ListLayout,
): Promise<void> {
  const text = JSON.stringify(layout);
  await trx
    .insertInto('list_layout')
    .values({ person_id: personId, list, layout: text })
    .onConflict((conflict) => conflict.columns(['person_id', 'list']).doUpdateSet({ layout: text }))
    .execute();
}
