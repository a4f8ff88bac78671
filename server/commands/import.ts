import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { codeSentence, sentence } from '#core/i18n/sentence.ts';
import { actorFor } from '#core/imports/import-access.ts';
import { importStatus } from '#core/imports/import-status.ts';
import { importWholeFile, type WholeImport } from '#core/imports/import-whole-file.ts';
import { reasonText } from '#core/imports/rejected-file.ts';
import type { Actor } from '#core/permissions/actor.ts';
import type { Services } from '#core/rpc/context.ts';
import { AppError } from '#core/shared/errors.ts';
import { foldText } from '#core/shared/text.ts';
import { openOffice } from '../compose.ts';
import { readEnvironment } from '../platform/environment.ts';
import { createLog } from '../platform/log.ts';
import { logDir } from '../platform/paths.ts';

type Language = 'zh-CN' | 'en';

/** Sentences of this command alone. */
const texts = {
  'zh-CN': {
    usage: '用法：kechi import 文件 --data 目录 --as 姓名 [--json]',
    noFile: (path: string) => `找不到文件：${path}`,
    noPerson: (name: string) => `没有名叫“${name}”的在职人员。`,
    noRight: (name: string) => `“${name}”没有导入客户的权限。`,
    checking: '正在检查',
    running: '正在导入',
    result: (made: number, duplicates: number, rejected: number) =>
      `新建 ${made} 个客户，重复 ${duplicates} 行，有错误未导入 ${rejected} 行。`,
    row: (row: number, column: string | null, reason: string) =>
      `第 ${row} 行${column === null ? '' : ` ${column}`}：${reason}`,
  },
  en: {
    usage: 'Usage: kechi import FILE --data DIR --as NAME [--json]',
    noFile: (path: string) => `There is no such file: ${path}`,
    noPerson: (name: string) => `There is no active person called “${name}”.`,
    noRight: (name: string) => `“${name}” may not import customers.`,
    checking: 'Checking',
    running: 'Importing',
    result: (made: number, duplicates: number, rejected: number) =>
      `${made} customers created, ${duplicates} duplicate rows, ${rejected} rejected rows.`,
    row: (row: number, column: string | null, reason: string) =>
      `Row ${row}${column === null ? '' : `, ${column}`}: ${reason}`,
  },
} as const;

interface Wanted {
  readonly file: string;
  readonly dataDir: string;
  readonly person: string;
  readonly json: boolean;
}

function readWanted(argv: readonly string[]): Wanted | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { data: { type: 'string' }, as: { type: 'string' }, json: { type: 'boolean' } },
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1 || !values.data || !values.as) return null;
    return {
      file: resolve(file),
      dataDir: resolve(values.data),
      person: values.as,
      json: values.json === true,
    };
  } catch {
    return null;
  }
}

/** The person in whose name the command acts, with today's rights; a sentence when there is none or the right is missing. */
async function actingPerson(
  { db }: Services,
  name: string,
  device: string,
  language: Language,
): Promise<Actor | string> {
  const person = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('name_key', '=', foldText(name))
    .where('active', '=', 1)
    .executeTakeFirst();
  if (person === undefined) return texts[language].noPerson(name);
  const held = await db
    .selectFrom('person_role')
    .innerJoin('role_right', 'role_right.role_id', 'person_role.role_id')
    .select('role_right.right_name')
    .where('person_role.person_id', '=', person.id)
    .where('role_right.right_name', 'in', ['customers.import', 'choices.manage'])
    .execute();
  const grants = new Map(
    held.map(({ right_name: right }) => [right as 'customers.import' | 'choices.manage', 'all' as const]),
  );
  if (!grants.has('customers.import')) return texts[language].noRight(person.name);
  return actorFor(person, device, grants);
}

/** Says on standard error how far it is, a line each few seconds, or in place on a terminal. */
function showProgress(services: Services, actor: Actor, importId: number, language: Language): () => void {
  const terminal = process.stderr.isTTY;
  let shown = false;
  const timer = setInterval(
    () => {
      importStatus(services, actor, importId).then(
        ({ state, handled, rows }) => {
          if (state !== 'checking' && state !== 'running') return;
          shown = true;
          process.stderr.write(
            `${terminal ? '\r' : ''}${texts[language][state]} ${handled} / ${rows}${terminal ? '   ' : '\n'}`,
          );
        },
        () => undefined,
      );
    },
    terminal ? 300 : 5000,
  );
  return () => {
    clearInterval(timer);
    if (shown && terminal) process.stderr.write('\n');
  };
}

function report({ status, rejected }: WholeImport, json: boolean, language: Language): void {
  const rows = rejected.map(({ row, problems }) => {
    const [first, ...more] = problems;
    const say = (problem: { code: string; params: Readonly<Record<string, string | number>> }) =>
      codeSentence(problem.code, problem.params, language);
    const rest = more.length === 0 ? '' : ` ${reasonText(more, say, language)}`;
    return { row, column: first?.column ?? null, reason: `${first === undefined ? '' : say(first)}${rest}` };
  });
  const { created, duplicates } = status;
  if (json) {
    process.stdout.write(`${JSON.stringify({ read: status.rows, created, duplicates, rejected: rows })}\n`);
    return;
  }
  for (const { row, column, reason } of rows)
    process.stdout.write(`${texts[language].row(row, column, reason)}\n`);
  process.stdout.write(`${texts[language].result(created, duplicates, rows.length)}\n`);
}

/**
 * `kechi import FILE --data DIR --as NAME [--json]`: the same import as in the window, without a question. Opens the
 * office itself, so the program must not be running. 0 when the import ran, rejected rows or not; 1 otherwise, with the
 * sentence on standard error and nothing left in the register.
 */
export async function run(argv: readonly string[]): Promise<number> {
  const { locale: language, deviceName } = readEnvironment();
  const refuse = (line: string): number => {
    process.stderr.write(`${line}\n`);
    return 1;
  };
  const wanted = readWanted(argv);
  if (wanted === null) return refuse(texts[language].usage);
  const found = await stat(wanted.file).catch(() => null);
  if (found === null || !found.isFile()) return refuse(texts[language].noFile(wanted.file));
  const log = createLog('import');
  try {
    const office = await openOffice({ dataDir: wanted.dataDir, log });
    // Only now: a folder that was refused must not be written to.
    await log.open(logDir(wanted.dataDir)).catch(() => undefined);
    let done = () => {};
    try {
      const actor = await actingPerson(office.services, wanted.person, deviceName, language);
      if (typeof actor === 'string') return refuse(actor);
      const file = { path: wanted.file, fileName: basename(wanted.file), bytes: found.size };
      const whole = await importWholeFile(office.services, actor, file, (importId) => {
        done = showProgress(office.services, actor, importId, language);
      });
      done();
      report(whole, wanted.json, language);
      return 0;
    } finally {
      done();
      await office.close();
    }
  } catch (error) {
    if (!(error instanceof AppError)) log.error('import', { error });
    return refuse(
      sentence(
        error instanceof AppError ? error : new AppError('unexpected', {}, { cause: error }),
        language,
      ),
    );
  } finally {
    await log.close();
  }
}
