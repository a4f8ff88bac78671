import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';
import { layers } from '../../build/lint/layers.ts';
import { matches } from '../../build/lint/glob.ts';

/** A file of the project, its path from the top with `/` on every system. A planted one is just such an object. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** Nothing of it is left at run time. */
  readonly typeOnly: boolean;
  /** The names that are taken from it as values; `*` for all of it. */
  readonly names: readonly string[];
}

export interface ParsedFile extends SourceFile {
  readonly imports: readonly Import[];
  /** Dotted names and empty constructions that occur in the code: `process.env`, `Date.now`, `new Date()`. */
  readonly expressions: ReadonlySet<string>;
  readonly comments: readonly string[];
}

export const root = path.resolve(import.meta.dirname, '../..');

const folders = [
  'core',
  'db',
  'server',
  'electron',
  'renderer',
  'testing',
  'e2e',
  'bench',
  'build',
  'scripts',
  'docs',
];

/** Every text file of ours. */
export function readProject(): SourceFile[] {
  const files: SourceFile[] = [];
  const add = (file: string) => files.push({ path: file, text: readFileSync(path.join(root, file), 'utf8') });
  const walk = (folder: string) => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(file);
      else if (/\.(tsx?|mjs|cjs|css|json|html|md)$/.test(entry.name)) add(file);
    }
  };
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (entry.isDirectory() && folders.includes(entry.name)) walk(entry.name);
    else if (entry.isFile() && /\.(ts|cjs|md)$/.test(entry.name)) add(entry.name);
  }
  return files;
}

export const isCode = (file: SourceFile): boolean => /\.(tsx?|mjs|cjs)$/.test(file.path);

export const layerOf = (file: string) => layers.find((layer) => matches(file, layer.files));

const testLayers = ['tests and their builders', 'end-to-end tests', 'tooling'];

/** Code that is part of the program people run. */
export function isProgram(file: string): boolean {
  const layer = layerOf(file);
  return layer !== undefined && !testLayers.includes(layer.name);
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** @throws {Error} when it is not TypeScript at all, naming the file */
export function parse(file: SourceFile): ParsedFile {
  const result = parseSync(file.path, file.text, {
    lang: file.path.endsWith('.tsx') ? 'tsx' : file.path.endsWith('.ts') ? 'ts' : 'js',
  });
  if (result.errors.length > 0) throw new Error(`${file.path}: ${result.errors[0]?.message}`);
  const imports: Import[] = [];
  const expressions = new Set<string>();
  visit(result.program as unknown as Node, imports, expressions);
  return { ...file, imports, expressions, comments: result.comments.map((comment) => comment.value) };
}

function visit(node: Node, imports: Import[], expressions: Set<string>): void {
  const found = importOf(node);
  if (found) imports.push(found);
  if (node.type === 'MemberExpression') {
    const name = dotted(node);
    if (name) expressions.add(name);
  } else if (node.type === 'Identifier') {
    expressions.add(String(node.name));
  } else if (node.type === 'NewExpression' && isNode(node.callee) && (node.arguments as []).length === 0) {
    expressions.add(`new ${dotted(node.callee)}()`);
  } else if (node.type === 'VariableDeclarator' && isNode(node.id) && isNode(node.init)) {
    // `const { env } = process` is `process.env` as well.
    for (const { key } of (node.id.properties as Node[] | undefined) ?? []) {
      if (isNode(key)) expressions.add(`${dotted(node.init)}.${String(key.name)}`);
    }
  }
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) visit(item, imports, expressions);
    } else if (isNode(value)) visit(value, imports, expressions);
  }
}

/** `a.b.c`, for plain names only. */
function dotted(node: Node): string | undefined {
  if (node.type === 'Identifier') return String(node.name);
  if (node.type !== 'MemberExpression' || node.computed === true) return undefined;
  const object = isNode(node.object) ? dotted(node.object) : undefined;
  return object && isNode(node.property) ? `${object}.${String(node.property.name)}` : undefined;
}

function importOf(node: Node): Import | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return declared(node, node.importKind === 'type');
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return node.source ? declared(node, node.exportKind === 'type') : undefined;
    case 'ImportExpression':
      return { specifier: literal(node.source), typeOnly: false, names: ['*'] };
    case 'TSImportType':
      return { specifier: literal(node.source ?? node.argument), typeOnly: true, names: [] };
    case 'NewExpression':
      return referenced(node);
    default:
      return undefined;
  }
}

function declared(node: Node, typeOnly: boolean): Import {
  const specifiers = (node.specifiers as Node[] | undefined) ?? [{ type: 'ExportAllDeclaration' }];
  const values = specifiers.filter(
    (specifier) => specifier.importKind !== 'type' && specifier.exportKind !== 'type',
  );
  return {
    specifier: literal(node.source),
    // `import './x.ts'` names nothing and runs it all the same.
    typeOnly: typeOnly || (specifiers.length > 0 && values.length === 0),
    names: typeOnly ? [] : values.map(importedName),
  };
}

function importedName(specifier: Node): string {
  const named = specifier.type === 'ExportSpecifier' ? specifier.local : specifier.imported;
  if (isNode(named)) return String(named.name ?? named.value);
  return specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*';
}

/** `new URL('./worker.js', import.meta.url)`: a file that is loaded later, from the sources or from the build. */
function referenced(node: Node): Import | undefined {
  const [file, base] = node.arguments as Node[];
  if (!isNode(node.callee) || dotted(node.callee) !== 'URL' || !file || !base) return undefined;
  const specifier = literal(file);
  return /^\.{1,2}\/.*\.tsx?$/.test(specifier) ? { specifier, typeOnly: false, names: ['*'] } : undefined;
}

const literal = (node: unknown): string =>
  isNode(node)
    ? node.type === 'TSLiteralType'
      ? literal(node.literal)
      : typeof node.value === 'string'
        ? node.value
        : ''
    : '';

/** The file of ours an import leads to, from the top; undefined for a package. */
export function resolve(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (!specifier.startsWith('.')) return undefined;
  return path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier)).split('?')[0];
}

/** `@orpc/server/node` → `@orpc/server`; Node's own keep their `node:`. */
export const packageOf = (specifier: string): string =>
  specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : (specifier.split('/')[0] ?? '');
