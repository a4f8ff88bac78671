import type { Change, Services } from '../rpc/context.ts';
import type { Topic } from './changes.contract.ts';

/**
 * One short transaction of a procedure that hashes, streams or waits: what `work` touched is announced after the
 * commit. `actor` is null while nobody is signed in.
 */
export async function makeChange<Who, Answer>(
  services: Services,
  actor: Who,
  work: (change: Omit<Change, 'actor'> & { readonly actor: Who }) => Promise<Answer>,
): Promise<Answer> {
  const touched = new Set<Topic>();
  const answer = await services.transaction((trx) => work({ services, actor, trx, touched }));
  services.changes.publish(touched);
  return answer;
}
