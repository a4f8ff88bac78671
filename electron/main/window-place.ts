import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where the last window stood, in the screen's own points. */
export interface WindowPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

/** No screen is larger, and a window smaller than this was not made by a person. */
const bounds = { least: 200, most: 20_000 };

function isPlace(value: unknown): value is WindowPlace {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, width, height, maximized } = value as Partial<Record<keyof WindowPlace, unknown>>;
  return (
    [x, y, width, height].every((n) => Number.isInteger(n) && Math.abs(Number(n)) <= bounds.most) &&
    Math.min(Number(width), Number(height)) >= bounds.least &&
    typeof maximized === 'boolean'
  );
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Null where nothing readable is kept. */
export function readPlace(file: string): WindowPlace | null {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isPlace(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** Written beside and renamed, so that a crash leaves the old or the new. A place that cannot be kept is let go. */
export function writePlace(file: string, place: WindowPlace): void {
  const fresh = `${file}.${randomUUID()}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(fresh, JSON.stringify(place), { flush: true });
    renameSync(fresh, file);
  } catch {
    try {
      rmSync(fresh, { force: true });
    } catch {
      // The folder itself cannot be had.
    }
  }
}

/** Enough of the title bar to take hold of, in points. */
const grip = { width: 120, height: 40 };

/** Whether a window there could be seen and moved: a screen may have been unplugged since. */
export function isReachable(place: Area, screens: readonly Area[]): boolean {
  return screens.some((screen) => {
    const width = Math.min(place.x + place.width, screen.x + screen.width) - Math.max(place.x, screen.x);
    const top = place.y >= screen.y - 8 && place.y + grip.height <= screen.y + screen.height;
    return width >= grip.width && top;
  });
}
