import { reading, writing } from '../rpc/procedure.ts';
import {
  createCustomField,
  orderCustomFields,
  removeCustomField,
  setCustomOptions,
  updateCustomField,
} from './custom-field-commands.ts';
import { listCustomFields } from './custom-fields.repository.ts';

export const customFieldsRouter = {
  list: reading.customFields.list.handler(({ context }) => listCustomFields(context.db)),
  create: writing.customFields.create.handler(({ context, input }) => createCustomField(context, input)),
  update: writing.customFields.update.handler(({ context, input }) => updateCustomField(context, input)),
  setOptions: writing.customFields.setOptions.handler(({ context, input }) =>
    setCustomOptions(context, input),
  ),
  order: writing.customFields.order.handler(({ context, input }) => orderCustomFields(context, input)),
  remove: writing.customFields.remove.handler(({ context, input }) => removeCustomField(context, input)),
};
