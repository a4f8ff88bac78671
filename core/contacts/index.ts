export { nextBirthday } from './birthday.ts';
export {
  findById as findContact,
  findByIds as findContacts,
  type StoredContact,
} from './contacts.repository.ts';
