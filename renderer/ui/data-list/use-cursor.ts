import { useCallback, useState } from 'react';
import type { HasId } from './types.ts';
import type { Rows } from './use-rows.ts';

/** The row that the cursor is on, and where it stood when last seen; without `id` a row that is not there yet. */
export interface Cursor {
  readonly id: number | null;
  readonly place: number;
}

export const nowhere: Cursor = { id: null, place: -1 };

/** How far from its place a row is looked for: what others do moves rows by a few. */
const reach = 200;

/** The cursor on whatever row stands at this place. */
export function cursorAt(rows: Pick<Rows<HasId>, 'at'>, place: number): Cursor {
  return place < 0 ? nowhere : { id: rows.at(place)?.id ?? null, place };
}

/**
 * Where the row with the cursor stands now, however the rows have moved since: -1 where it is no longer near. Another row
 * never takes its place under the cursor.
 */
export function standsAt(rows: Pick<Rows<HasId>, 'at' | 'total'>, { id, place }: Cursor): number {
  if (place < 0 || place >= rows.total) return place < 0 || id === null ? -1 : near(rows, id, rows.total);
  const here = rows.at(place);
  return id === null || here === undefined || here.id === id ? place : near(rows, id, place);
}

function near(rows: Pick<Rows<HasId>, 'at' | 'total'>, id: number, place: number): number {
  for (let by = 1; by <= reach; by++) {
    if (rows.at(place - by)?.id === id) return place - by;
    if (rows.at(place + by)?.id === id) return place + by;
  }
  return -1;
}

/** The cursor as a list shows it. */
export interface ShownCursor {
  /** Where its row stands, -1 for none. */
  readonly active: number;
  /** Where the arrow keys go on from when its row has left the list. */
  readonly place: number;
  /** Changes whenever the person moves the cursor, and not when others move its row. */
  readonly moves: number;
}

/** The cursor of a list, kept with its row. */
export function useCursor(
  rows: Pick<Rows<HasId>, 'at' | 'total'>,
): ShownCursor & { readonly set: (place: number) => void } {
  const [cursor, setCursor] = useState(nowhere);
  const [moves, setMoves] = useState(0);
  const active = standsAt(rows, cursor);
  const now = active >= 0 ? cursorAt(rows, active) : cursor;
  // Followed from where it is now; a row that was not there yet is known once it has come.
  if (now.place !== cursor.place || (cursor.id === null && now.id !== null)) setCursor(now);
  const { at } = rows;
  const set = useCallback(
    (place: number) => {
      setCursor(cursorAt({ at }, place));
      setMoves((before) => before + 1);
    },
    [at],
  );
  return { active, place: cursor.place, moves, set };
}
