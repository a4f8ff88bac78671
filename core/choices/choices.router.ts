import { reading, writing } from '../rpc/procedure.ts';
import { listChoices } from './choices.repository.ts';
import { createChoice, orderChoices, removeChoice, updateChoice } from './choices.ts';

export const choicesRouter = {
  list: reading.choices.list.handler(({ context }) => listChoices(context.db)),
  create: writing.choices.create.handler(({ context, input }) => createChoice(context, input)),
  update: writing.choices.update.handler(({ context, input }) => updateChoice(context, input)),
  order: writing.choices.order.handler(({ context, input }) => orderChoices(context, input)),
  remove: writing.choices.remove.handler(({ context, input }) => removeChoice(context, input)),
};
