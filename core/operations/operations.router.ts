import { reading } from '../rpc/procedure.ts';
import { listOperations, verifyOperations } from './list-operations.ts';

export const operationsRouter = {
  list: reading.operations.list.handler(({ context, input }) => listOperations(context, input)),
  verify: reading.operations.verify.handler(({ context }) => verifyOperations(context)),
};
