import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { lexer, type Token } from 'marked';

/** A piece of the guide as the window shows it: nothing but what a text needs, and no markup of its own. */
interface Piece {
  readonly kind: string;
  readonly text?: string;
  readonly href?: string;
  readonly ordered?: boolean;
  readonly depth?: number;
  readonly head?: readonly (readonly Piece[])[];
  readonly rows?: readonly (readonly (readonly Piece[])[])[];
  readonly parts?: readonly Piece[];
}

interface Section {
  /** The word of the comment before its heading: the same in every language. */
  readonly id: string;
  readonly title: string;
  readonly pieces: readonly Piece[];
}

const all = (tokens: readonly Token[] | undefined): Piece[] => (tokens ?? []).flatMap(pieceOf);

function pieceOf(token: Token): Piece[] {
  switch (token.type) {
    case 'paragraph':
    case 'strong':
    case 'em':
      return [{ kind: token.type, parts: all(token.tokens) }];
    case 'heading':
      return [{ kind: 'heading', depth: token.depth, parts: all(token.tokens) }];
    case 'list':
      return [
        {
          kind: 'list',
          ordered: token.ordered,
          parts: token.items.map((item: { tokens: Token[] }) => ({ kind: 'item', parts: all(item.tokens) })),
        },
      ];
    case 'table': {
      const cells = (row: readonly { tokens: Token[] }[]) => row.map((cell) => all(cell.tokens));
      return [{ kind: 'table', head: cells(token.header), rows: token.rows.map(cells) }];
    }
    case 'code':
    case 'codespan':
      return [{ kind: token.type, text: token.text }];
    case 'link':
      return [{ kind: 'link', href: token.href, parts: all(token.tokens) }];
    case 'image':
      return [{ kind: 'image', href: token.href, text: token.text }];
    case 'text':
    case 'escape':
      return token.type === 'text' && token.tokens !== undefined
        ? all(token.tokens)
        : [{ kind: 'text', text: token.text }];
    case 'space':
    case 'html':
      return [];
    default:
      throw new Error(`The guide holds something that the window cannot show: ${token.type}`);
  }
}

/** The sections of a guide's text: each begins with `<!-- id -->` and a heading of the second level. */
export function sectionsOf(markdown: string): Section[] {
  const sections: Section[] = [];
  let id: string | null = null;
  let pieces: Piece[] = [];
  for (const token of lexer(markdown)) {
    const named = token.type === 'html' ? /^<!-- (\w+) -->\s*$/.exec(token.raw) : null;
    if (named !== null) {
      id = named[1] ?? null;
    } else if (token.type === 'heading' && token.depth === 2) {
      if (id === null) throw new Error(`A section of the guide has no id: ${token.raw}`);
      pieces = [];
      sections.push({ id, title: token.text, pieces });
      id = null;
    } else pieces.push(...pieceOf(token));
  }
  return sections;
}

/** Vite plugin: a page of the guide as sections, its pictures as files of the window. Works without a network: all of it is built in. */
export function guide() {
  return {
    name: 'guide',
    enforce: 'pre' as const,
    async load(file: string) {
      if (!/[\\/]docs[\\/]guide[\\/][\w-]+\.md$/.test(file)) return null;
      const sections = sectionsOf(await readFile(file, 'utf8'));
      const pictures = new Map<string, string>();
      const text = JSON.stringify(sections, (key, value: unknown) => {
        if (key === 'href' && typeof value === 'string' && value.startsWith('pictures/'))
          pictures.set(value, `picture${pictures.size}`);
        return value;
      });
      const imports = [...pictures].map(
        ([href, name]) => `import ${name} from ${JSON.stringify(resolve(dirname(file), href))};`,
      );
      const table = [...pictures].map(([href, name]) => `${JSON.stringify(href)}: ${name}`).join(', ');
      return `${imports.join('\n')}\nexport const pictures = { ${table} };\nexport const sections = ${text};\n`;
    },
  };
}
