import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, type Locator, type Page } from '@playwright/test';
import { say } from './words.ts';

const run = promisify(execFile);

/** The pages of a PDF file as text; null where there is no reader of such files. */
export async function pagesOf(file: string): Promise<string[] | null> {
  const printed = await run('pdftotext', ['-layout', file, '-']).catch(() => null);
  return printed === null ? null : printed.stdout.split('\f').slice(0, -1);
}

/** Prints what a preview in a browser shows: what its dialog would have been given, as Chromium makes a PDF file of it. */
export async function printPreview(
  page: Page,
  preview: Locator,
  file: string,
): Promise<{ html: string; pages: string[] | null }> {
  await page.evaluate(() => {
    delete document.body.dataset['printed'];
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
