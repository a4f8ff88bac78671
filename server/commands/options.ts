import { resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { cliText } from '../cli-text.ts';
import type { Environment } from '../platform/environment.ts';

export type CommandLocale = Environment['locale'];

/** What a command was called with: each option by name, the folder made absolute. */
export interface CommandOptions<Name extends string> {
  readonly values: Readonly<Record<Name, string>>;
  readonly dataDir: string;
  readonly json: boolean;
}

const needed: Readonly<Record<CommandLocale, (option: string) => string>> = {
  'zh-CN': (option) => `缺少参数 ${option}。用 --help 查看全部参数。`,
  en: (option) => `${option} is missing. --help lists all options.`,
};

/** A sentence of the command line on standard error, and the code to end with. */
export function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}

/**
 * Reads `--data DIR`, `--json` and the options of one command, each of which must be given a text.
 * Answers the sentence of what is wrong with them otherwise.
 */
export function readOptions<Name extends string>(
  argv: readonly string[],
  names: readonly Name[],
  locale: CommandLocale,
): CommandOptions<Name> | string {
  const text = cliText[locale];
  let values: Readonly<Record<string, unknown>>;
  try {
    const asText = [...names, 'data'].map((name) => [name, { type: 'string' }] as const);
    const options = { ...Object.fromEntries(asText), json: { type: 'boolean' } as const };
    ({ values } = parseArgs({ args: [...argv], strict: true, allowPositionals: false, options }));
  } catch (error) {
    return text.unknownOption(error instanceof Error ? (/'([^']+)'/.exec(error.message)?.[1] ?? '') : '');
  }
  const given = (name: string) => (typeof values[name] === 'string' ? values[name].trim() : '');
  if (given('data') === '') return text.dataMissing;
  const missing = names.find((name) => given(name) === '');
  if (missing !== undefined) return needed[locale](`--${missing}`);
  const found = Object.fromEntries(names.map((name) => [name, given(name)])) as Record<Name, string>;
  return { values: found, dataDir: resolve(given('data')), json: values['json'] === true };
}
