import { makeChange } from '../changes/index.ts';
import { createDefaultChoices } from '../choices/index.ts';
import { logOperation } from '../log/index.ts';
import { createBuiltInRoles, insertPerson, personName, writeRolesOf } from '../people/index.ts';
import type { Context, Services } from '../rpc/context.ts';
import { officeNameMax } from '../settings/index.ts';
import { AppError } from '../shared/errors.ts';
import type { WriteDb } from '../shared/database.ts';
import { isoNow } from '../shared/ports.ts';
import { requiredText } from '../shared/required-text.ts';
import { checkPassword } from './password-rules.ts';
import type { Me } from './sessions.contract.ts';
import { insertOffice, officeExists } from './sessions.repository.ts';
import { enter, openSession } from './sign-in.ts';

/** The office and its first person. */
export interface OfficeInput {
  readonly officeName: string;
  readonly personName: string;
  readonly password: string;
}

/**
 * Creates the office in an empty database: name, built-in roles, lists of choices, and the first person, who is
 * administrator and clerk until changed (spec §12). Of two who try at once exactly one succeeds. `also` runs in the
 * same transaction. Throws `officeExists`, `invalidInput`, `tooBusy`.
 */
export async function createOffice<Answer>(
  services: Services,
  input: OfficeInput,
  how: { readonly device: string; readonly mustChangePassword: boolean },
  also: (trx: WriteDb, personId: number) => Promise<Answer>,
): Promise<Answer> {
  const officeName = requiredText('officeName', input.officeName, officeNameMax);
  const { name, nameKey } = personName('personName', input.personName);
  // Before hashing: nobody may keep the host of an existing office busy this way.
  if (await officeExists(services.db)) throw new AppError('officeExists');
  const passwordHash = await services.passwords.hash(input.password);
  return makeChange(services, null, async ({ trx }) => {
    if (await officeExists(trx)) throw new AppError('officeExists');
    const at = isoNow(services.clock);
    await insertOffice(trx, officeName, at);
    const roles = await createBuiltInRoles(trx);
    await createDefaultChoices(trx);
    const { mustChangePassword, device } = how;
    const values = {
      name,
      nameKey,
      departmentId: null,
      superiorId: null,
      passwordHash,
      mustChangePassword,
      at,
    };
    const id = await insertPerson(trx, values);
    await writeRolesOf(trx, id, [roles.administrator, roles.clerk]);
    const after = { officeName, person: name };
    const actor = { id, device };
    await logOperation({ trx, services, actor }, { action: 'created', entity: 'office', entityId: 1, after });
    return also(trx, id);
  });
}

/** The first-start dialog: creates the office and signs its first person in. Throws also `passwordTooShort`, `passwordTooCommon`. */
export async function firstStart(context: Context, input: OfficeInput): Promise<Me> {
  const { services, device } = context;
  if (await officeExists(services.db)) throw new AppError('officeExists');
  checkPassword('password', input.password, input.personName);
  const token = await createOffice(services, input, { device, mustChangePassword: false }, (trx, personId) =>
    openSession({ trx, services }, context, personId),
  );
  return enter(context, token);
}
