import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

const root = fileURLToPath(new URL('..', import.meta.url));
/** In the project, where its packages are found. */
const folder = join(root, 'node_modules', '.cache', `kechi-service-${process.pid}`);

const buildService = () =>
  build({
    root,
    configFile: join(root, 'vite.service.config.ts'),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });

/**
 * Builds the service from today's sources, once for a run: for the crash test, and for the threads that read imported files,
 * which are hundreds and would each load their sources anew. Tests find it by `KECHI_TEST_SERVICE`.
 */
export async function setup(project: TestProject): Promise<void> {
  await buildService();
  process.env['KECHI_TEST_SERVICE'] = folder;
  project.onTestsRerun(async () => {
    await buildService();
  });
}

export const teardown = () => rm(folder, { recursive: true, force: true });
