import type { ViewList } from '#core/views/views.contract.ts';
import { orpc } from '../../lib/rpc.ts';

/** The saved views of a list: one's own and everybody's. */
export function viewsQuery(list: ViewList) {
  return orpc.views.list.queryOptions({ input: { list }, staleTime: Infinity });
}
