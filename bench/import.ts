import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from '#testing/app/create-test-app.ts';
import { regionPath } from '#core/regions/index.ts';
import { createInventor, type ChoiceIds } from '../server/demo/generate.ts';
import { givenChars, surnames } from '../server/demo/words.ts';
import { customerWriter } from './fill.ts';
import { resultOf, timesOf, type Result, type Times } from './measure.ts';
import type { ChangeGround } from './changes.ts';
import type { RawOffice } from './raw.ts';
import { prepareRows } from './rows.ts';
import type { RunningService } from './service.ts';

export const importRows = 100_000;
const seed = 77_000_000;
const pieceBytes = 1024 * 1024;

const contactHeadings = '联系人1姓名,联系人1职务,联系人1手机,联系人2姓名,联系人2手机,联系人2邮箱';

/** A file as an office would bring it from another program; `contacts`: with two of them in each row. */
export function importFile(choices: ChoiceIds, contacts: boolean, rows = importRows): Buffer {
  const inventor = createInventor(seed + (Date.now() % 100_000), choices);
  const { random } = inventor;
  const [families, given] = [Array.from(surnames), Array.from(givenChars)];
  const person = () => random.pick(families) + random.pick(given) + random.pick(given);
  const industry = new Map([...(choices.get('industry') ?? [])].map(([label, id]) => [id, label]));
  const cell = (value: string | null | undefined) =>
    /[",\n]/.test(value ?? '') ? `"${(value ?? '').replaceAll('"', '""')}"` : (value ?? '');
  const lines = [`客户名称,简称,行业,地区,地址,电话,邮箱,税号,备注${contacts ? `,${contactHeadings}` : ''}`];
  for (let row = 0; row < rows; row++) {
    const f = inventor.customer();
    const region = f.regionCode === null ? '' : regionPath(f.regionCode).join('');
    const cells = [
      f.name,
      f.shortName,
      industry.get(f.industryId),
      region,
      f.address,
      f.phone,
      f.email,
      f.taxNumber,
      f.remark,
    ];
    if (contacts) {
      const mobile = () => `138${random.digits(8)}`;
      cells.push(person(), '采购经理', mobile(), person(), mobile(), `u${random.digits(7)}@mail.example`);
    }
    lines.push(cells.map(cell).join(','));
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n`);
}

/** Inserts the same number of ready rows by hand in one transaction, and rolls it back. */
export function rawImport(raw: RawOffice, { hasher, staff, choices }: ChangeGround): Times {
  const part = importRows / 10;
  const rows = prepareRows({
    seed: seed + 1,
    from: 0,
    count: part,
    total: part,
    choices,
    staff,
    now: Date.now(),
  });
  const write = customerWriter(hasher, raw.connection);
  const began = performance.now();
  raw.connection.exec('begin immediate');
  for (const [at, row] of rows.entries()) {
    write({ ...row, columns: [`I${at}`, ...row.columns.slice(1)], events: row.events.slice(0, 1) });
  }
  const taken = (performance.now() - began) * 10;
  raw.connection.exec('rollback');
  return timesOf([taken]);
}

async function send(client: Client, file: Buffer): Promise<number> {
  const { importId } = await client.imports.begin({ fileName: '客户.csv', bytes: file.length });
  for (let offset = 0; offset < file.length; offset += pieceBytes) {
    const piece = new File([new Uint8Array(file.subarray(offset, offset + pieceBytes))], 'piece');
    await client.imports.upload({ importId, offset, piece });
  }
  const found = await client.imports.inspect({ importId });
  const columns = found.columns.flatMap(({ index, field }) => (field === null ? [] : [{ index, field }]));
  await client.imports.check({
    importId,
    columns,
    defaults: { type: 'company', sourceId: null, industryId: null },
  });
  return importId;
}

async function until(client: Client, importId: number, busy: string): Promise<void> {
  for (;;) {
    const status = await client.imports.status({ importId });
    if (status.state === 'done' || status.state === 'checked') return;
    if (status.state !== busy)
      throw new Error(`The import is ${status.state}: ${JSON.stringify(status.failure)}`);
    await wait(100);
  }
}

/** What colleagues do meanwhile: list, search, open; how long each call took. */
async function others(client: Client, running: { yes: boolean }): Promise<number[]> {
  const calls: number[] = [];
  for (let at = 0; running.yes; at++) {
    const began = performance.now();
    if (at % 3 === 0) await client.customers.list({ view: 'pool' });
    else if (at % 3 === 1) await client.customers.list({ view: 'pool', search: '机械' });
    else await client.customers.get({ id: 1 + (at % 1000) });
    calls.push(performance.now() - began);
    await wait(20);
  }
  return calls;
}

/** The most memory that the service takes meanwhile, in MB; null where the system does not tell. */
async function mostMemory(service: RunningService, running: { yes: boolean }): Promise<number | null> {
  let most: number | null = null;
  while (running.yes) {
    const now = service.memory();
    if (now !== null) most = Math.max(most ?? 0, now);
    await wait(50);
  }
  return most;
}

/** Imports a file of 100,000 rows while others work; from the first byte sent to the last row in the register. */
export async function measureImport(
  {
    service,
    clients,
  }: {
    readonly service: RunningService;
    readonly clients: { readonly clerk: Client; readonly salesperson: Client };
  },
  name: string,
  file: Buffer,
  raw: Times | null,
): Promise<{ readonly results: Result[]; readonly memory: number | null }> {
  const running = { yes: true };
  const memory = mostMemory(service, running);
  const meanwhile = others(clients.salesperson, running);
  const began = performance.now();
  const importId = await send(clients.clerk, file);
  await until(clients.clerk, importId, 'checking');
  const checked = performance.now();
  await clients.clerk.imports.run({ importId, addChoices: true });
  await until(clients.clerk, importId, 'running');
  const done = performance.now();
  running.yes = false;
  const calls = timesOf(await meanwhile);
  const whole = timesOf([done - began]);
  const results = [
    resultOf(name, 'http', whole, raw),
    resultOf('  of it: sent, read and checked', 'http', timesOf([checked - began]), null),
    resultOf('  of it: written', 'http', timesOf([done - checked]), raw),
    resultOf('other calls during the import', 'http', calls, null),
    resultOf('longest other call during the import', 'http', timesOf([calls.max]), null),
  ];
  return { results, memory: await memory };
}
