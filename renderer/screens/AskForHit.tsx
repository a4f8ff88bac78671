import { AskShare } from '../features/sharing/AskShare.tsx';
import { useCan } from '../lib/session.ts';

/** As it stands in a list of hits. */
export const askForHit = (hit: Hit) => <AskForHit hit={hit} />;

interface Hit {
  readonly id: number;
  readonly ownerId: number | null;
  readonly foreign: boolean;
}

/** Asking for a share of a colleague's customer that a duplicate check has found (spec §3.8). */
function AskForHit({ hit }: { hit: Hit }) {
  const may = useCan('customers.exists');
  if (!may || !hit.foreign || hit.ownerId === null) return null;
  return <AskShare customerId={hit.id} ownerId={hit.ownerId} compact />;
}
