import { fileURLToPath } from 'node:url';
import process from 'node:process';
import { sentence } from '#core/i18n/sentence.ts';
import { AppError } from '#core/shared/errors.ts';
import { readArguments } from './arguments.ts';
import { cliText, faultSentence } from './cli-text.ts';
import { readEnvironment } from './platform/environment.ts';
import { openBrowser } from './platform/open-browser.ts';
import { defaultDataDir } from './platform/paths.ts';
import { startService } from './service-host.ts';

/** The program without a window: `kechi serve`, and the commands for administrators. */
const environment = readEnvironment();
const text = cliText[environment.locale];

/** Ends with the sentence on standard error; a stack trace helps nobody there. */
function refuse(line: string): number {
  process.stderr.write(`${line}\n`);
  return 1;
}

function refusal(error: unknown): number {
  const known = error instanceof AppError ? error : new AppError('unexpected', {}, { cause: error });
  return refuse(sentence(known, environment.locale));
}

async function serve(argv: readonly string[]): Promise<number> {
  const args = readArguments(argv, { strict: true });
  if ('fault' in args) return refuse(faultSentence(text, args.fault, args.text));
  if (args.help) {
    process.stdout.write(text.help);
    return 0;
  }
  const ended = Promise.withResolvers<number>();
  // Before the start: a signal that comes while the database opens must not cut it off.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ended.resolve(0));
  const service = await startService({
    dataDir: args.dataDir ?? defaultDataDir(environment),
    http: { host: '127.0.0.1', port: args.port ?? 0 },
    rendererDir: fileURLToPath(new URL('../renderer', import.meta.url)),
    demo: args.demo,
    onChecking: () => process.stdout.write(`${text.checking}\n`),
    onGivenUp: (error) => ended.resolve(refusal(error)),
  });
  process.stdout.write(`${text.running(`${service.url}/`)}  ${text.stop}\n`);
  if (args.open && service.url) openBrowser(`${service.url}/`, environment);
  const code = await ended.promise;
  await service.stop();
  return code;
}

async function run([command = 'serve', ...rest]: readonly string[]): Promise<number> {
  switch (command) {
    case 'serve':
      return serve(rest);
    case 'init':
      return (await import('./commands/init.ts')).run(rest);
    case 'import':
      return (await import('./commands/import.ts')).run(rest);
    case 'check':
      return (await import('./commands/check.ts')).run(rest);
    case 'help':
    case '-h':
    case '--help':
      process.stdout.write(text.help);
      return 0;
    default:
      if (command.startsWith('-')) return serve([command, ...rest]);
      return refuse(text.unknownCommand(command));
  }
}

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = refusal(error);
  },
);
