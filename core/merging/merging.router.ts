import { reading, writing } from '../rpc/procedure.ts';
import { mergeCustomers } from './merge-customers.ts';
import { listMerges, previewMerge } from './preview-merge.ts';
import { undoMerge } from './undo-merge.ts';

export const mergingRouter = {
  preview: reading.merging.preview.handler(({ context, input }) => previewMerge(context, input)),
  merge: writing.merging.merge.handler(({ context, input }) => mergeCustomers(context, input)),
  ofCustomer: reading.merging.ofCustomer.handler(({ context, input }) =>
    listMerges(context, input.customerId),
  ),
  undo: writing.merging.undo.handler(({ context, input }) => undoMerge(context, input.mergeId)),
};
