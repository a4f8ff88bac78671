// `npm run bench -- --customers 100000`: the measurements, on the sources as they are, set up first.
import path from 'node:path';
import { handOver, projectNode, root } from './lib.mjs';
import { setup } from './setup.mjs';

await setup();
process.exitCode = await handOver(projectNode(), [
  path.join(root, 'bench', 'main.ts'),
  ...process.argv.slice(2),
]);
