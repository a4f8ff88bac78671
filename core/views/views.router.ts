import { reading, writing } from '../rpc/procedure.ts';
import { createView, listViews, removeView, setDefaultView, updateView } from './views.ts';

export const viewsRouter = {
  list: reading.views.list.handler(({ context, input }) => listViews(context, input.list)),
  create: writing.views.create.handler(({ context, input }) => createView(context, input)),
  update: writing.views.update.handler(({ context, input }) => updateView(context, input)),
  remove: writing.views.remove.handler(({ context, input }) => removeView(context, input)),
  setDefault: writing.views.setDefault.handler(({ context, input }) => setDefaultView(context, input)),
};
