export { contactsToExport } from './export-contacts.ts';
export { mayEditContacts } from './contacts.policy.ts';
export { birthdayExists } from './birthday.ts';
export {
  bringContacts,
  broughtToOthers,
  contactNameKey,
  contactsByName,
  removeBrought,
  restoreBrought,
  updateBrought,
} from './import-contacts.ts';
export { cleanContact, contactErrors, contactKeys, contactWarnings } from './prepare-contact.ts';
