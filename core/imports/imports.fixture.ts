import type { Client } from '#testing/app/create-test-app.ts';
import type { ImportPlan, Treatment, ValueMeaning } from './import-plan.contract.ts';
import type { ImportStatus, RowKind } from './imports.contract.ts';

export const plainDefaults: ImportPlan['defaults'] = { type: 'company', sourceId: null, industryId: null };

/** Sends a whole file and has it read. */
export async function upload(client: Client, content: string | Uint8Array, fileName = 'customers.csv') {
  const bytes = new Uint8Array(typeof content === 'string' ? Buffer.from(content) : content);
  const { importId } = await client.imports.begin({ fileName, bytes: bytes.length });
  await client.imports.upload({ importId, offset: 0, piece: new File([bytes], 'piece') });
  return client.imports.inspect({ importId });
}

export async function until(
  client: Client,
  importId: number,
  ready: (status: ImportStatus) => boolean,
): Promise<ImportStatus> {
  for (;;) {
    const status = await client.imports.status({ importId });
    if (ready(status)) return status;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Uploads a file and checks it with the columns as guessed. */
export async function check(
  client: Client,
  content: string | Uint8Array,
  more: {
    readonly values?: ValueMeaning[];
    readonly importId?: number;
    readonly duplicates?: Treatment;
  } = {},
): Promise<ImportStatus> {
  const { importId, columns } =
    more.importId === undefined
      ? await upload(client, content)
      : await client.imports.inspect({ importId: more.importId });
  const chosen = columns.flatMap(({ index, field }) => (field === null ? [] : [{ index, field }]));
  await client.imports.check({
    importId,
    columns: chosen,
    defaults: plainDefaults,
    values: more.values ?? [],
    duplicates: more.duplicates ?? 'skip',
  });
  return until(client, importId, ({ state }) => state !== 'checking');
}

/** Runs a checked import to its end. */
export async function run(client: Client, importId: number, addChoices = true): Promise<ImportStatus> {
  await client.imports.run({ importId, addChoices });
  return until(client, importId, ({ state }) => ['done', 'cancelled', 'undone'].includes(state));
}

export async function importAll(
  client: Client,
  content: string | Uint8Array,
  addChoices = true,
): Promise<ImportStatus> {
  const { importId } = await check(client, content);
  return run(client, importId, addChoices);
}

/** `4 sameName sameTaxNumber`: rows of a kind with what is said of them. */
export async function found(client: Client, importId: number, kind: RowKind): Promise<string[]> {
  const { rows } = await client.imports.rows({ importId, kind });
  return rows.map(({ row, problems }) => [row, ...problems.map(({ code }) => code)].join(' '));
}
