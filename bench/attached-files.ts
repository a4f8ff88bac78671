import type { Database } from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { pieceBytes } from '#core/attachments/attachments.contract.ts';
import type { Client } from '#testing/app/create-test-app.ts';
import { one } from './automatic-return.ts';
import { resultOf, type Result } from './measure.ts';
import type { RunningService } from './service.ts';

/** Three files hang on each customer: on itself, on its first contact, on an interaction. */
export function fillAttachments(connection: Database, clerk: number, now: string): void {
  connection.exec(
    `with recursive nth (k) as (select 1 union all select k + 1 from nth where k < 200000)
     insert into stored_object (id, sha256, bytes, kind, created_at)
     select k, printf('%064x', k * 2654435761), k * 31 % 4000000, 'other', '${now}' from nth`,
  );
  const columns = 'name, name_key, latest, created_by, created_at, updated_at';
  const file = `'文件' || id || '.pdf', '文件' || id || 'pdf', 1, ${clerk}, '${now}', '${now}'`;
  connection.exec(
    `insert into attachment (customer_id, ${columns}) select id, ${file} from customer;
     insert into attachment (contact_id, ${columns}) select id, ${file} from contact where main = 1;
     insert into attachment (interaction_id, ${columns})
       select id, ${file} from (select min(id) as id from interaction group by customer_id);
     insert into attachment_version (attachment_id, number, object_id, file_name, created_by, created_at)
       select id, 1, 1 + id % 200000, name, created_by, created_at from attachment`,
  );
}

/** The most memory that the service has while something goes on, beside what it is; in MB. */
async function watched<T>(service: RunningService, work: Promise<T>): Promise<{ answer: T; most: number }> {
  let most = 0;
  const watching = setInterval(() => {
    most = Math.max(most, service.memory() ?? 0);
  }, 20);
  try {
    return { answer: await work, most };
  } finally {
    clearInterval(watching);
  }
}

const mega = 1024 * 1024;
const perSecond = (bytes: number, ms: number) => `${Math.round(bytes / mega / (ms / 1000))} MB/s`;

/** One large file through HTTP, there and back, and the memory that it takes (spec §9: streamed, never whole in memory). */
export async function measureLargeFile(
  service: RunningService,
  client: Client,
  token: string,
  { customerId, gigabytes }: { readonly customerId: number; readonly gigabytes: number },
): Promise<Result[]> {
  const bytes = Math.round(gigabytes * 1024) * mega;
  // Each piece is another one, so that nothing along the way is spared.
  const noise = randomBytes(pieceBytes);
  const upload = async () => {
    const { uploadId } = await client.attachments.begin({
      owner: { kind: 'customer', id: customerId },
      name: 'large.bin',
      bytes,
      modifiedAt: 0,
    });
    for (let offset = 0; offset < bytes; offset += pieceBytes) {
      noise.writeDoubleLE(offset);
      await client.attachments.append({ uploadId, offset, piece: new File([noise], 'piece') });
    }
    return client.attachments.finish({ uploadId, versionOf: null });
  };
  const download = async (versionId: number) => {
    const response = await fetch(`${service.url}files/${versionId}?save`, {
      headers: { authorization: `Bearer ${token}` },
    });
    let got = 0;
    for await (const piece of response.body ?? []) got += piece.length;
    if (got !== bytes) throw new Error(`${got} bytes came back`);
  };
  const before = service.memory() ?? 0;
  let began = performance.now();
  const sent = await watched(service, upload());
  const sending = performance.now() - began;
  began = performance.now();
  const fetched = await watched(service, download(sent.answer.versionId));
  const fetching = performance.now() - began;
  const memory = (most: number) => `memory ${before} → ${most} MB`;
  return [
    resultOf(
      `upload of ${gigabytes} GB (${perSecond(bytes, sending)}, ${memory(sent.most)})`,
      'http',
      one(sending),
      null,
    ),
    resultOf(
      `download of it (${perSecond(bytes, fetching)}, ${memory(fetched.most)})`,
      'http',
      one(fetching),
      null,
    ),
  ];
}
