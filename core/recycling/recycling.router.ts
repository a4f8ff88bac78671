import { reading, writing } from '../rpc/procedure.ts';
import { previewEmptying } from './empty-recycle-bin.ts';
import { saveRecycleBinRules, showRecycleBinRules } from './recycle-bin-rules.ts';

export const recyclingRouter = {
  rules: reading.recycling.rules.handler(({ context }) => showRecycleBinRules(context.db, context.actor)),
  preview: reading.recycling.preview.handler(({ context, input }) => previewEmptying(context, input.days)),
  saveRules: writing.recycling.saveRules.handler(({ context, input }) => saveRecycleBinRules(context, input)),
};
