import { table } from './table.ts';

/** Of whom a card is printed: what one reads, as far as the right reaches, and what is shared. */
export const printingTables = {
  'printing.card': table(`
    anna   done         .            notFound     notAllowed   notFound     notFound     done         done
    mark   done         done         notFound     notAllowed   notFound     notFound     done         done
    cleo   .            .            done         done         notFound     notFound     done         done
    bob    .            .            done         notFound     notFound     notFound     done         done
    olga   .            .            done         done         notFound     notFound     done         done
    rita   .            .            done         notFound     notFound     notFound     done         done
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed   .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
};
