// A Chromium and Chinese fonts for the end-to-end run: Debian's own where apt-get can be used, else Playwright's download.
import { existsSync, readFileSync } from 'node:fs';
import { capture, childEnv, note, projectNode, say, toolFile } from './lib.mjs';

/** Without windows: it opens a page in half the time, so it is installed beside a Chromium that is there already. */
const headlessShell = '/usr/bin/chromium-headless-shell';
const debianChromiums = [headlessShell, '/usr/bin/chromium'];
const debianChromium = () => debianChromiums.find((file) => existsSync(file));

/** Ubuntu's package of that name is a pointer to a snap, which does not run in a container. */
function isDebian() {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

async function installFromDebian() {
  const fonts = await capture('dpkg', ['-s', 'fonts-noto-cjk']);
  // Reads the text of printed pages; without it those tests look at what they were printed from.
  const poppler = await capture('dpkg', ['-s', 'poppler-utils']);
  const missing = [
    ...(existsSync(headlessShell) ? [] : ['chromium-headless-shell']),
    ...(fonts.code === 0 ? [] : ['fonts-noto-cjk']),
    ...(poppler.code === 0 ? [] : ['poppler-utils']),
  ];
  if (!missing.length) return;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && (await capture('sudo', ['-n', 'true'])).code !== 0) return;
  note(say(`Installing ${missing.join(', ')} …`, `正在安装 ${missing.join('、')}……`));
  const env = { ...childEnv(), DEBIAN_FRONTEND: 'noninteractive' };
  /** @param {string[]} args */
  const apt = (args) =>
    isRoot
      ? capture('apt-get', args, { env })
      : capture('sudo', ['-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args], { env });
  // Where Debian cannot be reached, whatever is there already has to do: soon.
  const soon = ['-o', 'Acquire::http::Timeout=10', '-o', 'Acquire::Retries=1'];
  await apt([...soon, 'update', '-qq']);
  await apt([...soon, 'install', '-y', '-qq', '--no-install-recommends', ...missing]);
}

/**
 * @returns {Promise<NodeJS.ProcessEnv>} what Playwright's configuration needs to know: CHROMIUM is the browser's program
 * file; unset, Playwright takes its own.
 */
export async function ensureBrowser() {
  if (process.env.CHROMIUM) return {};
  if (isDebian()) await installFromDebian();
  const present = debianChromium();
  if (present) return { CHROMIUM: present };
  const result = await capture(projectNode(), [toolFile('playwright'), 'install', 'chromium']);
  if (result.code !== 0) note(result.output.trim());
  return {};
}
