import { nothingSeen } from './classify.ts';
import type { Counts } from './import-jobs.repository.ts';
import { countNewValues } from './import-choices.ts';
import type { Treatment } from './import-plan.contract.ts';
import { insertRows, type NotedRow } from './import-rows.repository.ts';
import type { NewValue } from './imports.contract.ts';
import { noted, notedRejected, notedSimilar } from './noted.ts';
import {
  columnOf,
  contactsAmong,
  decide,
  joining,
  noCounts,
  readBatches,
  type Decided,
  type Pass,
} from './pass.ts';
import { ownerTally } from './possible-owners.ts';
import type { UsableRow } from './row-rules.ts';
import { similarNames } from './similar-names.ts';
import { sortContacts, type ContactsSeen } from './write-contacts.ts';

/** Rows of a file of contacts as a check sorts them. */
async function judgedContacts(
  { services, actor, rules }: Pass,
  rows: readonly UsableRow[],
  seen: ContactsSeen,
): Promise<Pick<Decided, 'fresh' | 'duplicates' | 'refused'>> {
  const { found, refused } = await sortContacts(services.db, actor, rows, seen, rules);
  return {
    fresh: found.flatMap(({ row, problem }) => (problem === null ? [row] : [])),
    duplicates: found.flatMap(({ row, problem, customerId }) =>
      problem === null ? [] : [{ row, problem, customerId }],
    ),
    refused,
  };
}

const nothingBecomes = (): Treatment => 'skip';

/**
 * Goes through the whole file and writes down what an import would do with each row; the register is not touched. Answers the
 * values that the office does not know.
 */
export async function checkPass(pass: Pass): Promise<{ counts: Counts; newValues: NewValue[] }> {
  const { services, job, rules, progress } = pass;
  const seen = nothingSeen();
  const values = countNewValues();
  const findSimilar = await similarNames(services, job.survey?.rows ?? 0);
  const tally = ownerTally(services.db, columnOf(rules, 'owner'));
  const contactsSeen: ContactsSeen = new Map();
  let counts = noCounts;
  for await (const { usable, rejected } of readBatches(pass)) {
    const { fresh, duplicates, refused } =
      rules.noun === 'contacts'
        ? await judgedContacts(pass, usable, contactsSeen)
        : // What becomes of duplicates is said after the check.
          await decide(services.db, usable, seen, rules, tally, nothingBecomes);
    const rows: NotedRow[] = [
      ...rejected.map(notedRejected),
      ...refused,
      ...duplicates.map(({ row, problem }) => noted('duplicate', row, [problem])),
    ];
    for (const row of rejected) values.add(row.unknown);
    const companies = fresh.filter(({ isContact }) => !isContact);
    const likes = await findSimilar(companies.map(({ keys }) => keys.name_core));
    for (const row of fresh) {
      values.add(row.unknown);
      rows.push(noted('new', row, []));
      if (row.warnings.length > 0) rows.push(noted('warning', row, row.warnings));
    }
    const similar = companies.flatMap((row, nth) => {
      const like = likes[nth] ?? null;
      return like === null ? [] : [notedSimilar(rules, row, like)];
    });
    rows.push(...similar);
    counts = {
      read: counts.read + usable.length + rejected.length,
      created: counts.created + fresh.length,
      duplicates: counts.duplicates + duplicates.length,
      rejected: counts.rejected + rejected.length + refused.length,
      updated: 0,
      contacts: counts.contacts + contactsAmong(fresh) + contactsAmong(joining(duplicates)),
      similar: counts.similar + similar.length,
      warned: counts.warned + fresh.filter(({ warnings }) => warnings.length > 0).length,
    };
    await services.transaction((trx) => insertRows(trx, job.id, rows));
    progress(counts);
    await services.betweenParts();
  }
  return { counts, newValues: values.list() };
}
