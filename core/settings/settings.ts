import { differences, logOperation } from '../log/index.ts';
import type { Change } from '../rpc/context.ts';
import type { ReadDb } from '../shared/database.ts';
import { AppError, type ErrorParams } from '../shared/errors.ts';
import { isLocalDate } from '../shared/local-date.ts';
import { parsePattern } from '../shared/numbering.ts';
import { requiredText } from '../shared/required-text.ts';
import type { OfficeSettings, PoolRules, ProtectionRules } from './settings.contract.ts';
import {
  existingRoleIds,
  readClaimLimits,
  readGroup,
  readOfficeName,
  writeClaimLimits,
  writeGroup,
  writeOfficeName,
} from './settings.repository.ts';

/** Longest name of an office, in code points. */
export const officeNameMax = 100;

/** The settings of the office (spec §12, §13); defaults where nothing was changed. */
export async function loadOfficeSettings(db: ReadDb): Promise<OfficeSettings> {
  const { value, version } = await readGroup(db, 'general');
  return { officeName: (await readOfficeName(db)) ?? '', ...value, version };
}

/** The rules of the pool with the claim limits of every role (spec §3.3, §3.5, §3.7). */
export async function loadPoolRules(db: ReadDb): Promise<PoolRules> {
  const { value, version } = await readGroup(db, 'poolRules');
  return { ...value, limits: await readClaimLimits(db), version };
}

/** The rules of automatic return (spec §3.4). */
export async function loadProtectionRules(db: ReadDb): Promise<ProtectionRules> {
  const { value, version } = await readGroup(db, 'protection');
  return { ...value, version };
}

/** What the log says of the rules: each figure by itself. */
const protectionValues = ({ figures, holdsFrom, maxLocked }: ProtectionRules) => ({
  ...figures,
  holdsFrom,
  maxLocked,
});

/**
 * New rules of automatic return from a day on; until then those hold that hold today. Throws `conflict`, and
 * `invalidInput` for a day that is past.
 */
export async function updateProtectionRules(
  change: Change,
  input: Omit<ProtectionRules, 'before' | 'holdsFrom'> & { readonly holdsFrom: string },
): Promise<ProtectionRules> {
  const { trx, touched, services } = change;
  const today = services.clock.today();
  const { figures, holdsFrom, maxLocked, version } = input;
  const problem = !isLocalDate(holdsFrom) ? 'notADay' : holdsFrom < today ? 'dayPast' : null;
  if (problem !== null)
    throw new AppError('invalidInput', {}, { fields: [{ path: 'holdsFrom', code: problem }] });
  const stored = await loadProtectionRules(trx);
  const inForce = stored.holdsFrom !== null && stored.holdsFrom <= today ? stored.figures : stored.before;
  const values = { figures, holdsFrom, before: inForce, maxLocked };
  const written = await writeGroup(trx, 'protection', version, values);
  if (!written || stored.version !== version) throw new AppError('conflict', {}, { data: stored });
  const after = await loadProtectionRules(trx);
  const changed = differences<Record<string, unknown>>(protectionValues(stored), protectionValues(after));
  if (changed !== null) {
    await logOperation(change, {
      action: 'protectionUpdated',
      entity: 'setting',
      entityId: null,
      ...changed,
    });
    // Every list says when a customer falls back.
    touched.add('settings').add('customers');
  }
  return after;
}

const patternRefusals = {
  noCounter: 'patternNoCounter',
  twoCounters: 'patternTwoCounters',
  unknownToken: 'patternUnknownToken',
  tooLong: 'patternTooLong',
} as const;
/** Longest pattern that core/shared/numbering reads. */
const patternMax = 40;

function checkPattern(text: string): string {
  const numberPattern = requiredText('numberPattern', text, 400);
  const parsed = parsePattern(numberPattern);
  if (typeof parsed !== 'string') return numberPattern;
  const params: ErrorParams = parsed === 'tooLong' ? { max: patternMax } : {};
  throw new AppError(patternRefusals[parsed], params, { field: 'numberPattern' });
}

/** Changes name, numbering pattern and idle lock. Throws `conflict`, `invalidInput`, `pattern…`. */
export async function updateSettings(
  change: Change,
  input: Omit<OfficeSettings, 'interactionEditHours' | 'fileLimitMb'> & {
    readonly interactionEditHours?: number | undefined;
    readonly fileLimitMb?: number | undefined;
  },
): Promise<OfficeSettings> {
  const { trx, touched } = change;
  const officeName = requiredText('officeName', input.officeName, officeNameMax);
  const numberPattern = checkPattern(input.numberPattern);
  const { idleLockMinutes } = input;
  const before = await loadOfficeSettings(trx);
  const { interactionEditHours = before.interactionEditHours, fileLimitMb = before.fileLimitMb } = input;
  const written = await writeGroup(trx, 'general', input.version, {
    numberPattern,
    idleLockMinutes,
    interactionEditHours,
    fileLimitMb,
  });
  if (!written || before.version !== input.version) throw new AppError('conflict', {}, { data: before });
  await writeOfficeName(trx, officeName);
  const after = await loadOfficeSettings(trx);
  const changed = differences(withoutVersion(before), withoutVersion(after));
  if (changed !== null) {
    await logOperation(change, { action: 'updated', entity: 'setting', entityId: null, ...changed });
    touched.add('settings');
  }
  return after;
}

/** Changes masking and claim limits. Throws `conflict`, `invalidInput` (unknown or doubled role). */
export async function updatePoolRules(change: Change, input: PoolRules): Promise<PoolRules> {
  const { trx, touched } = change;
  const roles = await existingRoleIds(trx);
  const named = input.limits.map((limit) => limit.roleId);
  if (new Set(named).size !== named.length || named.some((id) => !roles.has(id))) {
    throw new AppError('invalidInput', {}, { fields: [{ path: 'limits', code: 'roleUnknown' }] });
  }
  const before = await loadPoolRules(trx);
  const { version, limits, unmaskPerDay, reasonRequired } = input;
  const maskedFields = [...new Set(input.maskedFields)];
  const written = await writeGroup(trx, 'poolRules', version, { maskedFields, unmaskPerDay, reasonRequired });
  if (!written || before.version !== version) throw new AppError('conflict', {}, { data: before });
  await writeClaimLimits(trx, limits);
  const after = await loadPoolRules(trx);
  const changed = differences(withoutVersion(before), withoutVersion(after));
  if (changed !== null) {
    await logOperation(change, { action: 'poolRulesUpdated', entity: 'setting', entityId: null, ...changed });
    // What is masked shows in every list of the pool.
    touched.add('settings').add('customers');
  }
  return after;
}

function withoutVersion<T extends { version: number }>(record: T): Omit<T, 'version'> {
  const { version: _, ...rest } = record;
  return rest;
}
