import { orpc } from '../../lib/rpc.ts';

export const protectionQueries = {
  rules: () => orpc.protection.rules.queryOptions({ input: {} }),
  runs: () => orpc.protection.runs.queryOptions({ input: {} }),
  soon: () => orpc.protection.soon.queryOptions({ input: {} }),
  requests: (enabled: boolean) => orpc.protection.requests.queryOptions({ input: {}, enabled }),
  openRequest: (customerId: number, enabled: boolean) =>
    orpc.protection.openRequest.queryOptions({ input: { customerId }, enabled }),
};
