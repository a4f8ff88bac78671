export { contactsToExport } from './export-contacts.ts';
