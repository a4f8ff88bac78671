// `npm run kechi -- COMMAND …`: the service's commands, set up first. Its stdout is the command's alone.
import path from 'node:path';
import { handOver, projectNode, root } from './lib.mjs';
import { setup } from './setup.mjs';

await setup();
const program = path.join(root, 'dist', 'main', 'server.js');
process.exitCode = await handOver(projectNode(), [program, ...process.argv.slice(2)]);
