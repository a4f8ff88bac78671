import { matches } from '../../build/lint/glob.ts';
import { sizes, words } from '../../build/lint/limits.ts';
import { type ParsedFile, type SourceFile, isCode, isProgram } from './source-files.ts';

const lineCount = ({ text }: SourceFile) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

/** `problems` fail; `notes` are files to look at before they grow further. */
export function checkSizes(files: readonly SourceFile[]): { problems: string[]; notes: string[] } {
  const problems: string[] = [];
  const notes: string[] = [];
  for (const file of files.filter((one) => isCode(one) && !matches(one.path, sizes.unlimited))) {
    const isTest = /\.test\.tsx?$|^e2e\//.test(file.path);
    const limit = isTest ? sizes.failTest : sizes.fail;
    const lines = lineCount(file);
    if (lines > limit) problems.push(`${file.path} has ${lines} lines; ${limit} are allowed`);
    else if (lines > sizes.question && !isTest) notes.push(`${file.path} has ${lines} lines`);
  }
  return { problems, notes };
}

const silencers = /@ts-(?:ignore|nocheck)|(?:oxlint|eslint)-disable|(?:v8|c8|istanbul) ignore/;
const promises = /\b(?:TODO|FIXME|XXX|HACK)\b/;

/** Lint forbids `any`, `.only` and the like; this forbids what would switch it off, and notes to oneself. */
export function checkComments(files: readonly ParsedFile[]): string[] {
  return files.flatMap(({ path, comments }) =>
    comments.flatMap((comment) => {
      const found =
        silencers.exec(comment) ??
        promises.exec(comment) ??
        // In a test it can say that the types refuse something.
        (isProgram(path) ? /@ts-expect-error/.exec(comment) : null);
      return found ? [`${path}: a comment says ${found[0]}`] : [];
    }),
  );
}

/** One word for one thing: the glossary of spec §2. */
export function checkWords(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    words
      .filter(({ within }) => matches(path, within))
      .flatMap(({ pattern, instead }) => {
        const found = pattern.exec(text);
        if (!found) return [];
        const line = text.slice(0, found.index).split('\n').length;
        return [`${path}:${line}: "${found[0]}", where the glossary says ${instead}`];
      }),
  );
}

type Messages = { readonly [key: string]: string | Messages };

function flatten(messages: Messages, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(messages)) {
    if (typeof value === 'string') flat.set(`${prefix}${key}`, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

/** `{{count, number}}` and `{{ count }}` name the same; so do `{name}` and the tags of a sentence, `<0>`. */
function placeholders(text: string): string {
  const names = text.matchAll(/\{\{\s*(\w+)[^}]*\}\}|\{(\w+)\}|<\/?(\w+)\s*\/?>|\$t\(([^)]*)\)/g);
  return [...new Set([...names].map(([, a, b, c, d]) => a ?? b ?? `<${c ?? d}>`))].toSorted().join(', ');
}

/** English counts in one and other, Chinese in other only. */
const withoutPlural = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '');

/** Every sentence exists in both languages, with the same placeholders. */
export function checkLocales(files: readonly SourceFile[]): string[] {
  const locales = files.filter(({ path }) => /^(core\/i18n|renderer\/locales)\/.*\.json$/.test(path));
  const problems: string[] = [];
  for (const file of locales) {
    const here = /zh-CN/.test(file.path)
      ? 'zh-CN'
      : /(?<![a-z])en(?![a-z])/.test(file.path)
        ? 'en'
        : undefined;
    if (!here) {
      problems.push(`${file.path}: its path names neither zh-CN nor en`);
      continue;
    }
    const otherPath =
      here === 'en' ? file.path.replace(/(?<![a-z])en(?![a-z])/, 'zh-CN') : file.path.replace('zh-CN', 'en');
    const other = locales.find(({ path }) => path === otherPath);
    if (!other) problems.push(`${otherPath} is missing beside ${file.path}`);
    else problems.push(...compare(file, other));
  }
  return problems;
}

function compare(file: SourceFile, other: SourceFile): string[] {
  const theirs = new Map(
    [...flatten(JSON.parse(other.text) as Messages)].map(([key, text]) => [withoutPlural(key), text]),
  );
  return [...flatten(JSON.parse(file.text) as Messages)].flatMap(([key, text]) => {
    if (text.trim() === '') return [`${file.path}: ${key} is empty`];
    const counterpart = theirs.get(withoutPlural(key));
    if (counterpart === undefined) return [`${other.path}: ${key} is missing`];
    // "One customer" need not say the figure.
    if (/_(zero|one|two)$/.test(key) || placeholders(text) === placeholders(counterpart)) return [];
    return [`${key}: ${file.path} has {${placeholders(text)}}, ${other.path} {${placeholders(counterpart)}}`];
  });
}
