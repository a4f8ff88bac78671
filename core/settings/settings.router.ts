import { reading, writing } from '../rpc/procedure.ts';
import { readLayout, writeLayout } from './settings.repository.ts';
import { loadOfficeSettings, loadPoolRules, updatePoolRules, updateSettings } from './settings.ts';

export const settingsRouter = {
  get: reading.settings.get.handler(({ context }) => loadOfficeSettings(context.db)),
  update: writing.settings.update.handler(({ context, input }) => updateSettings(context, input)),
  poolRules: reading.settings.poolRules.handler(({ context }) => loadPoolRules(context.db)),
  updatePoolRules: writing.settings.updatePoolRules.handler(({ context, input }) =>
    updatePoolRules(context, input),
  ),
};

export const layoutsRouter = {
  get: reading.layouts.get.handler(({ context, input }) =>
    readLayout(context.db, context.actor.id, input.list),
  ),
  // How somebody likes a list is no change of the office's records: it is not logged.
  save: writing.layouts.save.handler(({ context, input }) =>
    writeLayout(context.trx, context.actor.id, input.list, input.layout),
  ),
};
