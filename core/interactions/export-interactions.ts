import type { z } from 'zod';
import { accessToMany, type Taking } from '../customers/index.ts';
import type { Inquiry } from '../rpc/context.ts';
import { listInteractions } from './interaction-queries.ts';
import type { Interaction, interactionQuestionSchema } from './interactions.contract.ts';

const atOnce = 200;

/**
 * Every interaction that the timeline finds and the person may take out, newest first, as the timeline shows it, in
 * pieces; `leftOut` of a piece are those on customers that the right does not reach.
 */
export async function* interactionsToExport(
  inquiry: Inquiry,
  question: z.infer<typeof interactionQuestionSchema>,
  taking: Taking,
): AsyncGenerator<{ readonly interactions: readonly Interaction[]; readonly leftOut: number }> {
  let after: string | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof listInteractions>> = await listInteractions(inquiry, {
      ...question,
      limit: atOnce,
      ...(after !== null && { after }),
    });
    const reached = await accessToMany(
      inquiry,
      page.rows.map(({ customerId }) => customerId),
    );
    const interactions = page.rows.filter(
      ({ customerId }) => reached.get(customerId)?.abilities.includes(taking) === true,
    );
    yield { interactions, leftOut: page.rows.length - interactions.length };
    if (page.next === null) return;
    after = page.next;
    await inquiry.services.breathe();
  }
}
