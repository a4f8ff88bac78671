import { reading, writing } from '../rpc/procedure.ts';
import {
  commentInteraction,
  logInteraction,
  removeInteraction,
  restoreInteractions,
  updateInteraction,
} from './interaction-commands.ts';
import { countInteractions, listDeletedInteractions, listInteractions } from './interaction-queries.ts';

export const interactionsRouter = {
  list: reading.interactions.list.handler(({ context, input }) => listInteractions(context, input)),
  count: reading.interactions.count.handler(({ context, input }) =>
    countInteractions(context, input.customerId),
  ),
  log: writing.interactions.log.handler(({ context, input }) => logInteraction(context, input)),
  update: writing.interactions.update.handler(({ context, input }) => updateInteraction(context, input)),
  comment: writing.interactions.comment.handler(({ context, input }) => commentInteraction(context, input)),
  remove: writing.interactions.remove.handler(({ context, input }) => removeInteraction(context, input.id)),
  deleted: reading.interactions.deleted.handler(({ context, input }) =>
    listDeletedInteractions(context, input),
  ),
  restore: writing.interactions.restore.handler(({ context, input }) =>
    restoreInteractions(context, input.ids),
  ),
};
