import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Desktop } from '../fixtures/desktop.ts';
import { say } from './words.ts';

const run = promisify(execFile);

/** The pages of a PDF file as text; null where there is no reader of such files. */
export async function pagesOf(file: string): Promise<string[] | null> {
  const printed = await run('pdftotext', ['-layout', file, '-']).catch(() => null);
  return printed === null ? null : printed.stdout.split('\f').slice(0, -1);
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How many dots of a place on the first page (in millimetres) are dark; null where there is nothing to draw PDF files with. */
export async function inkOf(file: string): Promise<((place: Place) => number) | null> {
  const perMm = 4;
  const options = ['-gray', '-singlefile', '-r', String(perMm * 25.4)];
  const drawn = await run('pdftoppm', [...options, file, file]).catch(() => null);
  if (drawn === null) return null;
  const bytes = await readFile(`${file}.pgm`);
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 60).toString('latin1'));
  if (head === null) throw new Error('That is no picture');
  const across = Number(head[1]);
  const dots = bytes.subarray(head[0].length);
  return ({ x, y, width, height }) => {
    let dark = 0;
    for (let row = Math.max(0, Math.round(y * perMm)); row < Math.round((y + height) * perMm); row++)
      for (let column = Math.round(x * perMm); column < Math.round((x + width) * perMm); column++)
        if ((dots[row * across + column] ?? 255) < 160) dark += 1;
    return dark;
  };
}

/**
 * Prints what a preview shows to a PDF file: in a browser what its dialog would have been given, as Chromium makes a file of it;
 * in the desktop program as it saves one, and there is no HTML to be had.
 */
export async function printPreview(
  page: Page,
  preview: Locator,
  file: string,
  desktop: Desktop | null = null,
): Promise<{ html: string; pages: string[] | null }> {
  if (desktop?.standIn) {
    desktop.standIn.saveAs = file;
    await preview.getByRole('button', { name: say(($) => $.printing.pdf) }).click();
    await expect.poll(() => existsSync(file)).toBe(true);
    return { html: '', pages: await pagesOf(file) };
  }
  await page.evaluate(() => {
    delete document.body.dataset['printed'];
    if (document.body.dataset['printer'] !== undefined) return;
    document.body.dataset['printer'] = '';
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes)
        for (const node of addedNodes)
          if (node instanceof HTMLIFrameElement && node.contentWindow !== null) {
            const view = node.contentWindow;
            view.print = () => {
              document.body.dataset['printed'] = node.contentDocument?.documentElement.outerHTML;
              view.dispatchEvent(new Event('afterprint'));
            };
          }
    }).observe(document.body, { childList: true });
  });
  await preview.getByRole('button', { name: say(($) => $.printing.print), exact: true }).click();
  await expect(page.locator('body[data-printed]')).toBeAttached();
  const html = `<!doctype html>${await page.evaluate(() => document.body.dataset['printed'])}`;
  const paper = await page.context().newPage();
  await paper.setContent(html);
  await writeFile(file, await paper.pdf({ preferCSSPageSize: true, printBackground: true }));
  await paper.close();
  return { html, pages: await pagesOf(file) };
}
