import { reading, writing } from '../rpc/procedure.ts';
import {
  answerRequest,
  askForShare,
  changeShare,
  listGivenShares,
  listShareRequests,
  listSharesOfCustomer,
  revokeShares,
  shareCustomers,
} from './share-customers.ts';

export const sharingRouter = {
  ofCustomer: reading.sharing.ofCustomer.handler(({ context, input }) =>
    listSharesOfCustomer(context, input.customerId),
  ),
  given: reading.sharing.given.handler(({ context, input }) => listGivenShares(context, input)),
  share: writing.sharing.share.handler(({ context, input }) => shareCustomers(context, input)),
  change: writing.sharing.change.handler(({ context, input }) => changeShare(context, input)),
  end: writing.sharing.end.handler(async ({ context, input }) => ({
    ended: await revokeShares(context, input.ids),
  })),
  ask: writing.sharing.ask.handler(async ({ context, input }) => {
    await askForShare(context, input);
    return { asked: true } as const;
  }),
  requests: reading.sharing.requests.handler(({ context }) => listShareRequests(context)),
  answer: writing.sharing.answer.handler(async ({ context, input }) => {
    await answerRequest(context, input);
    return { answered: true } as const;
  }),
};
