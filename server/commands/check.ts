import process from 'node:process';
import { AppError, assertNever } from '#core/shared/errors.ts';
import { readEnvironment } from '../platform/environment.ts';
import { checkOffice, type CheckAnswer, type CheckedPart, type Finding } from './check-office.ts';
import { readOptions, refuse, type CommandLocale } from './options.ts';

interface CheckText {
  readonly fine: (logLines: number) => string;
  readonly noOffice: (folder: string) => string;
  readonly parts: Readonly<Record<CheckedPart, string>>;
  readonly damaged: (places: string) => string;
  readonly unreadable: (part: string) => string;
  readonly references: (count: number) => string;
  readonly logKeyMissing: string;
  readonly log: (line: number) => string;
  readonly search: (count: number, customers: string) => string;
  readonly owner: (count: number, customers: string) => string;
  readonly files: (count: number, files: string) => string;
}

const texts: Readonly<Record<CommandLocale, CheckText>> = {
  'zh-CN': {
    fine: (logLines) => `数据检查通过，没有发现问题。操作日志共 ${logLines} 条。`,
    noOffice: (folder) => `文件夹 ${folder} 里没有客池的数据。`,
    parts: { file: '数据文件', log: '操作日志', search: '搜索索引', owner: '客户归属', files: '附件内容' },
    damaged: (places) => `数据文件有损坏：${places}。请从备份恢复，原文件不要删除。`,
    unreadable: (part) => `${part}读不出来，数据文件很可能已损坏。请从备份恢复，原文件不要删除。`,
    references: (count) => `有 ${count} 条记录指向了不存在的记录。`,
    logKeyMissing: '操作日志的密钥文件 log.key 不见了，无法核对日志有没有被改动。',
    log: (line) => `操作日志从第 ${line} 条起对不上：有记录被修改、删除或插入过。`,
    search: (count, customers) => `有 ${count} 个客户的搜索索引与资料不一致（内部编号 ${customers}）。`,
    owner: (count, customers) => `有 ${count} 个客户的归属人与归属记录不一致（内部编号 ${customers}）。`,
    files: (count, files) =>
      `有 ${count} 个附件的内容丢失或被改动（objects 目录里的 ${files}）。请检查硬盘，从备份找回。`,
  },
  en: {
    fine: (logLines) => `The data is in order. The operation log has ${logLines} lines.`,
    noOffice: (folder) => `There is no Kechi data in the folder ${folder}.`,
    parts: {
      file: 'The data file',
      log: 'The operation log',
      search: 'The search index',
      owner: 'The ownership of customers',
      files: 'The stored files',
    },
    damaged: (places) => `The data file is damaged: ${places}. Restore a backup, and keep this file.`,
    unreadable: (part) =>
      `${part} cannot be read: the data file is probably damaged. Restore a backup, and keep this file.`,
    references: (count) => `Records that point to records that are not there: ${count}.`,
    logKeyMissing:
      'The key of the operation log, log.key, is gone: nobody can tell whether the log was changed.',
    log: (line) =>
      `The operation log does not hold together from line ${line} on: a line was changed, removed or put in.`,
    search: (count, customers) =>
      `Customers whose search index differs from their data: ${count} (internal ids ${customers}).`,
    owner: (count, customers) =>
      `Customers whose owner differs from their ownership events: ${count} (internal ids ${customers}).`,
    files: (count, files) =>
      `Attached files whose content is missing or changed: ${count} (in the folder objects: ${files}). Check the disk, and look in the backups.`,
  },
};

function findingSentence(finding: Finding, text: CheckText): string {
  switch (finding.check) {
    case 'damaged':
      return text.damaged(finding.places.join('; '));
    case 'unreadable':
      return text.unreadable(text.parts[finding.part]);
    case 'references':
      return text.references(finding.count);
    case 'logKeyMissing':
      return text.logKeyMissing;
    case 'log':
      return text.log(finding.line);
    case 'files': {
      const names = finding.files.map((name) => name.slice(0, 16)).join(', ');
      return text.files(finding.count, finding.count > finding.files.length ? `${names}, …` : names);
    }
    case 'search':
    case 'owner': {
      const ids = finding.customers.join(', ');
      return text[finding.check](finding.count, finding.count > finding.customers.length ? `${ids}, …` : ids);
    }
    default:
      return assertNever(finding);
  }
}

/** A file that SQLite cannot open at all is a finding, not a fault of the command. */
async function findings(dataDir: string): Promise<CheckAnswer | null> {
  try {
    return await checkOffice(dataDir);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'databaseDamaged')) throw error;
    return { findings: [{ check: 'unreadable', part: 'file' }], logLines: 0 };
  }
}

/**
 * `kechi check`: integrity of the file, chain of the operation log, search index, ownership. Prints a sentence for each
 * finding, or with `--json` one line `{"ok","findings":[{"check","sentence",…}],"logLines"}`; ends with 1 on findings.
 */
export async function run(argv: readonly string[]): Promise<number> {
  const { locale } = readEnvironment();
  const options = readOptions(argv, [], locale);
  if (typeof options === 'string') return refuse(options);
  const text = texts[locale];
  const answer = await findings(options.dataDir);
  if (answer === null) return refuse(text.noOffice(options.dataDir));
  const ok = answer.findings.length === 0;
  const told = answer.findings.map((finding) => ({ ...finding, sentence: findingSentence(finding, text) }));
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ ok, findings: told, logLines: answer.logLines })}\n`);
  } else {
    const lines = ok ? [text.fine(answer.logLines)] : told.map((finding) => finding.sentence);
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  return ok ? 0 : 1;
}
