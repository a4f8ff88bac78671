// One type check per layer: core sees neither DOM nor Node, the window no Node, and so on. Two at a time.
import { readdirSync } from 'node:fs';
import { capture, projectNode, root, toolFile } from './lib.mjs';

const layers = readdirSync(root).filter((name) => /^tsconfig\.(?!base)\w+\.json$/.test(name));
let failed = false;

async function worker() {
  for (let layer = layers.pop(); layer; layer = layers.pop()) {
    const { code, output } = await capture(projectNode(), [
      toolFile('typescript', 'tsc'),
      '-p',
      layer,
      '--noEmit',
    ]);
    if (code === 0) continue;
    failed = true;
    process.stdout.write(`${layer}\n${output.trim()}\n\n`);
  }
}

await Promise.all([worker(), worker()]);
process.exitCode = failed ? 1 : 0;
