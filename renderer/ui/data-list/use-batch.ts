import { useCallback, useRef, useState } from 'react';
import { toAppError } from '../../lib/rpc.ts';
import type { PieceAnswer, Refused } from './types.ts';

/** Most records that one call takes. */
export const pieceSize = 200;

export interface BatchRun {
  /** What is being done, in the person's words. */
  readonly title: string;
  readonly total: number;
  readonly handled: number;
  readonly done: readonly number[];
  readonly refused: readonly Refused[];
  readonly state: 'running' | 'cancelling' | 'finished';
  /** Why it stopped before the end, if it did. */
  readonly error: unknown;
  readonly startedAt: number;
}

export interface Batch {
  readonly run: BatchRun | null;
  readonly start: (
    title: string,
    ids: readonly number[],
    send: (ids: number[]) => Promise<PieceAnswer>,
  ) => Promise<BatchRun>;
  readonly cancel: () => void;
  readonly close: () => void;
}

/** Does one thing to many records, in pieces, so that it can be watched and stopped; each piece is whole. */
export function useBatch(): Batch {
  const [run, setRun] = useState<BatchRun | null>(null);
  const stop = useRef(false);
  const start = useCallback<Batch['start']>(async (title, ids, send) => {
    stop.current = false;
    let now: BatchRun = {
      title,
      total: ids.length,
      handled: 0,
      done: [],
      refused: [],
      state: 'running',
      error: null,
      startedAt: Date.now(),
    };
    setRun(now);
    for (let at = 0; at < ids.length && !stop.current; at += pieceSize) {
      try {
        const answer = await send(ids.slice(at, at + pieceSize));
        now = {
          ...now,
          handled: Math.min(ids.length, at + pieceSize),
          done: [...now.done, ...answer.done],
          refused: [...now.refused, ...answer.refused],
        };
        setRun((old) => (old ? { ...now, state: old.state } : old));
      } catch (thrown) {
        now = { ...now, error: toAppError(thrown) };
        break;
      }
    }
    now = { ...now, state: 'finished' };
    setRun(now);
    return now;
  }, []);
  const cancel = useCallback(() => {
    stop.current = true;
    setRun((old) => old && { ...old, state: 'cancelling' });
  }, []);
  const close = useCallback(() => setRun(null), []);
  return { run, start, cancel, close };
}
