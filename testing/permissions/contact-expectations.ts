import { reading, table } from './table.ts';

export const contactTables = {
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
};
