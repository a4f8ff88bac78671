import type { WriteDb } from '../shared/database.ts';
import type { Hasher } from '../shared/ports.ts';

/**
 * The two names under which failed sign-ins of a person are counted: at the office host itself, and over the network,
 * so that nobody on the network can keep a person from signing in at the host. A hash, because people type their
 * password where the name belongs.
 */
export function signInSubjects(
  hasher: Hasher,
  nameKey: string,
): { readonly local: string; readonly network: string } {
  const name = hasher.sha256(`sign-in ${nameKey}`).slice(0, 32);
  return { local: `person:${name}@local`, network: `person:${name}` };
}

/** Forgets the failed sign-ins of a person: the administrator has just given a new password. */
export async function forgetFailures(trx: WriteDb, hasher: Hasher, nameKey: string): Promise<void> {
  const { local, network } = signInSubjects(hasher, nameKey);
  await trx.deleteFrom('sign_in_failure').where('subject', 'in', [local, network]).execute();
}
