import { create } from 'zustand';

export interface Connection {
  /** `away`: the office host does not answer; it is asked again until it does. */
  readonly state: 'connected' | 'away';
}

/** Whether the office answers, as the last call found it: `connectionState((c) => c.state)` in a component. */
export const connectionState = create<Connection>(() => ({ state: 'connected' }));

/** In milliseconds: soon enough to be there when the host is, seldom enough for a host that is off all night. */
const firstWait = 500;
const longestWait = 5_000;

/** The office answered, whatever it said. */
export function noteAnswer(): void {
  if (connectionState.getState().state === 'away') connectionState.setState({ state: 'connected' });
}

/** Gives what to call when the office did not answer. `probe` is any call to it; it is repeated until one is answered. */
export function silenceOf(probe: () => Promise<unknown>): () => void {
  let probing = false;

  async function untilAnswered(): Promise<void> {
    for (
      let wait = firstWait;
      connectionState.getState().state === 'away';
      wait = Math.min(wait * 2, longestWait)
    ) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      await probe().catch(() => undefined);
    }
  }

  return () => {
    connectionState.setState({ state: 'away' });
    if (probing) return;
    probing = true;
    void untilAnswered().finally(() => {
      probing = false;
    });
  };
}
