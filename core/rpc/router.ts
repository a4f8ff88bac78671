import { attachmentsRouter } from '../attachments/attachments.router.ts';
import { changesRouter } from '../changes/changes.router.ts';
import { choicesRouter } from '../choices/choices.router.ts';
import { contactsRouter, relationsRouter } from '../contacts/contacts.router.ts';
import { customFieldsRouter } from '../custom-fields/custom-fields.router.ts';
import { customersRouter, poolRouter } from '../customers/customers.router.ts';
import { exportsRouter } from '../exports/exports.router.ts';
import { handoverRouter } from '../handover/handover.router.ts';
import { importsRouter } from '../imports/imports.router.ts';
import { departmentsRouter, peopleRouter, rolesRouter } from '../people/people.router.ts';
import { interactionsRouter } from '../interactions/interactions.router.ts';
import { duplicatesRouter } from '../duplicates/duplicates.router.ts';
import { mergingRouter } from '../merging/merging.router.ts';
import { noticesRouter } from '../notices/notices.router.ts';
import { printingRouter } from '../printing/printing.router.ts';
import { preferencesRouter } from '../preferences/preferences.router.ts';
import { protectionRouter } from '../protection/protection.router.ts';
import { recyclingRouter } from '../recycling/recycling.router.ts';
import { sharingRouter } from '../sharing/sharing.router.ts';
import { tasksRouter } from '../tasks/tasks.router.ts';
import { operationsRouter } from '../operations/operations.router.ts';
import { officeRouter, sessionsRouter } from '../sessions/sessions.router.ts';
import { viewsRouter } from '../views/views.router.ts';
import { layoutsRouter, settingsRouter } from '../settings/settings.router.ts';

/** Everything the service can be asked, in the shape of the contract. All doors hand their calls to this. */
export const router = {
  office: officeRouter,
  sessions: sessionsRouter,
  people: peopleRouter,
  departments: departmentsRouter,
  roles: rolesRouter,
  choices: choicesRouter,
  customFields: customFieldsRouter,
  settings: settingsRouter,
  layouts: layoutsRouter,
  preferences: preferencesRouter,
  customers: customersRouter,
  pool: poolRouter,
  contacts: contactsRouter,
  relations: relationsRouter,
  sharing: sharingRouter,
  protection: protectionRouter,
  notices: noticesRouter,
  interactions: interactionsRouter,
  attachments: attachmentsRouter,
  tasks: tasksRouter,
  operations: operationsRouter,
  handover: handoverRouter,
  merging: mergingRouter,
  duplicates: duplicatesRouter,
  recycling: recyclingRouter,
  imports: importsRouter,
  exports: exportsRouter,
  printing: printingRouter,
  views: viewsRouter,
  changes: changesRouter,
};
