import type { Interaction } from '#core/interactions/interactions.contract.ts';
import { FilesPanel } from '../features/attachments/FilesPanel.tsx';

/** Below an interaction in a timeline: what hangs on it. */
export const filesOfEntry = ({ id }: Interaction) => (
  <FilesPanel key={id} owner={{ kind: 'interaction', id }} titled />
);
