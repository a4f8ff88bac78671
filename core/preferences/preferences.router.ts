import { reading, writing } from '../rpc/procedure.ts';
import { loadPreferences, savePreferences } from './preferences.ts';

export const preferencesRouter = {
  get: reading.preferences.get.handler(({ context }) => loadPreferences(context.db, context.actor.id)),
  save: writing.preferences.save.handler(({ context, input }) => savePreferences(context, input)),
};
