import type { ExportInput, ExportStatus } from './exports.contract.ts';
import type { Client } from '#testing/app/create-test-app.ts';

type Columns = Extract<ExportInput['what'], { noun: 'customers' }>['columns'];

export const column = (key: Columns[number]['key'], title: string, width = 120): Columns[number] => ({
  key,
  title,
  width,
});

/** The columns of a list that an import can read back, headed as in the window. */
export const importable: Columns = [
  column('name', '客户名称', 264),
  column('number', '客户编号'),
  column('status', '状态'),
  column('level', '级别'),
  column('owner', '负责人'),
  column('region', '地区'),
  column('industry', '行业'),
  column('phone', '电话'),
  column('tags', '标签'),
  column('source', '来源'),
  column('shortName', '简称'),
  column('type', '类型'),
  column('email', '邮箱'),
  column('address', '地址'),
  column('createdAt', '创建时间'),
];

export async function exportAll(
  client: Client,
  what: ExportInput['what'],
  format: ExportInput['format'] = 'csv',
): Promise<{ status: ExportStatus; bytes: Buffer }> {
  const started = await client.exports.start({ what, format, language: 'zh-CN' });
  const status = await ended(client, started.exportId);
  return { status, bytes: await bytesOf(client, status.exportId) };
}

export async function ended(client: Client, exportId: number): Promise<ExportStatus> {
  for (;;) {
    const status = await client.exports.status({ exportId });
    if (status.state !== 'running') return status;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export async function bytesOf(client: Client, exportId: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let offset: number | null = 0; offset !== null;) {
    const piece: { base64: string; next: number | null } = await client.exports.piece({ exportId, offset });
    pieces.push(Buffer.from(piece.base64, 'base64'));
    offset = piece.next;
  }
  return Buffer.concat(pieces);
}
