import type { Inquiry } from '../rpc/context.ts';
import type { Attachment, FileList } from './attachments.contract.ts';
import { listFiles } from './queries.ts';

const atOnce = 200;

/**
 * Every file of a customer that the person sees, newest first: its own, those of its contacts and of its interactions.
 * `notFound` where the customer is not theirs to read. What is in one is asked for by its newest version (`openFile`).
 */
export async function* customerFiles(inquiry: Inquiry, customerId: number): AsyncGenerator<Attachment> {
  const owner = { kind: 'customer', id: customerId } as const;
  for (let after: string | undefined; ;) {
    const page: FileList = await listFiles(inquiry, { owner, only: false, after, limit: atOnce });
    yield* page.rows;
    if (page.next === null) return;
    after = page.next;
  }
}
