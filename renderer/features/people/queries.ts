import { orpc } from '../../lib/rpc.ts';

/** What administration asks about people, departments and roles. */
export const peopleQueries = {
  list: () => orpc.people.list.queryOptions({ input: {} }),
  departments: () => orpc.departments.list.queryOptions({ input: {} }),
  roles: () => orpc.roles.list.queryOptions({ input: {} }),
};
