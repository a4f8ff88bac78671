export { deleteSessionsOf, insertPerson, writePassword, writeRolesOf } from './people.repository.ts';
export { personName } from './people.ts';
export { createBuiltInRoles } from './roles.ts';
export { signInSubjects } from './sign-in-subject.ts';
