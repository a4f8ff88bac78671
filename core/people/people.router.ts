import { owning, reading, writing } from '../rpc/procedure.ts';
import { listDepartments } from './departments.repository.ts';
import { createDepartment, removeDepartment, updateDepartment } from './departments.ts';
import { listNames, listPeople } from './people.repository.ts';
import { createPerson, endSessionsOf, resetPassword, setActive, updatePerson } from './people.ts';
import { listRoles } from './roles.repository.ts';
import { createRole, removeRole, updateRole } from './roles.ts';

export const peopleRouter = {
  names: reading.people.names.handler(({ context }) => listNames(context.db)),
  list: reading.people.list.handler(({ context }) => listPeople(context.db)),
  create: owning.people.create.handler(({ context: { services, actor }, input }) =>
    createPerson(services, actor, input),
  ),
  update: writing.people.update.handler(({ context, input }) => updatePerson(context, input)),
  resetPassword: owning.people.resetPassword.handler(({ context: { services, actor }, input }) =>
    resetPassword(services, actor, input),
  ),
  deactivate: writing.people.deactivate.handler(({ context, input }) => setActive(context, input, false)),
  reactivate: writing.people.reactivate.handler(({ context, input }) => setActive(context, input, true)),
  endSessions: writing.people.endSessions.handler(({ context, input }) => endSessionsOf(context, input)),
};

export const departmentsRouter = {
  list: reading.departments.list.handler(({ context }) => listDepartments(context.db)),
  create: writing.departments.create.handler(({ context, input }) => createDepartment(context, input)),
  update: writing.departments.update.handler(({ context, input }) => updateDepartment(context, input)),
  remove: writing.departments.remove.handler(({ context, input }) => removeDepartment(context, input)),
};

export const rolesRouter = {
  list: reading.roles.list.handler(({ context }) => listRoles(context.db)),
  create: writing.roles.create.handler(({ context, input }) => createRole(context, input)),
  update: writing.roles.update.handler(({ context, input }) => updateRole(context, input)),
  remove: writing.roles.remove.handler(({ context, input }) => removeRole(context, input)),
};
