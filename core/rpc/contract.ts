import { attachmentsContract } from '../attachments/attachments.contract.ts';
import { changesContract } from '../changes/changes.contract.ts';
import { choicesContract } from '../choices/choices.contract.ts';
import { contactsContract } from '../contacts/contacts.contract.ts';
import { relationsContract } from '../contacts/relations.contract.ts';
import { customFieldsContract } from '../custom-fields/custom-fields.contract.ts';
import { customersContract, poolContract } from '../customers/customers.contract.ts';
import { exportsContract } from '../exports/exports.contract.ts';
import { handoverContract } from '../handover/handover.contract.ts';
import { importsContract } from '../imports/imports.contract.ts';
import { departmentsContract, peopleContract, rolesContract } from '../people/people.contract.ts';
import { interactionsContract } from '../interactions/interactions.contract.ts';
import { duplicatesContract } from '../duplicates/duplicates.contract.ts';
import { mergingContract } from '../merging/merging.contract.ts';
import { noticesContract } from '../notices/notices.contract.ts';
import { printingContract } from '../printing/printing.contract.ts';
import { preferencesContract } from '../preferences/preferences.contract.ts';
import { protectionContract } from '../protection/protection.contract.ts';
import { recyclingContract } from '../recycling/recycling.contract.ts';
import { sharingContract } from '../sharing/sharing.contract.ts';
import { tasksContract } from '../tasks/tasks.contract.ts';
import { operationsContract } from '../operations/operations.contract.ts';
import { officeContract, sessionsContract } from '../sessions/sessions.contract.ts';
import { viewsContract } from '../views/views.contract.ts';
import { layoutsContract, settingsContract } from '../settings/settings.contract.ts';

/** Everything the service can be asked. Service and renderer both derive from it. */
export const contract = {
  office: officeContract,
  sessions: sessionsContract,
  people: peopleContract,
  departments: departmentsContract,
  roles: rolesContract,
  choices: choicesContract,
  customFields: customFieldsContract,
  settings: settingsContract,
  layouts: layoutsContract,
  preferences: preferencesContract,
  customers: customersContract,
  pool: poolContract,
  contacts: contactsContract,
  relations: relationsContract,
  sharing: sharingContract,
  protection: protectionContract,
  notices: noticesContract,
  interactions: interactionsContract,
  attachments: attachmentsContract,
  tasks: tasksContract,
  operations: operationsContract,
  handover: handoverContract,
  merging: mergingContract,
  duplicates: duplicatesContract,
  recycling: recyclingContract,
  imports: importsContract,
  exports: exportsContract,
  printing: printingContract,
  views: viewsContract,
  changes: changesContract,
};

/** Rises whenever an answer changes shape; client and service refuse each other when theirs differ. */
export const protocol = 1;
