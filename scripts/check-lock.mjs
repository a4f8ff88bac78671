// package-lock.json must hold every platform's packages and no address.
// A package published without the binding of some platform installs fine here and fails with `npm ci` there ("Missing: x
// from lock file"); an address would tie the clone to the registry it was made with.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './lib.mjs';

/**
 * @param {{ packages: Record<string, { optionalDependencies?: Record<string, string>, resolved?: string }> }} lock
 * @returns {string[]} one line for each thing that is wrong
 */
export function checkLock(lock) {
  const problems = [];
  for (const [place, entry] of Object.entries(lock.packages)) {
    if (entry.resolved !== undefined) problems.push(`${place}: carries an address ("resolved")`);
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!isLocked(lock.packages, place, name)) problems.push(`${place}: ${name} is missing from the lock`);
    }
  }
  return problems;
}

/**
 * Looks where Node would: beside the package that wants it, then further and further up.
 * @param {Record<string, unknown>} packages @param {string} place @param {string} name
 */
function isLocked(packages, place, name) {
  let folder = place;
  for (;;) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (!folder) return false;
    folder = folder.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '');
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const problems = checkLock(JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')));
  process.stdout.write(problems.length ? `${problems.join('\n')}\n` : 'package-lock.json is complete.\n');
  process.exitCode = problems.length ? 1 : 0;
}
