import { orpc } from '../../lib/rpc.ts';

export const settingsQueries = {
  office: () => orpc.settings.get.queryOptions({ input: {} }),
  poolRules: () => orpc.settings.poolRules.queryOptions({ input: {} }),
  roles: () => orpc.roles.list.queryOptions({ input: {} }),
};
