import { globToRegExp, matches } from '../../build/lint/glob.ts';
import { type Layer, foundations, powers, slices } from '../../build/lint/layers.ts';
import { type ParsedFile, isProgram, layerOf, packageOf, resolve } from './source-files.ts';

/** Every import against the table. Answers one line for each that is not allowed. */
export function checkLayers(files: readonly ParsedFile[]): string[] {
  const known = new Set(files.map((file) => file.path));
  return files.flatMap((file) => {
    const layer = layerOf(file.path);
    if (!layer) return [`${file.path} belongs to no layer of build/lint/layers.ts`];
    return file.imports.flatMap(({ specifier, typeOnly }) => {
      const target = resolve(file.path, specifier);
      if (target === undefined) {
        const name = packageOf(specifier);
        const open = typeOnly ? [...layer.packages, ...(layer.packageTypes ?? [])] : layer.packages;
        return open.includes('*') || matches(name, open) ? [] : [refusal(file, specifier, layer)];
      }
      // Relative within the folder, by package import across: one way to write each.
      if (
        specifier.startsWith('../') &&
        target.split('/')[0] !== file.path.split('/')[0] &&
        isProgram(file.path)
      ) {
        return [`${file.path} must write ${specifier} as #${target}`];
      }
      if (!known.has(target) && /\.tsx?$/.test(target))
        return [`${file.path} imports ${target}, which is not there`];
      const open = typeOnly ? [...layer.may, ...(layer.mayTypes ?? [])] : layer.may;
      return matches(target, fillIn(layer, file.path, open)) ? [] : [refusal(file, target, layer)];
    });
  });
}

const refusal = (file: ParsedFile, what: string, layer: Layer) =>
  `${file.path} (${layer.name}) may not import ${what}: ${layer.because}`;

/** `core/$1/**` for a file of core/customers is `core/customers/**`. */
function fillIn(layer: Layer, file: string, globs: readonly string[]): string[] {
  const matched = layer.files.map((glob) => globToRegExp(glob).exec(file)).find(Boolean);
  const own = file.startsWith('core/') ? file.split('/')[1] : matched?.[1];
  return globs.map((glob) => glob.replace('$1', own ?? ''));
}

const sliceOf = (file: string): string | undefined => {
  const [top, slice, rest] = file.split('/');
  return top === 'core' && slice && rest && !foundations.includes(slice) ? slice : undefined;
};

/** Slices of core use each other only as the table says, and the table has no cycle. Contracts may name each other. */
export function checkSlices(
  files: readonly ParsedFile[],
  table: Readonly<Record<string, readonly string[]>> = slices,
): string[] {
  const problems = cyclesOf(table).map(
    (cycle) => `build/lint/slices.ts: slices in a circle: ${cycle.join(' → ')}`,
  );
  for (const file of files.filter(({ path }) => isProgram(path))) {
    const from = sliceOf(file.path);
    if (!from) continue;
    if (!table[from]) problems.push(`${file.path}: slice ${from} is not in build/lint/slices.ts`);
    for (const { specifier } of file.imports) {
      const target = resolve(file.path, specifier) ?? '';
      const to = sliceOf(target);
      if (!to || to === from || target.endsWith('.contract.ts') || table[from]?.includes(to)) continue;
      problems.push(`${file.path} may not import ${target}: slice ${from} does not use slice ${to}`);
    }
  }
  return problems;
}

/** No file needs, at run time, a file that needs it. */
export function checkCycles(files: readonly ParsedFile[]): string[] {
  const graph: Record<string, string[]> = {};
  for (const file of files) {
    graph[file.path] = file.imports
      .filter(({ typeOnly }) => !typeOnly)
      .map(({ specifier }) => resolve(file.path, specifier))
      .filter((target) => target !== undefined);
  }
  return cyclesOf(graph).map((cycle) => `files in a circle: ${cycle.join(' → ')}`);
}

/** One circle for each place where a walk comes back to where it has been. */
function cyclesOf(graph: Readonly<Record<string, readonly string[]>>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const walk = (name: string) => {
    const seenAt = trail.indexOf(name);
    if (seenAt >= 0) cycles.push([...trail.slice(seenAt), name]);
    if (seenAt >= 0 || done.has(name)) return;
    trail.push(name);
    for (const next of graph[name] ?? []) walk(next);
    trail.pop();
    done.add(name);
  };
  for (const name of Object.keys(graph)) walk(name);
  return cycles;
}

/** Each raw power is used by its named files only. */
export function checkPowers(files: readonly ParsedFile[]): string[] {
  return files
    .filter(({ path }) => isProgram(path))
    .flatMap((file) =>
      powers
        .filter(
          ({ within, files: named }) => matches(file.path, within ?? ['**']) && !named.includes(file.path),
        )
        .filter(({ modules = [], imported = [], expressions = [] }) => {
          const taken = file.imports.filter(({ typeOnly }) => !typeOnly);
          return (
            taken.some(({ specifier }) => modules.includes(specifier)) ||
            taken.some(({ names }) => names.some((name) => imported.includes(name))) ||
            imported.some((name) => [...file.expressions].some((used) => used.endsWith(`.${name}`))) ||
            expressions.some((name) => file.expressions.has(name))
          );
        })
        .map(
          ({ name, files: named, because }) =>
            `${file.path} may not use ${name}: only ${named.join(', ') || 'no file'} may; ${because}`,
        ),
    );
}
