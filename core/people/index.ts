export {
  deleteSessionsOf,
  findPerson,
  inNameOrder,
  insertPerson,
  listNames,
  writePassword,
  writeRolesOf,
} from './people.repository.ts';
export { personName, setActive } from './people.ts';
export { createBuiltInRoles } from './roles.ts';
export { signInSubjects } from './sign-in-subject.ts';
