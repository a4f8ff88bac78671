import type { ContractRouterClient } from '@orpc/contract';
import {
  pieceBytes,
  type Attachment,
  type attachmentsContract,
  type FileOwner,
} from '#core/attachments/attachments.contract.ts';

/** A client over any door. */
interface FileClient {
  readonly attachments: ContractRouterClient<typeof attachmentsContract>;
}

/** Bytes that can be put into a `File`, from text too. */
export const bytesOf = (content: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(typeof content === 'string' ? new TextEncoder().encode(content) : content);

/** Begins a file and sends all of it, without finishing it; answers the id of the upload. */
export async function sendFile(
  client: FileClient,
  owner: FileOwner,
  name: string,
  content: string | Uint8Array,
): Promise<number> {
  const bytes = bytesOf(content);
  const { uploadId, received } = await client.attachments.begin({
    owner,
    name,
    bytes: bytes.length,
    modifiedAt: 0,
  });
  for (let offset = received; offset < bytes.length; offset += pieceBytes) {
    const piece = new File([bytes.subarray(offset, offset + pieceBytes)], 'piece');
    await client.attachments.append({ uploadId, offset, piece });
  }
  return uploadId;
}

/** Attaches a file as the window does. */
export async function attachFile(
  client: FileClient,
  owner: FileOwner,
  name: string,
  content: string | Uint8Array,
  versionOf: number | null = null,
): Promise<Attachment> {
  const uploadId = await sendFile(client, owner, name, content);
  return client.attachments.finish({ uploadId, versionOf });
}
