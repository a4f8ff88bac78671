import { readdir } from 'node:fs/promises';
import process from 'node:process';
import { createOffice } from '#core/sessions/index.ts';
import { AppError } from '#core/shared/errors.ts';
import { openOffice } from '../compose.ts';
import { readEnvironment } from '../platform/environment.ts';
import { createLog } from '../platform/log.ts';
import { readOptions, refuse, type CommandLocale } from './options.ts';

interface NewOffice {
  readonly office: string;
  readonly admin: string;
  /** One-time: it must be changed at the first sign-in, and is stored nowhere. */
  readonly password: string;
}

const text: Readonly<Record<CommandLocale, (made: NewOffice) => string>> = {
  'zh-CN': ({ office, admin, password }) =>
    `“${office}”已建好。请用姓名“${admin}”和一次性密码 ${password} 登录，首次登录时要改成自己的密码。`,
  en: ({ office, admin, password }) =>
    `“${office}” is set up. Sign in as “${admin}” with the one-time password ${password}; it must be changed then.`,
};

/** What may lie in a folder in which an earlier attempt stopped half-way, or which the system itself put there. */
const ignored =
  /^(?:kechi\.db(?:-wal|-shm)?|instance\.lock|host\.json|log\.key(?:\.new)?|running|logs|copies|uploads|lost\+found|desktop\.ini|thumbs\.db|\.ds_store)$/i;

async function assertEmpty(folder: string): Promise<void> {
  // A folder that cannot be read is refused with its own sentence when it is opened.
  const names = await readdir(folder).catch(() => []);
  if (names.some((name) => !ignored.test(name))) throw new AppError('folderNotEmpty', { path: folder });
}

/**
 * `kechi init`: sets up an office in an empty folder, with its first person, who is administrator and clerk. Its last
 * line of output says the one-time password; with `--json` it is `{"office","admin","password"}`.
 * Throws `folderNotEmpty` where there is an office already, and the refusals of opening one.
 */
export async function run(argv: readonly string[]): Promise<number> {
  const { locale, deviceName } = readEnvironment();
  const options = readOptions(argv, ['office', 'admin'], locale);
  if (typeof options === 'string') return refuse(options);
  const { dataDir, json, values } = options;
  await assertEmpty(dataDir);
  const office = await openOffice({ dataDir, log: createLog('init') });
  try {
    const { services } = office;
    const password = services.passwords.oneTime();
    const made = await createOffice(
      services,
      { officeName: values.office, personName: values.admin, password },
      { device: deviceName, mustChangePassword: true },
      async (trx) => {
        const { name } = await trx.selectFrom('office').select('name').executeTakeFirstOrThrow();
        const person = await trx.selectFrom('person').select('name').executeTakeFirstOrThrow();
        return { office: name, admin: person.name, password };
      },
    );
    process.stdout.write(`${json ? JSON.stringify(made) : text[locale](made)}\n`);
    return 0;
  } catch (error) {
    if (error instanceof AppError && error.code === 'officeExists') {
      throw new AppError('folderNotEmpty', { path: dataDir }, { cause: error });
    }
    throw error;
  } finally {
    await office.close();
  }
}
