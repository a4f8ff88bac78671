/** The sentences of the command line. Both languages say the same; refusals of the office come from core/i18n. */
export interface CliText {
  readonly running: (url: string) => string;
  readonly stop: string;
  readonly checking: string;
  readonly unknownCommand: (name: string) => string;
  readonly unknownOption: (name: string) => string;
  readonly wrongPort: (text: string) => string;
  readonly dataMissing: string;
  readonly help: string;
}

export const cliText: Readonly<Record<'zh-CN' | 'en', CliText>> = {
  'zh-CN': {
    running: (url) => `客池已启动，请在浏览器中打开：${url}`,
    stop: '按 Ctrl+C 结束。',
    checking: '客池上次没有正常关闭，正在检查数据，检查完就会打开。数据多时要几分钟，请不要关闭电脑。',
    unknownCommand: (name) => `没有“${name}”这个命令。用 --help 查看全部命令。`,
    unknownOption: (name) => `不认识参数“${name}”。用 --help 查看全部参数。`,
    wrongPort: (text) => `端口“${text}”不对：应为 0 到 65535 之间的整数。`,
    dataMissing: '--data 后面要写数据文件夹的路径。',
    help: `用法：kechi <命令> [参数]

命令
  serve    启动服务（不开窗口），供本机浏览器使用；不写命令时就是 serve
  init     在空文件夹中建立办公室：--data 目录 --office 名称 --admin 姓名 [--json]
  import   把 Excel 或 CSV 文件导入客户池：文件 --data 目录 --as 姓名 [--json]
  check    检查数据的完整性、操作日志、搜索索引和附件：--data 目录 [--json]

serve 的参数
  --data 目录   数据文件夹（默认放在系统为本用户准备的位置）
  --port 端口   使用的端口（默认由系统选一个空闲端口）
  --demo        带演示数据启动
  --no-open     启动后不打开浏览器
  --help        显示这段说明
`,
  },
  en: {
    running: (url) => `Kechi is running. Open in a browser: ${url}`,
    stop: 'Press Ctrl+C to stop.',
    checking:
      'Kechi was not closed properly last time and is checking its data; it opens when that is done. With much data this takes some minutes: please leave the PC on.',
    unknownCommand: (name) => `There is no command “${name}”. --help lists all commands.`,
    unknownOption: (name) => `Unknown option “${name}”. --help lists all options.`,
    wrongPort: (text) => `“${text}” is not a port: give a whole number from 0 to 65535.`,
    dataMissing: '--data needs the path of the data folder.',
    help: `Usage: kechi <command> [options]

Commands
  serve    run the service without a window, for browsers on this PC (the default)
  init     set up an office in an empty folder: --data DIR --office NAME --admin NAME [--json]
  import   import an Excel or CSV file into the customer pool: FILE --data DIR --as NAME [--json]
  check    check the data: integrity, operation log, search index, attached files: --data DIR [--json]

Options of serve
  --data DIR   the data folder (by default where this system keeps a user's data)
  --port N     the port to listen on (by default any free one)
  --demo       start with a demo office
  --no-open    do not open the browser
  --help       show this text
`,
  },
};

/** The sentence for an argument that was not understood. */
export function faultSentence(text: CliText, fault: 'unknown' | 'port' | 'data', value: string): string {
  switch (fault) {
    case 'unknown':
      return text.unknownOption(value);
    case 'port':
      return text.wrongPort(value);
    case 'data':
      return text.dataMissing;
  }
}
