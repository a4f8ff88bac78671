import { reading, writing } from '../rpc/procedure.ts';
import { loadPoolRules } from '../settings/index.ts';
import { claimsToday, heldBy, limitsOf } from './claim-limits.ts';
import { createCustomer, presentById, updateCustomer } from './customer-commands.ts';
import { findDuplicates } from './duplicates.ts';
import { hangingOn } from './follow-up.ts';
import { customerHistory, listDeleted } from './history.ts';
import {
  assignCustomers,
  claimCustomers,
  removeCustomers,
  restoreCustomers,
  returnCustomers,
  takeBackCustomers,
  unmaskCustomer,
} from './pool-commands.ts';
import { countCustomers, countSegments } from './counts.ts';
import { listCustomers } from './list-page.ts';
import { quickSearch, selectCustomers } from './queries.ts';

const masked = async (db: Parameters<typeof loadPoolRules>[0]) => (await loadPoolRules(db)).maskedFields;

export const customersRouter = {
  list: reading.customers.list.handler(async ({ context, input }) =>
    listCustomers(context, input, await masked(context.db)),
  ),
  count: reading.customers.count.handler(({ context, input }) => countCustomers(context, input)),
  segments: reading.customers.segments.handler(({ context, input }) => countSegments(context, input)),
  ids: reading.customers.ids.handler(async ({ context, input }) => ({
    ids: await selectCustomers(context, input),
  })),
  get: reading.customers.get.handler(({ context, input }) => presentById(context, input.id)),
  quick: reading.customers.quick.handler(async ({ context, input }) =>
    quickSearch(context, input, await masked(context.db)),
  ),
  create: writing.customers.create.handler(({ context, input }) => createCustomer(context, input)),
  update: writing.customers.update.handler(({ context, input }) => updateCustomer(context, input)),
  checkDuplicates: reading.customers.checkDuplicates.handler(({ context, input }) =>
    findDuplicates(context, input),
  ),
  history: reading.customers.history.handler(({ context, input }) => customerHistory(context, input)),
  remove: writing.customers.remove.handler(({ context, input }) => removeCustomers(context, input)),
  deleted: reading.customers.deleted.handler(({ context, input }) => listDeleted(context, input)),
  restore: writing.customers.restore.handler(({ context, input }) => restoreCustomers(context, input.ids)),
};

export const poolRouter = {
  hanging: reading.pool.hanging.handler(({ context, input }) => hangingOn(context, input.ids)),
  claim: writing.pool.claim.handler(({ context, input }) => claimCustomers(context, input.ids)),
  return: writing.pool.return.handler(({ context, input }) => returnCustomers(context, input)),
  takeBack: writing.pool.takeBack.handler(({ context, input }) => takeBackCustomers(context, input)),
  assign: writing.pool.assign.handler(({ context, input }) => assignCustomers(context, input)),
  unmask: writing.pool.unmask.handler(({ context, input }) => unmaskCustomer(context, input.id)),
  myLimits: reading.pool.myLimits.handler(async ({ context: { db, actor, services } }) => {
    const limits = await limitsOf(db, actor.id);
    return {
      held: await heldBy(db, actor.id, limits.heldWithoutDeals),
      maxHeld: limits.maxHeld,
      claimsToday: await claimsToday(db, services.clock, actor.id),
      maxClaimsPerDay: limits.maxClaimsPerDay,
      coolDownDays: limits.coolDownDays,
    };
  }),
};
