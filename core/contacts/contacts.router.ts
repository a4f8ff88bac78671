import { reading, writing } from '../rpc/procedure.ts';
import {
  addContacts,
  createContact,
  moveContact,
  setMainContact,
  updateContact,
} from './contact-commands.ts';
import { listBirthdays } from './birthdays.ts';
import { exportCards } from './export-cards.ts';
import { findContacts, getContact, listContacts, unmaskContacts } from './queries.ts';
import { createRelation, listRelations, networkOf, removeRelation, updateRelation } from './relations.ts';
import { listDeletedContacts, removeContacts, restoreContacts } from './recycle-bin.ts';

export const contactsRouter = {
  list: reading.contacts.list.handler(({ context, input }) => listContacts(context, input)),
  get: reading.contacts.get.handler(({ context, input }) => getContact(context, input.id)),
  find: reading.contacts.find.handler(({ context, input }) => findContacts(context, input)),
  birthdays: reading.contacts.birthdays.handler(({ context }) => listBirthdays(context)),
  create: writing.contacts.create.handler(({ context, input }) => createContact(context, input)),
  addMany: writing.contacts.addMany.handler(({ context, input }) => addContacts(context, input)),
  exportCards: writing.contacts.exportCards.handler(({ context, input }) => exportCards(context, input.ids)),
  update: writing.contacts.update.handler(({ context, input }) => updateContact(context, input)),
  setMain: writing.contacts.setMain.handler(({ context, input }) => setMainContact(context, input.id)),
  move: writing.contacts.move.handler(({ context, input }) => moveContact(context, input)),
  remove: writing.contacts.remove.handler(({ context, input }) => removeContacts(context, input.ids)),
  deleted: reading.contacts.deleted.handler(({ context, input }) => listDeletedContacts(context, input)),
  restore: writing.contacts.restore.handler(({ context, input }) => restoreContacts(context, input.ids)),
  unmask: writing.contacts.unmask.handler(({ context, input }) => unmaskContacts(context, input.customerId)),
};

export const relationsRouter = {
  list: reading.relations.list.handler(({ context, input }) => listRelations(context, input.contactId)),
  network: reading.relations.network.handler(({ context, input }) => networkOf(context, input)),
  create: writing.relations.create.handler(({ context, input }) => createRelation(context, input)),
  update: writing.relations.update.handler(({ context, input }) => updateRelation(context, input)),
  remove: writing.relations.remove.handler(({ context, input }) => removeRelation(context, input)),
};
