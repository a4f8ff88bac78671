/**
 * Who may do what, written by hand from the specification's table: never derived from the code that it tests.
 * People: anna salesperson, mark her manager, cleo clerk, bob bookkeeper, olga owner of the business, rita read-only,
 * adam administrator without another role, nobody signed out.
 */
export const people = ['anna', 'mark', 'cleo', 'bob', 'olga', 'rita', 'adam', 'nobody'] as const;
export type Person = (typeof people)[number];

/** Whose the customer is: one's own, a subordinate's, a stranger's, nobody's, deleted, not there at all. */
export const relations = ['own', 'below', 'colleague', 'pool', 'deleted', 'missing'] as const;
export type Relation = (typeof relations)[number];

type Table = Record<Person, Record<Relation, string>>;

/** A line for each person, a word for each relation; `.` where the relation cannot be. */
function table(text: string): Table {
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

export const customerTables = {
  'contacts.list': table(`
    anna   done         .            notFound     done         notFound     notFound     done         done
    mark   done         done         notFound     done         notFound     notFound     done         done
    cleo   .            .            done         done         notFound     notFound     done         done
    bob    .            .            done         notFound     notFound     notFound     done         done
    olga   .            .            done         done         notFound     notFound     done         done
    rita   .            .            done         notFound     notFound     notFound     done         done
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'contacts.get': table(`
    anna   full         .            notFound     masked       notFound     notFound     full         full
    mark   full         full         notFound     masked       notFound     notFound     full         full
    cleo   .            .            full         masked       notFound     notFound     full         full
    bob    .            .            full         notFound     notFound     notFound     full         full
    olga   .            .            full         masked       notFound     notFound     full         full
    rita   .            .            full         notFound     notFound     notFound     full         full
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'contacts.create': table(`
    anna   full         .            notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    mark   full         full         notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            full         masked       notFound     notFound     full         full
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   masked       notFound     notFound     notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'contacts.update': table(`
    anna   full         .            notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    mark   full         full         notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            full         masked       notFound     notFound     full         full
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   masked       notFound     notFound     notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'contacts.setMain': table(`
    anna   full         .            notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    mark   full         full         notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            full         masked       notFound     notFound     full         full
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   masked       notFound     notFound     notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  // Always to where it is.
  'contacts.move': table(`
    anna   full         .            notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    mark   full         full         notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            full         masked       notFound     notFound     full         full
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   masked       notFound     notFound     notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'contacts.remove': table(`
    anna   done         .            notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    mark   done         done         notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            done         done         notFound     notFound     done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   done         notFound     notFound     notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  // A contact that is in the recycle bin itself.
  'contacts.restore': table(`
    anna   notAllowed   .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    mark   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    cleo   .            .            done         done         customerDeleted notFound     done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            done         done         customerDeleted notFound     done         done
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            done         done         customerDeleted notFound     .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'contacts.unmask': table(`
    anna   notAllowed   .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    mark   notAllowed   notAllowed   notAllowed   done         notFound     notFound     notAllowed   notAllowed
    cleo   .            .            notAllowed   done         notFound     notFound     notAllowed   notAllowed
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   done         notFound     notFound     notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'customers.get': table(`
    anna   full         .            minimal      masked       notFound     notFound
    mark   full         full         minimal      masked       notFound     notFound
    cleo   .            .            full         masked       notFound     notFound
    bob    .            .            full         notFound     notFound     notFound
    olga   .            .            full         masked       notFound     notFound
    rita   .            .            full         notFound     notFound     notFound
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded`),
  'customers.history': table(`
    anna   done         .            notFound     done         notFound     notFound
    mark   done         done         notFound     done         notFound     notFound
    cleo   .            .            done         done         notFound     notFound
    bob    .            .            done         notFound     notFound     notFound
    olga   .            .            done         done         notFound     notFound
    rita   .            .            done         notFound     notFound     notFound
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded`),
  'customers.update': table(`
    anna   full         .            notAllowed   notAllowed   notFound     notFound
    mark   full         full         notAllowed   notAllowed   notFound     notFound
    cleo   .            .            full         masked       notFound     notFound
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   masked       notFound     notFound
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded`),
  'customers.remove': table(`
    anna   notAllowed   .            notAllowed   notAllowed   notAllowed   notAllowed
    mark   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    cleo   .            .            done         done         notFound     notFound
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            done         done         notFound     notFound
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded`),
  'customers.restore': table(`
    anna   notAllowed   .            notAllowed   notAllowed   notAllowed   notAllowed
    mark   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    cleo   .            .            notFound     notFound     done         notFound
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notFound     notFound     done         notFound
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notFound     notFound     done         notFound
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded`),
  'pool.claim': table(`
    anna   alreadyClaimed .              alreadyClaimed done       notFound     notFound
    mark   alreadyClaimed alreadyClaimed alreadyClaimed done       notFound     notFound
    cleo   .            .            notAllowed   notAllowed   notAllowed   notAllowed
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   notAllowed   notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded`),
  'pool.return': table(`
    anna   done         .            notAllowed   notClaimed   notFound     notFound
    mark   done         done         notAllowed   notClaimed   notFound     notFound
    cleo   .            .            done         notClaimed   notFound     notFound
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   notAllowed   notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded`),
  'pool.takeBack': table(`
    anna   notAllowed   .            notAllowed   notAllowed   notAllowed   notAllowed
    mark   notAllowed   done         notAllowed   notClaimed   notFound     notFound
    cleo   .            .            done         notClaimed   notFound     notFound
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            done         notClaimed   notFound     notFound
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded`),
  // Always to mark: handing one's own to oneself is nothing to do.
  'pool.assign': table(`
    anna   done           .          notAllowed   notAllowed   notFound     notFound
    mark   alreadyOwner   done       notAllowed   done         notFound     notFound
    cleo   .            .            done         done         notFound     notFound
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            done         done         notFound     notFound
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded`),
  'pool.unmask': table(`
    anna   notAllowed   .            notAllowed   notAllowed   notAllowed   notAllowed
    mark   notAllowed   notAllowed   notAllowed   done         notFound     notFound
    cleo   .            .            notAllowed   done         notFound     notFound
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   done         notFound     notFound
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded`),
};

const seeing = ['anna', 'mark', 'cleo', 'bob', 'olga', 'rita'] as const;
const administering = ['adam'] as const;
const poolManaging = ['cleo', 'olga'] as const;
const importing = ['cleo'] as const;

/** Everything else: who may call it at all. What it then answers is tested with its slice. */
export const roleTable: Record<string, 'everybody' | readonly Person[]> = {
  'contacts.find': seeing,
  'contacts.deleted': ['cleo', 'olga', 'adam'],
  'customers.list': seeing,
  'customers.count': seeing,
  'customers.segments': seeing,
  'customers.ids': seeing,
  'customers.quick': seeing,
  'customers.create': ['anna', 'mark', 'cleo'],
  'customers.checkDuplicates': ['anna', 'mark', 'cleo', 'olga'],
  'customers.deleted': ['cleo', 'olga', 'adam'],
  'pool.myLimits': ['anna', 'mark'],
  'people.names': 'everybody',
  'people.list': administering,
  'people.create': administering,
  'people.update': administering,
  'people.resetPassword': administering,
  'people.deactivate': administering,
  'people.reactivate': administering,
  'people.endSessions': administering,
  'departments.list': 'everybody',
  'departments.create': administering,
  'departments.update': administering,
  'departments.remove': administering,
  'roles.list': ['cleo', 'olga', 'adam'],
  'roles.create': administering,
  'roles.update': administering,
  'roles.remove': administering,
  'choices.list': 'everybody',
  'choices.create': ['cleo', 'adam'],
  'choices.update': ['cleo', 'adam'],
  'choices.order': ['cleo', 'adam'],
  'choices.remove': ['cleo', 'adam'],
  'settings.get': 'everybody',
  'settings.update': administering,
  'settings.poolRules': 'everybody',
  'settings.updatePoolRules': poolManaging,
  'layouts.get': 'everybody',
  'layouts.save': 'everybody',
  'sessions.signOut': 'everybody',
  'sessions.me': 'everybody',
  'sessions.changePassword': 'everybody',
  'sessions.unlock': 'everybody',
  'sessions.list': 'everybody',
  'sessions.end': 'everybody',
  'sessions.endAll': 'everybody',
  'sessions.setLanguage': 'everybody',
  'imports.begin': importing,
  'imports.upload': importing,
  'imports.inspect': importing,
  'imports.check': importing,
  'imports.run': importing,
  'imports.cancel': importing,
  'imports.status': importing,
  'imports.list': importing,
  'imports.rows': importing,
  'imports.rejectedFile': importing,
  'changes.watch': 'everybody',
};

/** Open while signed out: tested with their slice. */
export const openToEverybody = ['office.state', 'office.firstStart', 'sessions.signIn'] as const;
