import process from 'node:process';
import type { Office } from '#server/compose.ts';
import type { Client } from '#testing/app/create-test-app.ts';
import { one, othersDuring } from './automatic-return.ts';
import { resultOf, type Result } from './measure.ts';

const columns = [
  'name',
  'number',
  'status',
  'level',
  'owner',
  'region',
  'industry',
  'phone',
  'tags',
  'source',
  'updatedAt',
  'address',
] as const;

/**
 * The register as an Excel file (spec §11), while others ask for a page of a list or change something, and the memory
 * that it takes beside what the service had.
 */
export async function measureExport(
  office: Office,
  { clerk, salesperson }: { readonly clerk: Client; readonly salesperson: Client },
): Promise<Result[]> {
  const ended = async (exportId: number) => {
    for (;;) {
      const status = await clerk.exports.status({ exportId });
      if (status.state !== 'running') return status;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const asked = { view: 'pool', segment: 'all', search: '', filters: {} } as const;
  const run = async () => {
    const { exportId } = await clerk.exports.start({
      what: {
        noun: 'customers',
        query: asked,
        sort: { by: 'name', direction: 'asc' },
        columns: columns.map((key) => ({ key, title: key, width: 120 })),
      },
      format: 'xlsx',
      language: 'zh-CN',
    });
    return ended(exportId);
  };
  const list = () =>
    salesperson.customers.list({ view: 'pool', sort: { by: 'name', direction: 'asc' }, limit: 100 });
  // Something that writes and is nobody's business.
  const change = () => salesperson.notices.markRead({ ids: 'all' });
  let nth = 0;
  const ask = () => ((nth += 1) % 2 === 0 ? list() : change());
  const before = process.memoryUsage.rss();
  let most = before;
  const watching = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  const began = performance.now();
  const running = run();
  const waits = await othersDuring(running, ask);
  const took = performance.now() - began;
  clearInterval(watching);
  const { rows, exportId } = await running;
  await office.services.exportFiles.remove(exportId);
  const megabytes = Math.round((most - before) / 1024 / 1024);
  return [
    resultOf(`export of ${rows.toLocaleString('en')} rows (+${megabytes} MB)`, 'direct', one(took), null),
    resultOf('list or change meanwhile', 'direct', waits, null),
    resultOf('… the longest wait', 'direct', one(waits.max), null),
  ];
}
