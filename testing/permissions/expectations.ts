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

/** What hangs on a customer is read by those who read it. */
const reading = table(`
    anna   done         .            notFound     done         notFound     notFound     done         done
    mark   done         done         notFound     done         notFound     notFound     done         done
    cleo   .            .            done         done         notFound     notFound     done         done
    bob    .            .            done         notFound     notFound     notFound     done         done
    olga   .            .            done         done         notFound     notFound     done         done
    rita   .            .            done         notFound     notFound     notFound     done         done
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`);
const logging = table(`
    anna   done         .            notFound     notAllowed   notFound     notFound     notAllowed   done
    mark   done         done         notFound     notAllowed   notFound     notFound     notAllowed   done
    cleo   .            .            done         done         notFound     notFound     done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`);
/** Somebody else's task: those who only read find it, and change nothing. */
const changingTasks = table(`
    anna   done         .            notFound     notAllowed   notFound     notFound     notAllowed   done
    mark   done         done         notFound     notAllowed   notFound     notFound     notAllowed   done
    cleo   .            .            done         done         notFound     notFound     done         done
    bob    .            .            notAllowed   notFound     notFound     notFound     notAllowed   notAllowed
    olga   .            .            notAllowed   notAllowed   notFound     notFound     notAllowed   notAllowed
    rita   .            .            notAllowed   notFound     notFound     notFound     notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`);

export const customerTables = {
  'contacts.addMany': table(`
    anna   done         .            notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    mark   done         done         notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            done         done         notFound     notFound     done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   done         notFound     notFound     notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'contacts.exportCards': table(`
    anna   notAllowed   .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    mark   done         done         notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            done         notAllowed   notFound     notFound     done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            done         notAllowed   notFound     notFound     done         done
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'relations.list': table(`
    anna   done         .            notFound     done         notFound     notFound     done         done
    mark   done         done         notFound     done         notFound     notFound     done         done
    cleo   .            .            done         done         notFound     notFound     done         done
    bob    .            .            done         notFound     notFound     notFound     done         done
    olga   .            .            done         done         notFound     notFound     done         done
    rita   .            .            done         notFound     notFound     notFound     done         done
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'relations.network': table(`
    anna   done         .            notFound     done         notFound     notFound     done         done
    mark   done         done         notFound     done         notFound     notFound     done         done
    cleo   .            .            done         done         notFound     notFound     done         done
    bob    .            .            done         notFound     notFound     notFound     done         done
    olga   .            .            done         done         notFound     notFound     done         done
    rita   .            .            done         notFound     notFound     notFound     done         done
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  // To somebody outside.
  'relations.create': table(`
    anna   done         .            notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    mark   done         done         notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            done         done         notFound     notFound     done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   done         notFound     notFound     notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'relations.update': table(`
    anna   done         .            notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    mark   done         done         notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            done         done         notFound     notFound     done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   done         notFound     notFound     notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'relations.remove': table(`
    anna   done         .            notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    mark   done         done         notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            done         done         notFound     notFound     done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   done         notFound     notFound     notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'interactions.list': reading,
  'interactions.count': reading,
  'interactions.log': logging,
  'interactions.comment': logging,
  // Written down by somebody else: only the author edits.
  'interactions.update': table(`
    anna   notAllowed   .            notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    mark   notAllowed   notAllowed   notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            notAllowed   notAllowed   notFound     notFound     notAllowed   notAllowed
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'interactions.remove': table(`
    anna   notAllowed   .            notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    mark   notAllowed   notAllowed   notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            done         done         notFound     notFound     done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            done         done         notFound     notFound     done         done
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  // An interaction that is in the recycle bin itself.
  'interactions.restore': table(`
    anna   notFound     .            notFound     notFound     notFound     notFound     notFound     notFound
    mark   notFound     notFound     notFound     notFound     notFound     notFound     notFound     notFound
    cleo   .            .            done         done         customerDeleted notFound  done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            done         done         customerDeleted notFound  done         done
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            done         done         customerDeleted notFound  .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'tasks.list': reading,
  'tasks.create': logging,
  'tasks.update': changingTasks,
  'tasks.setDone': changingTasks,
  'tasks.remove': changingTasks,
  // Somebody else's reminder.
  'tasks.remind': table(`
    anna   notAllowed   .            notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    mark   notAllowed   notAllowed   notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            notAllowed   notAllowed   notFound     notFound     notAllowed   notAllowed
    bob    .            .            notAllowed   notFound     notFound     notFound     notAllowed   notAllowed
    olga   .            .            notAllowed   notAllowed   notFound     notFound     notAllowed   notAllowed
    rita   .            .            notAllowed   notFound     notFound     notFound     notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'contacts.list': reading,
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
    anna   full         .            minimal      masked       notFound     notFound full         full
    mark   full         full         minimal      masked       notFound     notFound full         full
    cleo   .            .            full         masked       notFound     notFound full         full
    bob    .            .            full         notFound     notFound     notFound full         full
    olga   .            .            full         masked       notFound     notFound full         full
    rita   .            .            full         notFound     notFound     notFound full         full
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'customers.history': table(`
    anna   done         .            notFound     done         notFound     notFound done         done
    mark   done         done         notFound     done         notFound     notFound done         done
    cleo   .            .            done         done         notFound     notFound done         done
    bob    .            .            done         notFound     notFound     notFound done         done
    olga   .            .            done         done         notFound     notFound done         done
    rita   .            .            done         notFound     notFound     notFound done         done
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'customers.update': table(`
    anna   full         .            notAllowed   notAllowed   notFound     notFound notAllowed   notAllowed
    mark   full         full         notAllowed   notAllowed   notFound     notFound notAllowed   notAllowed
    cleo   .            .            full         masked       notFound     notFound full         full
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    olga   .            .            notAllowed   masked       notFound     notFound notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'customers.remove': table(`
    anna   notAllowed   .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    mark   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    cleo   .            .            done         done         notFound     notFound done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    olga   .            .            done         done         notFound     notFound done         done
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'customers.restore': table(`
    anna   notAllowed   .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    mark   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    cleo   .            .            notFound     notFound     done         notFound notFound     notFound
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    olga   .            .            notFound     notFound     done         notFound notFound     notFound
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    adam   .            .            notFound     notFound     done         notFound .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'pool.claim': table(`
    anna   alreadyClaimed .              alreadyClaimed done       notFound     notFound alreadyClaimed alreadyClaimed
    mark   alreadyClaimed alreadyClaimed alreadyClaimed done       notFound     notFound alreadyClaimed alreadyClaimed
    cleo   .            .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    olga   .            .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'pool.return': table(`
    anna   done         .            notAllowed   notClaimed   notFound     notFound notAllowed   notAllowed
    mark   done         done         notAllowed   notClaimed   notFound     notFound notAllowed   notAllowed
    cleo   .            .            done         notClaimed   notFound     notFound done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    olga   .            .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'pool.takeBack': table(`
    anna   notAllowed   .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    mark   notAllowed   done         notAllowed   notClaimed   notFound     notFound notAllowed   notAllowed
    cleo   .            .            done         notClaimed   notFound     notFound done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    olga   .            .            done         notClaimed   notFound     notFound done         done
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  // Always to mark: handing one's own to oneself is nothing to do.
  'pool.assign': table(`
    anna   done           .          notAllowed   notAllowed   notFound     notFound notAllowed   notAllowed
    mark   alreadyOwner   done       notAllowed   done         notFound     notFound notAllowed   notAllowed
    cleo   .            .            done         done         notFound     notFound done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    olga   .            .            done         done         notFound     notFound done         done
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'sharing.ofCustomer': table(`
    anna   done         .            notFound     notFound     notFound     notFound     notFound     notFound
    mark   done         done         notFound     notFound     notFound     notFound     notFound     notFound
    cleo   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            done         notFound     notFound     notFound     done         done
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  // Always with bill.
  'sharing.share': table(`
    anna   done         .            notAllowed   notClaimed   notFound     notFound     notAllowed   notAllowed
    mark   done         done         notAllowed   notClaimed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            done         notClaimed   notFound     notFound     done         done
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'sharing.ask': table(`
    anna   shareNotNeeded .              done           notClaimed notFound     notFound     shareNotNeeded shareNotNeeded
    mark   shareNotNeeded shareNotNeeded done           notClaimed notFound     notFound     shareNotNeeded shareNotNeeded
    cleo   .            .            shareNotNeeded notClaimed   notFound     notFound     shareNotNeeded shareNotNeeded
    bob    .            .            shareNotNeeded notFound     notFound     notFound     shareNotNeeded shareNotNeeded
    olga   .            .            shareNotNeeded notClaimed   notFound     notFound     shareNotNeeded shareNotNeeded
    rita   .            .            shareNotNeeded notFound     notFound     notFound     shareNotNeeded shareNotNeeded
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  // Locked against automatic return.
  'protection.lock': table(`
    anna   done         .            notAllowed   notClaimed   notFound     notFound     notAllowed   notAllowed
    mark   done         done         notAllowed   notClaimed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            done         notClaimed   notFound     notFound     done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  // The owner alone.
  'protection.askExtension': table(`
    anna   done         .            notAllowed   notAllowed   notFound     notFound     notAllowed   notAllowed
    mark   done         notAllowed   notAllowed   notAllowed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            notAllowed   notAllowed   notFound     notFound     notAllowed   notAllowed
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'protection.openRequest': reading,
  'pool.unmask': table(`
    anna   notAllowed   .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    mark   notAllowed   notAllowed   notAllowed   done         notFound     notFound notAllowed   notAllowed
    cleo   .            .            notAllowed   done         notFound     notFound notAllowed   notAllowed
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    olga   .            .            notAllowed   done         notFound     notFound notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
};
