import { reading, writing } from '../rpc/procedure.ts';
import { countUnread, listNotices, markRead } from './notices.ts';

export const noticesRouter = {
  list: reading.notices.list.handler(({ context, input }) => listNotices(context, input)),
  unread: reading.notices.unread.handler(async ({ context }) => ({ count: await countUnread(context) })),
  markRead: writing.notices.markRead.handler(async ({ context, input }) => ({
    count: await markRead(context, input.ids),
  })),
};
