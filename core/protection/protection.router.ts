import { owning, reading, writing } from '../rpc/procedure.ts';
import { loadProtectionRules, updateProtectionRules } from '../settings/index.ts';
import { answerExtension, askExtension, listRequests, requestFor } from './extensions.ts';
import { listSoon } from './list-soon.ts';
import { lockCustomers } from './lock-customers.ts';
import { previewRules } from './preview-rules.ts';
import { listRunCustomers, listRuns, undoRun } from './runs.ts';

export const protectionRouter = {
  rules: reading.protection.rules.handler(({ context }) => loadProtectionRules(context.db)),
  preview: owning.protection.preview.handler(({ context, input }) => previewRules(context, input)),
  saveRules: writing.protection.saveRules.handler(({ context, input }) =>
    updateProtectionRules(context, input),
  ),
  runs: reading.protection.runs.handler(({ context }) => listRuns(context)),
  runCustomers: reading.protection.runCustomers.handler(({ context, input }) =>
    listRunCustomers(context, input),
  ),
  undoRun: owning.protection.undoRun.handler(({ context, input }) => undoRun(context, input.id)),
  soon: reading.protection.soon.handler(({ context }) => listSoon(context)),
  lock: writing.protection.lock.handler(({ context, input }) => lockCustomers(context, input)),
  askExtension: writing.protection.askExtension.handler(async ({ context, input }) => {
    await askExtension(context, input);
    return { asked: true } as const;
  }),
  openRequest: reading.protection.openRequest.handler(async ({ context, input }) => ({
    request: await requestFor(context, input.customerId),
  })),
  requests: reading.protection.requests.handler(({ context }) => listRequests(context)),
  answerExtension: writing.protection.answerExtension.handler(async ({ context, input }) => {
    await answerExtension(context, input);
    return { answered: true } as const;
  }),
};
