/** One line of the table. Times in milliseconds; `raw_ms` and `ratio` are null where there is no statement to compare with. */
export interface Result {
  readonly name: string;
  readonly door: 'direct' | 'http' | 'service';
  readonly median_ms: number;
  readonly p95_ms: number;
  readonly raw_ms: number | null;
  readonly ratio: number | null;
}

export interface Times {
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

export function timesOf(samples: readonly number[]): Times {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95), max: at(1) };
}

/** Calls before it is measured: a service in use has compiled what it does often. */
const warmUps = 40;
/** The same for changes, each of which can be made only once. */
const spent = 8;

/** What takes long is asked no longer than so many milliseconds, but so many times at least. */
const patience = 4000;
const fewest = 7;

/** Asks with the last parameters for warm-up, then with all of them; each as long as patience lasts. */
export async function whilePatient<P>(
  parameters: readonly P[],
  ask: (parameter: P, measured: boolean) => Promise<void>,
): Promise<void> {
  for (const [measured, some] of [
    [false, parameters.slice(-warmUps)] as const,
    [true, parameters] as const,
  ]) {
    const began = performance.now();
    for (const [at, parameter] of some.entries()) {
      if (at >= fewest && performance.now() - began > patience) break;
      await ask(parameter, measured);
    }
  }
}

let clock = () => performance.now();

/**
 * From now on counts the time that this thread computes instead of the time on the wall: for a machine on which others
 * work. What waits for the disk or for another process is not in it.
 */
export function countComputing(): void {
  clock = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
}

/** Runs `work` with one parameter after another: warm-up first, then a sample for each parameter while patience lasts. */
export async function sample<P>(parameters: readonly P[], work: (parameter: P) => unknown): Promise<Times> {
  const samples: number[] = [];
  await whilePatient(parameters, async (parameter, measured) => {
    const began = clock();
    await work(parameter);
    if (measured) samples.push(clock() - began);
  });
  return timesOf(samples);
}

/**
 * As {@link sample} for two ways to the same answer, in turns: a machine that others use is as fast for the one as for the other.
 */
export async function sampleInTurns<P>(
  parameters: readonly P[],
  works: readonly ((parameter: P) => unknown)[],
): Promise<Times[]> {
  const samples: number[][] = works.map(() => []);
  let turns = 0;
  const turn = async (parameter: P, measured: boolean) => {
    // Who asks first also brings the rows in from the disk: each way as often as the other.
    const order = [...works.entries()];
    if (turns++ % 2 === 1) order.reverse();
    for (const [nth, work] of order) {
      const began = clock();
      await work(parameter);
      if (measured) samples[nth]?.push(clock() - began);
    }
  };
  await whilePatient(parameters, turn);
  return samples.map(timesOf);
}

/** As {@link sample}, for what cannot be done twice with the same parameter: the first few are spent on the warm-up. */
export async function sampleOnce<P>(
  parameters: readonly P[],
  work: (parameter: P) => unknown,
): Promise<Times> {
  for (const parameter of parameters.slice(0, spent)) await work(parameter);
  const samples: number[] = [];
  for (const parameter of parameters.slice(spent)) {
    const began = clock();
    await work(parameter);
    samples.push(clock() - began);
  }
  return timesOf(samples);
}

export function resultOf(name: string, door: Result['door'], times: Times, raw: Times | null): Result {
  const round = (figure: number) => Math.round(figure * 1000) / 1000;
  return {
    name,
    door,
    median_ms: round(times.median),
    p95_ms: round(times.p95),
    raw_ms: raw === null ? null : round(raw.median),
    ratio: raw === null ? null : Math.round((times.median / raw.median) * 10) / 10,
  };
}

const columns = ['name', 'door', 'median_ms', 'p95_ms', 'raw_ms', 'ratio'] as const;

/** The table as it is printed, and as Markdown the same. */
export function table(results: readonly Result[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const cell = (value: string | number | null) =>
    value === null
      ? '–'
      : typeof value === 'number'
        ? String(value >= 100 ? Math.round(value) : Number(value.toPrecision(3)))
        : value;
  const rows = results.map((result) => columns.map((column) => cell(result[column])));
  const widths = columns.map((column, at) =>
    Math.max(column.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const padded = (row: readonly string[]) =>
    row.map((text, at) => (at < 2 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0)));
  const ruler = widths.map((width, at) => (at < 2 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return line(padded(columns)) + line(ruler) + rows.map((row) => line(padded(row))).join('');
}
