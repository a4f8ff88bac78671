import { table } from './table.ts';

/** Spec, permissions: pool managers merge what they both edit and remove; the owner of the business no claimed customers. */
const merging = (foreign: string) =>
  table(`
    anna   notAllowed   .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    mark   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    cleo   .            .            done         done         notFound     notFound     done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            ${foreign}   done         notFound     notFound     ${foreign}   ${foreign}
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`);

export const mergingTables = {
  'merging.preview': merging('notAllowed'),
  'merging.merge': merging('notAllowed'),
  'merging.ofCustomer': merging('notFound'),
};
