import { table } from './table.ts';

const taking = table(`
    anna   notAllowed   .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    mark   done         done         notFound     notFound     notFound     notFound     notFound     notFound
    cleo   .            .            done         done         notFound     notFound     done         done
    bob    .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    olga   .            .            done         done         notFound     notFound     done         done
    rita   .            .            notAllowed   notAllowed   notAllowed   notAllowed   notAllowed   notAllowed
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`);

/** What of a chosen customer may leave the program: never through a share. */
export const exportTables = {
  'exports.preview': taking,
  'exports.startFolder': taking,
};
