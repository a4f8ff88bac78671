const cache = new Map<string, RegExp>();

/** `**` any folders, `*` within one name, `{a,b}` either. The stars are captured in order. */
export function globToRegExp(glob: string): RegExp {
  const known = cache.get(glob);
  if (known) return known;
  const source = glob.replace(/\*\*\/|\*\*|\*|\{[^}]*\}|[.+?^$()|[\]\\]/g, (part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '**') return '.*';
    if (part === '*') return '([^/]*)';
    if (part.startsWith('{')) return `(?:${part.slice(1, -1).split(',').join('|')})`;
    return `\\${part}`;
  });
  const made = new RegExp(`^${source}$`);
  cache.set(glob, made);
  return made;
}

export const matches = (file: string, globs: readonly string[]): boolean =>
  globs.some((glob) => globToRegExp(glob).test(file));
