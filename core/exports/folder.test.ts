import { writeFile, chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import customersEn from '../../renderer/locales/en/customers.json' with { type: 'json' };
import customersZh from '../../renderer/locales/zh-CN/customers.json' with { type: 'json' };
import { openZip } from '#server/imports/zip-file.ts';
import { createTestApp, type Client, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { attachFile } from '#testing/builders/attached-file.ts';
import { contactFields } from '#testing/builders/contact-fields.ts';
import { logLines } from '#testing/builders/door-client.ts';
import { bytesOf, ended } from './exports.fixture.ts';
import { cardPieceBytes } from './exports.contract.ts';
import { folderHeadings } from './folder-sheet.ts';

let app: TestApp;
let dir: string;
beforeAll(async () => {
  app = await createTestApp();
  dir = await mkdtemp(join(tmpdir(), 'kechi-folder-'));
});
afterAll(async () => {
  await app.close();
  await rm(dir, { recursive: true, force: true });
});

const card = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(cardPieceBytes + 7, 0x20)]);

async function putCard(client: Client, bytes = card): Promise<void> {
  for (let offset = 0; offset < bytes.length; offset += cardPieceBytes)
    await client.exports.putCard({
      offset,
      piece: new File([new Uint8Array(bytes.subarray(offset, offset + cardPieceBytes))], 'card'),
    });
}

const start = (client: Client, customerId: number, bytes = card.length) =>
  client.exports.startFolder({ customerId, language: 'zh-CN', card: { kind: 'pdf', bytes } });

/** What lies in the archive, by its path. */
async function unpacked(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const path = join(dir, 'folder.zip');
  await writeFile(path, bytes);
  const zip = await openZip(path);
  const found = new Map<string, Buffer>();
  for (const name of zip.names) {
    const pieces: Uint8Array[] = [];
    for await (const piece of zip.stream(name, 1e9)) pieces.push(piece);
    found.set(name, Buffer.concat(pieces));
  }
  return found;
}

async function customer(owner: string, name: string, taxNumber: string | null = null): Promise<number> {
  const client = app.as(owner);
  const { id } = await client.customers.create({
    fields: app.fields(name, { taxNumber, remark: '=1+1', phone: '13812345678' }),
    claim: true,
    confirmSimilar: true,
  });
  return id;
}

describe('the whole of one customer', () => {
  it('is an archive of its card, a workbook of everything and its files', async () => {
    const id = await customer('anna', '杭州 西湖:龙井茶业', '91110000600037341L');
    const anna = app.as('anna');
    const { ids } = await anna.contacts.addMany({ customerId: id, contacts: [contactFields('陆羽')] });
    await anna.interactions.log({
      customerId: id,
      channel: 'phone',
      happenedAt: null,
      personId: app.idOf('anna'),
      contactIds: [...ids],
      subject: null,
      text: '问了明前茶的价',
      result: null,
      status: null,
      nextStep: null,
    });
    await attachFile(anna, { kind: 'customer', id }, '合同.txt', '茶叶');
    await attachFile(anna, { kind: 'contact', id: ids[0] ?? 0 }, '合同.TXT', '茶具');
    const mark = app.as('mark');
    await putCard(mark);
    const status = await ended(mark, (await start(mark, id)).exportId);
    expect(status).toMatchObject({ state: 'done', noun: 'folder', format: 'zip', rows: 3 });
    expect(status.fileName).toMatch(/^杭州 西湖_龙井茶业 \d{4}-\d{2}-\d{2} \d{4}\.zip$/);
    const found = await unpacked(await bytesOf(mark, status.exportId));
    const top = '杭州 西湖_龙井茶业';
    expect([...found.keys()].toSorted()).toEqual(
      [
        `${top}/客户卡.pdf`,
        `${top}/客户资料.xlsx`,
        `${top}/文件/合同 (2).txt`,
        `${top}/文件/合同.TXT`,
      ].toSorted(),
    );
    expect(found.get(`${top}/客户卡.pdf`)?.equals(card)).toBe(true);
    expect(found.get(`${top}/文件/合同.TXT`)?.toString()).toBe('茶具');
    expect(found.get(`${top}/文件/合同 (2).txt`)?.toString()).toBe('茶叶');
    const book = await readXlsx(found.get(`${top}/客户资料.xlsx`) ?? Buffer.alloc(0));
    expect(book.sheets.map(({ name }) => name)).toEqual(['客户', '联系人', '交往记录']);
    const [headings, values] = book.sheets[0]?.rows ?? [];
    const at = (heading: string) => values?.[headings?.indexOf(heading) ?? -1];
    expect([at('客户名称'), at('统一社会信用代码'), at('备注'), at('负责人')]).toEqual([
      '杭州 西湖:龙井茶业',
      '91110000600037341L',
      '=1+1',
      'anna',
    ]);
    expect(book.sheets[1]?.rows[1]).toContain('陆羽');
    expect(book.sheets[2]?.rows[1]).toContain('问了明前茶的价');
    const lines = await logLines(app, 'exported');
    expect(lines.at(-1)?.after).toMatchObject({ noun: 'folder', customerId: id, files: 2, rows: 3 });
    // The card was for this one.
    const again = await ended(mark, (await start(mark, id)).exportId);
    expect(again).toMatchObject({ state: 'failed', failure: { code: 'cardMissing' } });
  });

  it('leaves out what is damaged, and says how many files that are', async () => {
    const id = await customer('anna', '绍兴黄酒坊');
    const anna = app.as('anna');
    const { versionId } = await attachFile(anna, { kind: 'customer', id }, '配方.txt', '糯米');
    const { sha256 } = await app.office.services.db
      .selectFrom('attachment_version')
      .innerJoin('stored_object', 'stored_object.id', 'attachment_version.object_id')
      .select('sha256')
      .where('attachment_version.id', '=', versionId)
      .executeTakeFirstOrThrow();
    const path = join(app.office.paths.folder, 'objects', sha256.slice(0, 2), sha256);
    await chmod(path, 0o600);
    await writeFile(path, '麦子麦');
    const mark = app.as('mark');
    await putCard(mark);
    const status = await ended(mark, (await start(mark, id)).exportId);
    expect(status).toMatchObject({ state: 'done', leftOut: { count: 1 } });
    const found = await unpacked(await bytesOf(mark, status.exportId));
    expect([...found.keys()].filter((name) => name.includes('配方'))).toEqual([]);
  });

  it('is not for whom the customer is not theirs to take out, and takes no card in the wrong order', async () => {
    const id = await customer('carl', '宁波海鲜');
    const mark = app.as('mark');
    await putCard(mark);
    expect((await refusalOf(start(mark, id))).code).toBe('notFound');
    expect((await refusalOf(start(app.as('anna'), id))).code).toBe('notAllowed');
    const late = mark.exports.putCard({ offset: 9_000_000, piece: new File(['x'], 'card') });
    expect((await refusalOf(late)).code).toBe('uploadOutOfOrder');
  });

  it('is headed as in the window', () => {
    const labels = (fields: Readonly<Record<string, string>>, key: string) =>
      fields[key] ?? fields[`${key}Id`] ?? fields[`${key}Code`] ?? fields['tagIds'];
    for (const [key, zh, en] of folderHeadings) {
      expect([key, zh]).toEqual([key, labels(customersZh.fields, key)]);
      expect([key, en]).toEqual([key, labels(customersEn.fields, key)]);
    }
  });
});
