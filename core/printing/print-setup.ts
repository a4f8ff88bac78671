import { differences, logOperation } from '../log/index.ts';
import type { Change } from '../rpc/context.ts';
import { readSettings, writeSettings } from '../settings/index.ts';
import type { ReadDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import { bytesOfBase64, pictureOf } from './picture.ts';
import { printSetupLimits, type PrintSetup } from './print-setup.contract.ts';

export interface StoredPrintSetup extends PrintSetup {
  readonly version: number;
}

/** The office's letterhead and templates; the usual ones where nothing was changed. */
export async function loadPrintSetup(db: ReadDb): Promise<StoredPrintSetup> {
  const { value, version } = await readSettings(db, 'printing');
  return { ...value, version };
}

/** Refuses what only says that it is a picture (`logoUnknown`), and what is larger than a letterhead needs (`logoTooLarge`). */
function checkLogo(logo: string): void {
  const [head = '', text = ''] = logo.split(',', 2);
  const bytes = bytesOfBase64(text);
  const picture = bytes === null ? null : pictureOf(bytes);
  if (bytes === null || picture === null || head !== `data:image/${picture.type};base64`)
    throw new AppError('logoUnknown', {}, { field: 'letterhead.logo' });
  const { logoBytes, logoPixels } = printSetupLimits;
  if (bytes.length > logoBytes || picture.width > logoPixels || picture.height > logoPixels)
    throw new AppError(
      'logoTooLarge',
      { kilobytes: logoBytes / 1024, pixels: logoPixels },
      { field: 'letterhead.logo' },
    );
}

/** What the log says of it: a picture by what tells it from another. */
function logged({ services }: Change, { letterhead: { logo, ...texts }, templates }: PrintSetup) {
  return { ...texts, logo: logo === null ? null : services.hasher.sha256(logo).slice(0, 8), templates };
}

/** Keeps letterhead and templates. Throws `conflict` with what somebody else has saved, `logoUnknown`, `logoTooLarge`. */
export async function savePrintSetup(
  change: Change,
  { version, ...setup }: PrintSetup & { readonly version: number },
): Promise<StoredPrintSetup> {
  const { trx, touched } = change;
  if (setup.letterhead.logo !== null) checkLogo(setup.letterhead.logo);
  const before = await loadPrintSetup(trx);
  const written = await writeSettings(trx, 'printing', version, setup);
  if (!written || before.version !== version) throw new AppError('conflict', {}, { data: before });
  const after = await loadPrintSetup(trx);
  const was = logged(change, before);
  const is = logged(change, after);
  const changed = differences<Record<string, unknown>>(was, is);
  if (changed === null) return after;
  const kinds = Object.keys({ ...was.templates, ...is.templates });
  await logOperation(change, {
    action: 'printSetupUpdated',
    entity: 'setting',
    entityId: null,
    before: { ...changed.before, ...('templates' in changed.before && { templates: null }) },
    after: { ...changed.after, ...('templates' in changed.after && { templates: kinds }) },
  });
  touched.add('settings');
  return after;
}
