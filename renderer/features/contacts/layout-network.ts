/** Where a node of a picture lies. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  /** Kept free at each edge, for the nodes and their words. */
  readonly margin: { readonly x: number; readonly y: number };
}

interface Link {
  readonly from: string;
  readonly to: string;
}

const rounds = 220;
/** The angle by which seeds turn: neighbours never start on a line with each other. */
const goldenAngle = Math.PI * (3 - Math.sqrt(5));

/**
 * Places the nodes of a small network (some dozens): each pushes all others away, links pull together, everything is drawn to the
 * middle, and less is moved in every round. The first key lies near the middle. The same network always gives the same picture;
 * all points lie within the frame, less its margin.
 */
export function layoutNetwork(
  keys: readonly string[],
  links: readonly Link[],
  frame: Frame,
): ReadonlyMap<string, Point> {
  const index = new Map(keys.map((key, at) => [key, at]));
  const pairs = links.flatMap(({ from, to }) => {
    const [a, b] = [index.get(from), index.get(to)];
    return a === undefined || b === undefined || a === b ? [] : [[a, b] as const];
  });
  const count = keys.length;
  const xs = keys.map((_, at) => Math.sqrt(at) * Math.cos(at * goldenAngle));
  const ys = keys.map((_, at) => Math.sqrt(at) * Math.sin(at * goldenAngle));
  // In units of the distance at which a link rests.
  const move = (by: number[], at: number, amount: number) => {
    by[at] = (by[at] ?? 0) + amount;
  };
  for (let round = 0; round < rounds; round++) {
    const dx = keys.map(() => 0);
    const dy = keys.map(() => 0);
    const apart = (a: number, b: number): [number, number, number] => {
      const x = (xs[a] ?? 0) - (xs[b] ?? 0);
      const y = (ys[a] ?? 0) - (ys[b] ?? 0);
      return [x, y, Math.max(Math.hypot(x, y), 0.01)];
    };
    for (let a = 0; a < count; a++) {
      for (let b = a + 1; b < count; b++) {
        const [x, y, distance] = apart(a, b);
        const push = 1 / (distance * distance);
        move(dx, a, (x / distance) * push);
        move(dy, a, (y / distance) * push);
        move(dx, b, -(x / distance) * push);
        move(dy, b, -(y / distance) * push);
      }
    }
    for (const [a, b] of pairs) {
      const [x, y, distance] = apart(a, b);
      const pull = distance * distance;
      move(dx, a, -(x / distance) * pull);
      move(dy, a, -(y / distance) * pull);
      move(dx, b, (x / distance) * pull);
      move(dy, b, (y / distance) * pull);
    }
    const heat = 0.3 * (1 - round / rounds);
    for (let at = 0; at < count; at++) {
      // The one in the middle holds on to it harder.
      const home = at === 0 ? 1.5 : 0.08;
      const x = (dx[at] ?? 0) - (xs[at] ?? 0) * home;
      const y = (dy[at] ?? 0) - (ys[at] ?? 0) * home;
      const length = Math.max(Math.hypot(x, y), 0.0001);
      const step = Math.min(length, heat) / length;
      move(xs, at, x * step);
      move(ys, at, y * step);
    }
  }
  return new Map(keys.map((key, at) => [key, fit(xs, ys, at, frame)]));
}

/** Stretches the picture to the frame, each direction by itself and none beyond what a short network bears. */
function fit(xs: readonly number[], ys: readonly number[], at: number, frame: Frame): Point {
  const one = (values: readonly number[], size: number, margin: number) => {
    const low = Math.min(...values);
    const high = Math.max(...values);
    const room = size - 2 * margin;
    const scale = Math.min(room / Math.max(high - low, 0.001), 130);
    return size / 2 + ((values[at] ?? 0) - (low + high) / 2) * scale;
  };
  return {
    x: one(xs, frame.width, frame.margin.x),
    y: one(ys, frame.height, frame.margin.y),
  };
}
