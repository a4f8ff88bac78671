import { editing, reading, table } from './table.ts';

/** Who edits what hangs on a customer, where the answer is the record as they see it. */
const answeringRecord = table(`
    anna   full         .            notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    mark   full         full         notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            full         masked       notFound     notFound     full         full
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            notAllowed   masked       notFound     notFound     notAllowed   notAllowed
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`);

export const contactTables = {
  'contacts.addMany': editing,
  'contacts.exportCards': table(`
    anna   notAllowed   .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    mark   done         done         notFound     notAllowed   notFound     notFound     notAllowed   notAllowed
    cleo   .            .            done         notAllowed   notFound     notFound     done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            done         notAllowed   notFound     notFound     done         done
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'relations.list': reading,
  'relations.network': reading,
  // To somebody outside.
  'relations.create': editing,
  'relations.update': editing,
  'relations.remove': editing,
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
  'contacts.create': answeringRecord,
  'contacts.update': answeringRecord,
  'contacts.setMain': answeringRecord,
  // Always to where it is.
  'contacts.move': answeringRecord,
  'contacts.remove': editing,
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
};
