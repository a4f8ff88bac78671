import type { Inquiry } from '../rpc/context.ts';
import type { Attachment } from './attachments.contract.ts';
import { findVersion } from './attachments.repository.ts';
import type { KeptObject } from './object-store.ts';
import { listFiles } from './queries.ts';

/** A file of a customer with what it holds: for a list on paper, or a folder that leaves the program. */
interface CustomerFile extends Attachment {
  /** Read by `services.objects.read`, after `services.objects.check`; null where the person may not open it. */
  readonly object: KeptObject | null;
}

const atOnce = 200;

/**
 * Every file of a customer that the person sees, newest first: its own, those of its contacts and of its interactions.
 * `notFound` where the customer is not theirs to read. Whoever lets what is in them out of the program logs it.
 */
export async function* customerFiles(inquiry: Inquiry, customerId: number): AsyncGenerator<CustomerFile> {
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listFiles>> = await listFiles(inquiry, {
      owner: { kind: 'customer', id: customerId },
      only: false,
      limit: atOnce,
      ...(after !== null && { after }),
    });
    for (const file of page.rows) {
      const opens = file.abilities.includes('open');
      yield {
        ...file,
        object: opens ? ((await findVersion(inquiry.db, file.versionId))?.object ?? null) : null,
      };
    }
    after = page.next;
  } while (after !== null);
}
