import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const home = fileURLToPath(new URL('../../node_modules/pdfjs-dist', import.meta.url));
/**
 * What pdf.js reads while it shows a document: character maps and fonts for documents that bring none (most Chinese ones
 * of older programs), colour profiles, and decoders of pictures in plain JavaScript, because the content policy allows
 * no WebAssembly.
 */
const folders: readonly (readonly [folder: string, wanted: RegExp])[] = [
  ['cmaps', /\.bcmap$|^LICENSE/],
  ['standard_fonts', /\.(?:pfb|ttf)$|^LICENSE/],
  ['iccs', /\.icc$|^LICENSE/],
  ['wasm', /nowasm_fallback\.js$|^LICENSE/],
];

/** Puts the files that pdf.js reads beside the window's own, under `pdf/`; in development they are served from there. */
export function pdfFiles(): Plugin {
  const files = folders.flatMap(([folder, wanted]) =>
    readdirSync(join(home, folder))
      .filter((name) => wanted.test(name))
      .map((name) => [`pdf/${folder}/${name}`, join(home, folder, name)] as const),
  );
  const byPath = new Map(files.map(([path, file]) => [`/${path}`, file]));
  return {
    name: 'pdf-files',
    generateBundle() {
      for (const [fileName, file] of files)
        this.emitFile({ type: 'asset', fileName, source: readFileSync(file) });
    },
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const file = byPath.get(request.url ?? '');
        if (file === undefined) return next();
        if (file.endsWith('.js')) response.setHeader('content-type', 'text/javascript');
        response.end(readFileSync(file));
      });
    },
  };
}
