import { chmod, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { answerFile } from '#server/files/answer-file.ts';
import { createTestApp, type TestApp } from '#testing/app/create-test-app.ts';
import { refusalOf } from '#testing/app/refusal.ts';
import { attachFile, bytesOf, sendFile } from '#testing/builders/attached-file.ts';
import { logLines } from '#testing/builders/door-client.ts';
import { merger } from '../merging/merging.fixture.ts';
import { loadActor } from '../permissions/load-actor.ts';
import { emptyRecycleBin } from '../recycling/index.ts';
import type { FileOwner } from './attachments.contract.ts';
import { customerFiles } from './index.ts';
import { sweepUploads } from './upload-file.ts';

let app: TestApp;
let make: ReturnType<typeof merger>;
beforeAll(async () => {
  app = await createTestApp();
  make = merger(app);
});
afterAll(() => app.close());

const hour = 60 * 60 * 1000;
const ofCustomer = (id: number): FileOwner => ({ kind: 'customer', id });
const namesOf = async (who: string, owner: FileOwner) =>
  (await app.as(who).attachments.list({ owner })).rows.map(({ name }) => name);
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;

/** What a person gets at the door of files. */
async function fetchFile(
  who: string | null,
  versionId: number | string,
  more: { range?: string; save?: boolean } = {},
) {
  const token = who === null ? null : await app.tokenOf(who);
  const session = { get: () => token, set: () => undefined };
  const { status, headers, body } = await answerFile(
    app.office,
    { door: 'http', session, device: 'test', address: 'local' },
    {
      method: 'GET',
      url: `/files/${versionId}${more.save === true ? '?save' : ''}`,
      range: more.range ?? null,
    },
  );
  const pieces: Uint8Array[] = [];
  for await (const piece of body ?? []) pieces.push(piece);
  const refusal: unknown = JSON.parse(decodeURIComponent(headers['x-refusal'] ?? 'null'));
  return { status, headers, text: Buffer.concat(pieces).toString(), refusal };
}

describe('a file of a customer', () => {
  it('is attached, read by who reads the customer, renamed, replaced, and its older versions stay', async () => {
    const id = await make.customer('anna');
    const anna = app.as('anna');
    const file = await attachFile(anna, ofCustomer(id), '报价单.txt', '一千元');
    expect(file).toMatchObject({
      name: '报价单.txt',
      kind: 'text',
      bytes: 9,
      versions: 1,
      owner: { kind: 'customer', id, title: null },
      abilities: ['open', 'change'],
    });
    expect(await app.as('mark').attachments.list({ owner: ofCustomer(id) })).toMatchObject({
      rows: [{ id: file.id, abilities: ['open', 'change'] }],
      abilities: ['add'],
      limitBytes: 200 * 1024 * 1024,
    });
    expect(await app.as('rita').attachments.list({ owner: ofCustomer(id) })).toMatchObject({
      rows: [{ id: file.id, abilities: ['open'] }],
      abilities: [],
    });
    const renamed = await anna.attachments.update({
      id: file.id,
      version: file.version,
      name: '报价单 2026.txt',
      description: '给王总的',
    });
    expect(renamed).toMatchObject({ name: '报价单 2026.txt', description: '给王总的' });
    const again = await attachFile(anna, ofCustomer(id), '报价单 2026.txt', '九百元', file.id);
    expect(again).toMatchObject({ id: file.id, versions: 2, description: '给王总的' });
    expect(again.versionId).not.toBe(file.versionId);
    expect(await anna.attachments.versions({ id: file.id })).toMatchObject([
      { number: 2, id: again.versionId, fileName: '报价单 2026.txt' },
      { number: 1, id: file.versionId, fileName: '报价单.txt' },
    ]);
    expect((await fetchFile('anna', again.versionId)).text).toBe('九百元');
    expect((await fetchFile('anna', file.versionId)).text).toBe('一千元');
    expect(await logLines(app, 'versionAdded')).toMatchObject([
      { entityId: file.id, after: { customerId: id, name: '报价单 2026.txt', fileVersion: 2 } },
    ]);
    const stale = anna.attachments.update({ id: file.id, version: 1, name: 'x', description: null });
    expect(await refusalOf(stale)).toMatchObject({ code: 'conflict', data: { versions: 2 } });
  });

  it('keeps both where a name is taken, whatever its letters, and refuses such a name on renaming', async () => {
    const id = await make.customer('anna');
    const anna = app.as('anna');
    for (const text of ['a', 'b', 'c'])
      await attachFile(anna, ofCustomer(id), text === 'b' ? 'PLAN.pdf' : 'plan.pdf', text);
    expect(await namesOf('anna', ofCustomer(id))).toEqual(['plan (3).pdf', 'PLAN (2).pdf', 'plan.pdf']);
    const [third] = (await anna.attachments.list({ owner: ofCustomer(id) })).rows;
    const taken = anna.attachments.update({ ...pick(third), name: 'Plan.PDF' });
    expect(await refusalOf(taken)).toMatchObject({ code: 'fileNameTaken', params: { name: 'Plan.PDF' } });
    expect(await codeOf(anna.attachments.update({ ...pick(third), name: ' ' }))).toBe('invalidInput');
    const long = anna.attachments.update({ ...pick(third), name: 'x', description: '长'.repeat(501) });
    expect(await refusalOf(long)).toMatchObject({ fields: [{ path: 'description', code: 'tooLong' }] });
  });

  it('goes to the recycle bin and comes back: by who removed it, and by who restores', async () => {
    const id = await make.customer('anna');
    const anna = app.as('anna');
    const file = await attachFile(anna, ofCustomer(id), '合同.txt', '条款');
    await anna.attachments.remove({ id: file.id });
    expect(await namesOf('anna', ofCustomer(id))).toEqual([]);
    expect(await anna.attachments.count({ customerId: id })).toEqual({ count: 0, more: false });
    expect((await fetchFile('anna', file.versionId)).status).toBe(404);
    expect(await codeOf(anna.attachments.versions({ id: file.id }))).toBe('notFound');
    // Somebody else who may edit did not remove it.
    expect(await app.as('mark').attachments.restore({ ids: [file.id] })).toMatchObject({
      refused: [{ code: 'notFound', name: '' }],
    });
    expect(await app.as('cleo').attachments.deleted({})).toMatchObject({
      rows: [{ id: file.id, name: '合同.txt' }],
    });
    expect(await anna.attachments.restore({ ids: [file.id] })).toEqual({ done: [file.id], refused: [] });
    await anna.attachments.remove({ id: file.id });
    await app.as('cleo').customers.remove({ ids: [id], reason: null });
    expect(await app.as('cleo').attachments.restore({ ids: [file.id] })).toMatchObject({
      refused: [{ code: 'customerDeleted' }],
    });
    await app.as('cleo').customers.restore({ ids: [id] });
    expect(await app.as('cleo').attachments.restore({ ids: [file.id] })).toMatchObject({ done: [file.id] });
    expect(await namesOf('anna', ofCustomer(id))).toEqual(['合同.txt']);
  });
});

const pick = (file: { id: number; version: number } | undefined) => ({
  id: file?.id ?? 0,
  version: file?.version ?? 0,
  description: null,
});

describe('files of what hangs on a customer', () => {
  it('are listed with it, follow a contact to another customer, and go where the record goes', async () => {
    const [one, other] = [await make.customer('anna'), await make.customer('anna')];
    const contact = await make.contact(one, '王工');
    const interaction = await make.interaction(one, 'anna');
    const anna = app.as('anna');
    await attachFile(anna, ofCustomer(one), '1.txt', '1');
    await attachFile(anna, { kind: 'contact', id: contact }, '2.txt', '2');
    const third = await attachFile(anna, { kind: 'interaction', id: interaction }, '3.txt', '3');
    expect(third.owner.at).toMatch(/^\d{4}/);
    const { rows } = await anna.attachments.list({ owner: ofCustomer(one) });
    expect(rows.map(({ name, owner }) => [name, owner.kind, owner.title])).toEqual([
      ['3.txt', 'interaction', null],
      ['2.txt', 'contact', '王工'],
      ['1.txt', 'customer', null],
    ]);
    expect(await anna.attachments.count({ customerId: one })).toEqual({ count: 3, more: false });
    expect((await anna.attachments.list({ owner: ofCustomer(one), only: true })).rows).toHaveLength(1);
    const { version } = await anna.contacts.get({ id: contact });
    await anna.contacts.move({ id: contact, version, toCustomerId: other });
    expect(await namesOf('anna', ofCustomer(one))).toEqual(['3.txt', '1.txt']);
    expect(await namesOf('anna', ofCustomer(other))).toEqual(['2.txt']);
    await anna.interactions.remove({ id: interaction });
    expect(await namesOf('anna', ofCustomer(one))).toEqual(['1.txt']);
    expect((await fetchFile('anna', third.versionId)).status).toBe(404);
  });

  it('whoever logs through a share adds to interactions and changes their own, nothing else', async () => {
    const id = await make.customer('anna');
    await make.share('anna', id, 'carl', { mode: 'log' });
    const interaction = await make.interaction(id, 'carl');
    const owner: FileOwner = { kind: 'interaction', id: interaction };
    const carl = app.as('carl');
    const own = await attachFile(carl, owner, '现场.txt', '照片');
    const hers = await attachFile(app.as('anna'), owner, '记录.txt', '内容');
    expect(own.abilities).toEqual(['open', 'change']);
    expect(await codeOf(carl.attachments.remove({ id: hers.id }))).toBe('notAllowed');
    expect(await codeOf(attachFile(carl, owner, '记录.txt', '另一个', hers.id))).toBe('notAllowed');
    expect(await codeOf(attachFile(carl, ofCustomer(id), 'x.txt', 'x'))).toBe('notAllowed');
    expect((await fetchFile('carl', hers.versionId)).text).toBe('内容');
    await carl.attachments.remove({ id: own.id });
    // The share has ended: what was removed through it is out of reach.
    const { given } = { given: await app.as('anna').sharing.ofCustomer({ customerId: id }) };
    await app.as('anna').sharing.end({ ids: given.map((share) => share.id) });
    expect((await fetchFile('carl', hers.versionId)).refusal).toMatchObject({ code: 'notFound' });
    expect(await carl.attachments.restore({ ids: [own.id] })).toMatchObject({
      refused: [{ code: 'notFound' }],
    });
  });
});

it('another part of the program gets every file of a customer that its person sees', async () => {
  const id = await make.customer('anna');
  const interaction = await make.interaction(id, 'anna');
  const many = 203;
  for (let nth = 0; nth < many; nth++)
    await attachFile(app.as('anna'), { kind: 'interaction', id: interaction }, `${nth}.txt`, `Nr. ${nth}`);
  const { services } = app.office;
  const filesFor = async (who: string) => {
    const actor = await loadActor(services, await app.tokenOf(who), 'test');
    if (actor === null) throw new Error(`${who} is not signed in`);
    const found: string[] = [];
    for await (const { name } of customerFiles({ services, actor, db: services.db }, id)) found.push(name);
    return found;
  };
  const found = await filesFor('anna');
  expect([found.length, new Set(found).size]).toEqual([many, many]);
  expect(found).toContain('17.txt');
  await expect(filesFor('carl')).rejects.toMatchObject({ code: 'notFound' });
  const entry = await app.as('anna').interactions.list({ customerId: id });
  expect(entry.rows[0]?.files).toBe(many);
});

describe('an unclaimed customer', () => {
  it('shows which files there are; what is in them after its contact data were shown today, or a claim', async () => {
    const id = await make.customer(null);
    const file = await attachFile(app.as('cleo'), ofCustomer(id), '名片.txt', '13800001111');
    expect(file.abilities).toEqual(['unmask', 'change']);
    expect((await app.as('anna').attachments.list({ owner: ofCustomer(id) })).rows).toMatchObject([
      { name: '名片.txt', abilities: [] },
    ]);
    expect((await fetchFile('anna', file.versionId)).refusal).toMatchObject({ code: 'fileUnclaimed' });
    expect((await fetchFile('cleo', file.versionId)).refusal).toMatchObject({ code: 'fileMasked' });
    expect((await fetchFile('rita', file.versionId)).refusal).toMatchObject({ code: 'notFound' });
    await app.as('cleo').pool.unmask({ id });
    expect((await fetchFile('cleo', file.versionId)).text).toBe('13800001111');
    app.clock.advance(24 * hour);
    expect((await fetchFile('cleo', file.versionId)).status).toBe(403);
    await app.as('anna').pool.claim({ ids: [id] });
    expect((await fetchFile('anna', file.versionId)).text).toBe('13800001111');
    expect((await fetchFile('carl', file.versionId)).refusal).toMatchObject({ code: 'notFound' });
  });
});

describe('on its way', () => {
  it('belongs to one person and one record, goes on after a break, and finishes once', async () => {
    const id = await make.customer('anna');
    const anna = app.as('anna');
    const what = { owner: ofCustomer(id), name: 'a.bin', bytes: 6, modifiedAt: 7 };
    const piece = (text: string) => new File([text], 'piece');
    const { uploadId } = await anna.attachments.begin(what);
    await anna.attachments.append({ uploadId, offset: 0, piece: piece('abc') });
    expect(await anna.attachments.begin(what)).toEqual({ uploadId, received: 3 });
    expect((await anna.attachments.begin({ ...what, modifiedAt: 8 })).uploadId).not.toBe(uploadId);
    expect(
      await codeOf(app.as('mark').attachments.append({ uploadId, offset: 3, piece: piece('def') })),
    ).toBe('uploadGone');
    expect(await codeOf(app.as('mark').attachments.finish({ uploadId, versionOf: null }))).toBe('uploadGone');
    expect(await refusalOf(anna.attachments.finish({ uploadId, versionOf: null }))).toMatchObject({
      code: 'uploadOutOfOrder',
      params: { received: 3 },
    });
    const tooMuch = anna.attachments.append({ uploadId, offset: 3, piece: piece('defg') });
    expect(await refusalOf(tooMuch)).toMatchObject({ code: 'fileChanged', params: { name: 'a.bin' } });
    await app.as('mark').attachments.cancel({ uploadId });
    await anna.attachments.append({ uploadId, offset: 3, piece: piece('def') });
    const both = [1, 2].map(() => anna.attachments.finish({ uploadId, versionOf: null }));
    const [first, second] = await Promise.all(both);
    expect(second?.id).toBe(first?.id);
    expect(await anna.attachments.finish({ uploadId, versionOf: null })).toMatchObject({ id: first?.id });
    expect(await namesOf('anna', ofCustomer(id))).toEqual(['a.bin']);
    expect((await fetchFile('anna', first?.versionId ?? 0)).text).toBe('abcdef');
  });

  it('begins anew where what is there is of another file with the same name, size and date', async () => {
    const id = await make.customer('anna');
    const anna = app.as('anna');
    const { uploadId } = await anna.attachments.begin({
      owner: ofCustomer(id),
      name: 'e.bin',
      bytes: 4,
      modifiedAt: 0,
    });
    await anna.attachments.append({ uploadId, offset: 0, piece: new File(['abc'], 'piece') });
    // As the window does, which sends the beginning and the end of what is there again.
    const differing = anna.attachments.append({ uploadId, offset: 0, piece: new File(['xyz!'], 'piece') });
    expect(await refusalOf(differing)).toMatchObject({ code: 'fileChanged', params: { name: 'e.bin' } });
    const again = await attachFile(anna, ofCustomer(id), 'e.bin', 'xyz!');
    expect((await fetchFile('anna', again.versionId)).text).toBe('xyz!');
  });

  it('goes on after a restart of the service, and is given up after a day', async () => {
    const id = await make.customer('anna');
    const what = { owner: ofCustomer(id), name: 'b.bin', bytes: 3, modifiedAt: 0 };
    const { uploadId } = await app.as('anna').attachments.begin(what);
    await app.as('anna').attachments.append({ uploadId, offset: 0, piece: new File(['xy'], 'piece') });
    await app.restart();
    // So little had not been synced: it comes again.
    expect(await app.as('anna').attachments.begin(what)).toEqual({ uploadId, received: 0 });
    const again = await attachFile(app.as('anna'), what.owner, what.name, 'xyz');
    expect((await fetchFile('anna', again.versionId)).text).toBe('xyz');
    const late = await sendFile(app.as('anna'), what.owner, 'late.bin', 'late');
    app.clock.advance(25 * hour);
    await sweepUploads(app.office.services);
    expect(await codeOf(app.as('anna').attachments.finish({ uploadId: late, versionOf: null }))).toBe(
      'uploadGone',
    );
    expect(await readdir(join(app.office.paths.objects, 'incoming'))).toEqual([]);
  });

  it('is kept from a record that is gone or closed by the time it has arrived', async () => {
    const id = await make.customer('anna');
    const upload = await sendFile(app.as('anna'), ofCustomer(id), 'c.txt', 'c');
    const other = await sendFile(app.as('anna'), ofCustomer(id), 'd.txt', 'd');
    await app.as('anna').pool.return({ ids: [id], reason: '测试' });
    expect(await codeOf(app.as('anna').attachments.finish({ uploadId: upload, versionOf: null }))).toBe(
      'notAllowed',
    );
    await app.as('cleo').customers.remove({ ids: [id], reason: null });
    expect(await codeOf(app.as('anna').attachments.finish({ uploadId: other, versionOf: null }))).toBe(
      'notFound',
    );
  });

  it('is refused beyond the limit of the office and beyond the room on the disk, with figures', async () => {
    const id = await make.customer('anna');
    const anna = app.as('anna');
    const mega = 1024 * 1024;
    const begin = (bytes: number) =>
      anna.attachments.begin({ owner: ofCustomer(id), name: 'big.bin', bytes, modifiedAt: 0 });
    const settings = await app.as('root').settings.get({});
    await app.as('root').settings.update({ ...settings, fileLimitMb: 5 });
    expect(await refusalOf(begin(5 * mega + 1))).toMatchObject({
      code: 'fileLimit',
      params: { max: 5, size: 5.1 },
    });
    const room = vi.spyOn(app.office.services.objects, 'free').mockResolvedValue(503 * mega);
    expect(await refusalOf(begin(4 * mega))).toMatchObject({
      code: 'fileNoRoom',
      params: { needed: 4, free: 3 },
    });
    const { uploadId } = await begin(3 * mega);
    // What is on its way has been promised its room.
    const second = anna.attachments.begin({ owner: ofCustomer(id), name: 'x', bytes: mega, modifiedAt: 0 });
    expect(await refusalOf(second)).toMatchObject({ code: 'fileNoRoom', params: { needed: 1, free: 0 } });
    await anna.attachments.cancel({ uploadId });
    room.mockRestore();
    await app.as('root').settings.update({ ...(await app.as('root').settings.get({})), fileLimitMb: 200 });
  });

  it('knowing a content gives nobody anything: the same bytes are sent whole, and ids of others’ files open nothing', async () => {
    const [mine, theirs] = [await make.customer('anna'), await make.customer('carl')];
    const secret = await attachFile(app.as('carl'), ofCustomer(theirs), 's.txt', '机密');
    const begun = await app.as('anna').attachments.begin({
      owner: ofCustomer(mine),
      name: 's.txt',
      bytes: bytesOf('机密').length,
      modifiedAt: 0,
    });
    expect(begun.received).toBe(0);
    expect((await fetchFile('anna', secret.versionId)).refusal).toEqual(
      (await fetchFile('anna', 999_999)).refusal,
    );
    const stolen = attachFile(app.as('anna'), ofCustomer(mine), 's.txt', 'x', secret.id);
    expect(await codeOf(stolen)).toBe('notFound');
  });
});

describe('at the door', () => {
  it('in parts, under its name, guarded, and only for who is signed in; what leaves is logged', async () => {
    const id = await make.customer('anna');
    const { versionId, id: fileId } = await attachFile(
      app.as('anna'),
      ofCustomer(id),
      '价格 "A".txt',
      '0123456789',
    );
    const whole = await fetchFile('anna', versionId);
    expect(whole).toMatchObject({
      status: 200,
      text: '0123456789',
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'content-length': '10',
        'content-disposition': `inline; filename="__ _A_.txt"; filename*=UTF-8''%E4%BB%B7%E6%A0%BC%20_A_.txt`,
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
      },
    });
    const parts: [string, number, string, string | undefined][] = [
      ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
      ['bytes=8-', 206, '89', 'bytes 8-9/10'],
      ['bytes=-2', 206, '89', 'bytes 8-9/10'],
      ['bytes=5-99', 206, '56789', 'bytes 5-9/10'],
      ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
      ['bytes=10-', 416, '', 'bytes */10'],
      ['bytes=-0', 416, '', 'bytes */10'],
      ['bytes=3-1', 200, '0123456789', undefined],
      ['bytes=0-1,3-4', 200, '0123456789', undefined],
      ['lines=1-2', 200, '0123456789', undefined],
    ];
    for (const [range, status, text, said] of parts) {
      const answer = await fetchFile('anna', versionId, { range });
      expect([range, answer.status, answer.text, answer.headers['content-range']]).toEqual([
        range,
        status,
        text,
        said,
      ]);
    }
    expect(await logLines(app, 'downloaded')).toEqual([]);
    const saved = await fetchFile('anna', versionId, { save: true });
    expect(saved.headers['content-disposition']).toMatch(/^attachment; /);
    await fetchFile('anna', versionId, { save: true, range: 'bytes=5-' });
    expect(await logLines(app, 'downloaded')).toMatchObject([
      { entityId: fileId, after: { customerId: id } },
    ]);
    expect((await fetchFile(null, versionId)).refusal).toMatchObject({ code: 'signInNeeded' });
    for (const wrong of ['0', '-1', 'x', '1/2', '%2e%2e%2f1', '1e3'])
      expect((await fetchFile('anna', wrong)).refusal).toMatchObject({ code: 'notFound' });
  });

  it('a missing or changed content is told, noted for the administrator, and not served', async () => {
    const id = await make.customer('anna');
    const content = '会坏掉的内容';
    const { versionId } = await attachFile(app.as('anna'), ofCustomer(id), '坏.txt', content);
    const { sha256 } = await app.office.services.db
      .selectFrom('stored_object')
      .select('sha256')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    const path = join(app.office.paths.objects, sha256.slice(0, 2), sha256);
    await chmod(path, 0o600);
    await writeFile(path, content.replace('坏', '好'));
    expect(await fetchFile('anna', versionId)).toMatchObject({
      text: '',
      status: 410,
      refusal: { code: 'fileDamaged', params: { name: '坏.txt' } },
    });
    await rm(path);
    expect((await fetchFile('anna', versionId)).refusal).toMatchObject({ code: 'fileMissing' });
    const { faults } = await app.as('root').attachments.stored({});
    expect(faults).toMatchObject([{ hash: sha256.slice(0, 16), fault: 'missing', files: 1 }]);
    expect((await app.as('anna').attachments.list({ owner: ofCustomer(id) })).rows).toMatchObject([
      { damaged: true },
    ]);
    await attachFile(app.as('anna'), ofCustomer(id), '坏.txt', content);
    expect((await fetchFile('anna', versionId)).text).toBe(content);
    expect((await app.as('root').attachments.stored({})).faults).toEqual([]);
  });
});

describe('what moves and what goes', () => {
  it('merging takes files along, the deleted ones too, and undoing gives them back', async () => {
    const [a, b] = [await make.customer('anna'), await make.customer('anna')];
    await attachFile(app.as('anna'), ofCustomer(a), 'a.txt', 'a');
    const deleted = await attachFile(app.as('anna'), ofCustomer(b), 'gone.txt', 'g');
    await app.as('anna').attachments.remove({ id: deleted.id });
    await attachFile(app.as('anna'), ofCustomer(b), 'b.txt', 'b');
    const { mergeId } = await make.merge([a, b]);
    await app.as('anna').attachments.restore({ ids: [deleted.id] });
    expect((await namesOf('anna', ofCustomer(a))).toSorted()).toEqual(['a.txt', 'b.txt', 'gone.txt']);
    await app.as('cleo').merging.undo({ mergeId });
    expect(await namesOf('anna', ofCustomer(a))).toEqual(['a.txt']);
    expect((await namesOf('anna', ofCustomer(b))).toSorted()).toEqual(['b.txt', 'gone.txt']);
  });

  it('emptying the recycle bin removes the rows; the contents go after the grace, by hand or by themselves', async () => {
    const { services } = app.office;
    const id = await make.customer('anna');
    const contact = await make.contact(id, '随行');
    const lone = await attachFile(app.as('anna'), { kind: 'contact', id: contact }, 'lone.txt', '只在这里');
    await attachFile(app.as('anna'), ofCustomer(id), 'kept.txt', '别处也有');
    const other = await make.customer('anna');
    await make.interaction(other, 'anna');
    await make.contact(other, '别的');
    await attachFile(app.as('anna'), ofCustomer(other), 'kept.txt', '别处也有');
    await app.as('cleo').customers.remove({ ids: [id], reason: null });
    app.clock.advance(40 * 24 * hour);
    const { version } = await app.as('cleo').recycling.rules({});
    await app.as('cleo').recycling.saveRules({ version, emptyAfterDays: 30 });
    await app.as('root').attachments.cleanUp({});
    await emptyRecycleBin(services);
    const left = await services.db.selectFrom('attachment').select('id').where('id', '=', lone.id).execute();
    expect(left).toEqual([]);
    const { unreferenced } = await app.as('root').attachments.stored({});
    expect(unreferenced).toMatchObject({ due: { count: 0, bytes: 0 } });
    expect(unreferenced.count).toBeGreaterThan(0);
    expect(await app.as('root').attachments.cleanUp({})).toEqual({ count: 0, bytes: 0 });
    app.clock.advance(7 * 24 * hour + 1);
    const { due } = (await app.as('root').attachments.stored({})).unreferenced;
    expect(due.count).toBe(unreferenced.count);
    expect(await app.as('root').attachments.cleanUp({})).toEqual(due);
    expect((await app.as('root').attachments.stored({})).unreferenced.count).toBe(0);
    const [kept] = (await app.as('anna').attachments.list({ owner: ofCustomer(other) })).rows;
    expect((await fetchFile('anna', kept?.versionId ?? 0)).text).toBe('别处也有');
    const { rows: broken } = await sql`select * from pragma_foreign_key_check`.execute(services.db);
    expect(broken).toEqual([]);
  });

  it('a content of which the database never heard is found, and goes after the grace', async () => {
    const { services } = app.office;
    await services.objects.append(900_001, 0, bytesOf('nobody’s'));
    const { sha256 } = await services.objects.keep(900_001);
    await app.as('root').attachments.cleanUp({});
    app.clock.advance(8 * 24 * hour);
    expect(await app.as('root').attachments.cleanUp({})).toEqual({
      count: 1,
      bytes: bytesOf('nobody’s').length,
    });
    expect(await services.objects.keptAt(sha256)).toBeNull();
  });
});

it('the files of a customer are found by indexes, whatever they hang on', async () => {
  const { db } = app.office.services;
  const { rows } = await sql<{ detail: string }>`explain query plan
    select count(*) from (select 1 from attachment where (attachment.customer_id = 1
      or attachment.contact_id in (select id from contact where customer_id = 1 and deleted_at is null)
      or attachment.interaction_id in (select id from interaction where customer_id = 1 and deleted_at is null))
      and attachment.deleted_at is null limit 10)`.execute(db);
  const plan = rows.map(({ detail }) => detail).join('\n');
  for (const index of ['attachment_customer', 'attachment_contact', 'attachment_interaction'])
    expect(plan).toContain(`USING INDEX ${index} `);
  expect(plan).not.toMatch(/SCAN (attachment|contact|interaction)\b/);
});
