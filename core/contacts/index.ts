export { contactsToExport } from './export-contacts.ts';
export { mayEditContacts } from './contacts.policy.ts';
