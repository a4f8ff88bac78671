import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import BetterSqlite from 'better-sqlite3';
import type { Client } from '#testing/app/create-test-app.ts';
import { measureLargeFile } from './attached-files.ts';
import { measureAutomaticReturn } from './automatic-return.ts';
import { places, readCases, type ReadCase } from './cases.ts';
import { fillCustomerFiles } from './customer-file.ts';
import { fileCases } from './file-cases.ts';
import { changeGround, measureChanges, rawChanges, unclaimedFor } from './changes.ts';
import { directClient, httpClient, openSession } from './doors.ts';
import { measureExport } from './export.ts';
import { fillOffice, openBenchOffice, staffOf } from './fill.ts';
import { measureDuplicates } from './duplicates.ts';
import { measureHandover } from './handover.ts';
import { importFile, measureImport, rawImport } from './import.ts';
import {
  countComputing,
  resultOf,
  sample,
  sampleInTurns,
  table,
  timesOf,
  whilePatient,
  type Result,
  type Times,
} from './measure.ts';
import { findProbes } from './probes.ts';
import { openRaw, type RawOffice } from './raw.ts';
import { buildService, startBuilt } from './service.ts';
import { inDatabase } from './statements.ts';

const help = `npm run bench -- --customers N [--json FILE] [--data DIR] [--only TEXT] [--files GB] [--computing] [--no-jobs] [--no-import]
  --data DIR    keeps the office there and uses it again
  --only TEXT   only the reading cases whose name holds the text, directly
  --files GB    only one file of this size, there and back, and the memory of the service meanwhile
  --no-jobs     without automatic return, export, handover and duplicates, which take an hour in a large register
  --computing   counts computing time instead of time on the wall, directly
`;

interface Clients {
  readonly clerk: Client;
  readonly salesperson: Client;
  readonly superior: Client;
}

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Directly, each beside the same by hand; answers what that took, too. */
async function measureReads(cases: readonly ReadCase[], clients: Clients, raw: RawOffice) {
  const results: Result[] = [];
  const rawTimes = new Map<ReadCase, Times>();
  for (const each of cases) {
    const { name, role, call, statements } = each;
    const ask = (at: number) => call(clients[role], at);
    const [own, byHand] = await sampleInTurns(places, [ask, (at) => each.raw(raw, at)]);
    if (own === undefined || byHand === undefined) continue;
    rawTimes.set(each, byHand);
    say(`  ${name}: ${own.median.toFixed(2)} ms`);
    results.push(resultOf(name, 'direct', own, byHand));
    if (!statements) continue;
    const alone: number[] = [];
    await whilePatient(places, async (at, measured) => {
      each.raw(raw, at);
      const taken = await inDatabase(() => ask(at));
      if (measured) alone.push(taken);
    });
    results.push(resultOf('… its statements alone', 'direct', timesOf(alone), byHand));
  }
  return { results, rawTimes };
}

async function measureReadsOverHttp(
  cases: readonly ReadCase[],
  clients: Clients,
  rawTimes: ReadonlyMap<ReadCase, Times>,
): Promise<Result[]> {
  const results: Result[] = [];
  // A service in use has been asked other things before, too.
  for (const each of cases) await each.call(clients[each.role], 0);
  for (const each of cases) {
    const times = await sample(places, (at) => each.call(clients[each.role], at));
    results.push(resultOf(each.name, 'http', times, rawTimes.get(each) ?? null));
  }
  return results;
}

/** Directly, in this process: rows of the direct door, and what by hand takes, on the same file. */
async function measureDirectly(dataDir: string, total: number, only: string | null) {
  const office = await openBenchOffice(dataDir);
  const raw = openRaw(office.paths.database);
  const staff = await staffOf(office);
  const ground = await changeGround(office, staff);
  const seller = staff.sellers[0] ?? 0;
  const tokens = {
    clerk: await openSession(office, staff.clerk),
    salesperson: await openSession(office, seller),
    superior: await openSession(office, staff.superior),
  };
  const clients: Clients = {
    clerk: directClient(office, tokens.clerk),
    salesperson: directClient(office, tokens.salesperson),
    superior: directClient(office, tokens.superior),
  };
  const probes = findProbes(raw.connection, total);
  const cases = [...readCases(probes, raw, seller, total), ...fileCases(probes, staff, seller)].filter(
    ({ name }) => only === null || name.includes(only),
  );
  const { results, rawTimes } = await measureReads(cases, clients, raw);
  return { office, staff, raw, ground, tokens, clients, probes, cases, rawTimes, results };
}

/** From starting the program to its first answer. */
async function measureColdStart(dataDir: string, token: string): Promise<Result> {
  const starts: number[] = [];
  for (let nth = 0; nth < 6; nth++) {
    const began = performance.now();
    const service = await startBuilt(dataDir);
    await httpClient(service.url, token).customers.list({ view: 'pool' });
    starts.push(performance.now() - began);
    await service.stop();
  }
  // The first one reads the program's files into the system's cache.
  return resultOf('cold start to first list', 'service', timesOf(starts.slice(1)), null);
}

/** One large file through the service as people run it. */
async function measureFiles(dataDir: string, gigabytes: number): Promise<Result[]> {
  const office = await openBenchOffice(dataDir);
  const { clerk } = await staffOf(office);
  const token = await openSession(office, clerk);
  const value = JSON.stringify({ fileLimitMb: 4096 });
  const { db, transaction } = office.services;
  await transaction((trx) =>
    trx
      .insertInto('setting')
      .values({ key: 'general', value, version: 2 })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute(),
  );
  const { id } = await db
    .selectFrom('customer')
    .select('id')
    .where('owner_id', 'is not', null)
    .where('deleted_at', 'is', null)
    .limit(1)
    .executeTakeFirstOrThrow();
  await office.close();
  await buildService();
  const service = await startBuilt(dataDir);
  try {
    return await measureLargeFile(service, httpClient(service.url, token), token, {
      customerId: id,
      gigabytes,
    });
  } finally {
    await service.stop();
  }
}

interface Run {
  readonly dataDir: string;
  readonly total: number;
  readonly only: string | null;
  readonly jobs: boolean;
  readonly imports: boolean;
}

async function measure({
  dataDir,
  total,
  only,
  jobs,
  imports,
}: Run): Promise<{ results: Result[]; memory: (number | null)[] }> {
  const direct = await measureDirectly(dataDir, total, only);
  const { office, raw, ground, tokens, probes, cases, rawTimes } = direct;
  if (only !== null) {
    raw.close();
    await office.close();
    return { results: direct.results, memory: [] };
  }
  const rawChange = await rawChanges(raw, ground, unclaimedFor(probes, 0));
  const changes = await measureChanges('direct', direct.clients, ground, unclaimedFor(probes, 1), rawChange);
  const jobsDone = jobs
    ? [
        ...(await measureAutomaticReturn(office, direct.clients)),
        ...(await measureExport(office, direct.clients)),
        ...(await measureHandover(office, direct.clients.salesperson, direct.staff)),
        ...(await measureDuplicates(office, direct.clients.clerk)),
      ]
    : [];
  const rawImported = rawImport(raw, ground);
  raw.close();
  await office.close();
  say('through HTTP …');
  await buildService();
  const cold = await measureColdStart(dataDir, tokens.clerk);
  const service = await startBuilt(dataDir);
  try {
    const clients = {
      clerk: httpClient(service.url, tokens.clerk),
      salesperson: httpClient(service.url, tokens.salesperson),
      superior: httpClient(service.url, tokens.superior),
    };
    const overHttp = await measureReadsOverHttp(cases, clients, rawTimes);
    const changesOverHttp = await measureChanges('http', clients, ground, unclaimedFor(probes, 2), rawChange);
    const memory = [service.memory()];
    const imported: Result[] = [];
    for (const contacts of imports ? [false, true] : []) {
      say('import …');
      const file = importFile(ground.choices, contacts);
      const name = `import of 100,000 rows${contacts ? ' with two contacts each' : ''}`;
      const each = await measureImport({ service, clients }, name, file, contacts ? null : rawImported);
      imported.push(...each.results);
      memory.push(each.memory);
    }
    return {
      results: [
        ...direct.results,
        ...changes,
        ...jobsDone,
        ...overHttp,
        ...changesOverHttp,
        ...imported,
        cold,
      ],
      memory,
    };
  } finally {
    await service.stop();
  }
}

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      customers: { type: 'string', default: '100000' },
      json: { type: 'string' },
      data: { type: 'string' },
      only: { type: 'string' },
      files: { type: 'string' },
      computing: { type: 'boolean', default: false },
      'no-jobs': { type: 'boolean', default: false },
      'no-import': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const total = Number(values.customers);
  if (values.help || !Number.isInteger(total) || total < 1000) {
    process.stdout.write(help);
    return values.help ? 0 : 1;
  }
  const dataDir =
    values.data === undefined ? await mkdtemp(join(tmpdir(), 'kechi-bench-')) : resolve(values.data);
  try {
    if (!existsSync(join(dataDir, 'kechi.db'))) {
      say(`filling an office with ${total.toLocaleString('en')} customers …`);
      const { perSecond } = await fillOffice(dataDir, total);
      say(`${perSecond.toLocaleString('en')} customers a second`);
      say('filling their files …');
      await fillCustomerFiles(dataDir);
    }
    say('measuring …');
    if (values.files !== undefined) {
      process.stdout.write(`${table(await measureFiles(dataDir, Number(values.files)))}\n`);
      return 0;
    }
    if (values.computing) countComputing();
    const { results, memory } = await measure({
      dataDir,
      total,
      only: values.only ?? (values.computing ? '' : null),
      jobs: !values['no-jobs'],
      imports: !values['no-import'],
    });
    const sqlite = new BetterSqlite(':memory:').prepare('select sqlite_version()').pluck().get();
    process.stdout.write(
      `${total.toLocaleString('en')} customers · Node ${process.version}, SQLite ${String(sqlite)}, ${cpus().length} cores, ${new Date().toISOString().slice(0, 10)}\n\n${table(results)}\n`,
    );
    const [after, plain, withContacts] = memory.map((megabytes) => `${megabytes ?? '–'} MB`);
    if (after !== undefined)
      process.stdout.write(
        `service memory: ${after} after the calls, at most ${plain ?? '–'} during the import, ${withContacts ?? '–'} during that with contacts\n`,
      );
    if (values.json !== undefined) {
      await writeFile(resolve(values.json), `${JSON.stringify({ customers: total, results }, null, 2)}\n`);
    }
    return 0;
  } finally {
    if (values.data === undefined) await rm(dataDir, { recursive: true, force: true });
  }
}

process.exitCode = await run();
