/**
 * Who may do what, written by hand from the specification's table: never derived from the code that it tests.
 * People: anna salesperson, mark her manager, cleo clerk, bob bookkeeper, olga owner of the business, rita read-only,
 * adam administrator without another role, nobody signed out.
 */
export const people = ['anna', 'mark', 'cleo', 'bob', 'olga', 'rita', 'adam', 'nobody'] as const;
export type Person = (typeof people)[number];

/**
 * Whose the customer is: one's own, a subordinate's, a stranger's, nobody's, deleted, not there at all; a stranger's
 * that is shared for reading, or for reading and logging.
 */
export const relations = [
  'own',
  'below',
  'colleague',
  'pool',
  'deleted',
  'missing',
  'sharedRead',
  'sharedLog',
] as const;
export type Relation = (typeof relations)[number];

export type Table = Record<Person, Record<Relation, string>>;

/** A line for each person, a word for each relation; `.` where the relation cannot be. */
export function table(text: string): Table {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const rows = lines.map(([person, ...words]) => [
    person,
    Object.fromEntries(relations.map((relation, at) => [relation, words[at] ?? ''])),
  ]);
  return Object.fromEntries(rows) as Table;
}

/** What hangs on a customer is read by those who read it. */
export const reading = table(`
    anna   done         .            notFound     done         notFound     notFound     done         done
    mark   done         done         notFound     done         notFound     notFound     done         done
    cleo   .            .            done         done         notFound     notFound     done         done
    bob    .            .            done         notFound     notFound     notFound     done         done
    olga   .            .            done         done         notFound     notFound     done         done
    rita   .            .            done         notFound     notFound     notFound     done         done
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`);

/** Who edits what hangs on a customer. */
export const editing = table(`
    anna   done         .            notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    mark   done         done         notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            done         done         notFound     notFound     done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   done         notFound     notFound     notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`);
