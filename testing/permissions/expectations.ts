import { attachmentTables } from './attachment-expectations.ts';
import { contactTables } from './contact-expectations.ts';
import { exportTables } from './export-expectations.ts';
import { interactionTables } from './interaction-expectations.ts';
import { mergingTables } from './merging-expectations.ts';
import { printingTables } from './printing-expectations.ts';
import { reading, table } from './table.ts';

/** What each person learns of a customer in each relation, procedure by procedure. */
export const customerTables = {
  ...attachmentTables,
  ...contactTables,
  ...exportTables,
  ...interactionTables,
  ...mergingTables,
  ...printingTables,
  'customers.get': table(`
    anna   full         .            minimal      masked       notFound     notFound full         full
    mark   full         full         minimal      masked       notFound     notFound full         full
    cleo   .            .            full         masked       notFound     notFound full         full
    bob    .            .            full         notFound     notFound     notFound full         full
    olga   .            .            full         masked       notFound     notFound full         full
    rita   .            .            full         notFound     notFound     notFound full         full
    adam   .            .            notAllowed   notAllowed   notAllowed   notAllowed .            .
    nobody .            .            signInNeeded signInNeeded signInNeeded signInNeeded .            .`),
  'customers.history': reading,
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
