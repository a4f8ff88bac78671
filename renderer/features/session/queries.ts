import { orpc } from '../../lib/rpc.ts';

/** Keys and options of what is asked about one's own sessions. */
export const sessionQueries = {
  list: () => orpc.sessions.list.queryOptions({ input: {} }),
};
