import type { Inquiry } from '../rpc/context.ts';
import { loadOfficeSettings } from '../settings/index.ts';
import type { ReadDb } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import type { Count, Page } from '../shared/paging.ts';
import {
  ownerKinds,
  type Attachment,
  type AttachmentAbility,
  type DeletedAttachment,
  type FileList,
  type FileOwner,
  type FileVersion,
} from './attachments.contract.ts';
import {
  countRows,
  findById,
  listDeletedRows,
  listRows,
  versionsOf,
  type Place,
  type StoredAttachment,
} from './attachments.repository.ts';
import { accessToFiles, locate, ownerAccess, owners, type FileAccess, type Located } from './owners.ts';

const mega = 1024 * 1024;

/** The largest file that may be added, in bytes. */
export async function limitBytes(db: ReadDb): Promise<number> {
  return (await loadOfficeSettings(db)).fileLimitMb * mega;
}

function abilitiesOf(file: StoredAttachment, { actor, access, opening }: FileAccess): AttachmentAbility[] {
  const changes = owners[file.owner.kind].mayChange(actor, access, file.createdBy);
  if (file.deletedAt !== null) return changes && file.deletedBy === actor.id ? ['restore'] : [];
  return [...opening, ...(changes ? (['change'] as const) : [])];
}

function present(file: StoredAttachment, located: Located, access: FileAccess): Attachment {
  const { newest } = file;
  return {
    id: file.id,
    owner: { ...file.owner, title: located.title, at: located.at },
    customerId: located.customerId,
    name: file.name,
    description: file.description,
    kind: newest.object.kind,
    bytes: newest.object.bytes,
    versionId: newest.id,
    versions: file.latest,
    addedBy: newest.createdBy,
    addedAt: newest.createdAt,
    damaged: newest.object.fault !== null,
    version: file.version,
    abilities: abilitiesOf(file, access),
  };
}

/** A file with what the person may do with it; `notFound` where its record is not theirs to read. Deleted ones too. */
export async function loadFile(
  inquiry: Inquiry,
  id: number,
): Promise<{ readonly file: StoredAttachment; readonly shown: Attachment; readonly access: FileAccess }> {
  const file = await findById(inquiry.db, id);
  if (file === null) throw new AppError('notFound');
  const access = await ownerAccess(inquiry, file.owner);
  return { file, shown: present(file, access.located, access), access };
}

/** As {@link loadFile}, for a living one, as it is shown. */
export async function getFile(inquiry: Inquiry, id: number): Promise<Attachment> {
  const { file, shown } = await loadFile(inquiry, id);
  if (file.deletedAt !== null) throw new AppError('notFound');
  return shown;
}

function parsePlace(after: string | undefined): Place | null {
  if (after === undefined) return null;
  const [at = '', id = ''] = after.split('|');
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(at) || !/^\d{1,15}$/.test(id))
    throw new AppError('invalidInput', {}, { field: 'after' });
  return { at, id: Number(id) };
}

/** The files of a record, newest first; `notFound` where it is not the person's to read. */
export async function listFiles(
  inquiry: Inquiry,
  input: {
    readonly owner: FileOwner;
    readonly only: boolean;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<FileList> {
  const { db } = inquiry;
  const { owner, only, limit } = input;
  const access = await ownerAccess(inquiry, owner);
  const found = await listRows(db, owner, { only, after: parsePlace(input.after), limit: limit + 1 });
  const page = found.slice(0, limit);
  const located = new Map<string, Located>();
  for (const kind of ownerKinds) {
    const ids = page.flatMap((file) => (file.owner.kind === kind ? [file.owner.id] : []));
    for (const [id, one] of await locate(db, kind, [...new Set(ids)])) located.set(`${kind} ${id}`, one);
  }
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    rows: page.flatMap((file) => {
      const one = located.get(`${file.owner.kind} ${file.owner.id}`);
      return one === undefined ? [] : [present(file, one, access)];
    }),
    next: last === undefined ? null : `${last.newest.createdAt}|${last.id}`,
    abilities: owners[owner.kind].mayAdd(access.access) ? ['add'] : [],
    limitBytes: await limitBytes(db),
  };
}

/** Files of one customer are counted no further than this. */
const countedFiles = 1000;

export async function countFiles(inquiry: Inquiry, customerId: number): Promise<Count> {
  if ((await accessToFiles(inquiry, customerId)) === null) throw new AppError('notFound');
  const rows = await countRows(inquiry.db, { kind: 'customer', id: customerId }, countedFiles + 1);
  return { count: Math.min(rows, countedFiles), more: rows > countedFiles };
}

export async function listVersions(inquiry: Inquiry, id: number): Promise<readonly FileVersion[]> {
  await getFile(inquiry, id);
  return (await versionsOf(inquiry.db, id)).map((one) => ({
    id: one.id,
    number: one.number,
    fileName: one.fileName,
    kind: one.object.kind,
    bytes: one.object.bytes,
    addedBy: one.createdBy,
    addedAt: one.createdAt,
    damaged: one.object.fault !== null,
  }));
}

/** The recycle bin, newest first, for those who restore: names and sizes, not what is in them. */
export async function listDeletedFiles(
  { db }: Inquiry,
  input: { readonly after?: string | undefined; readonly limit: number },
): Promise<Page<DeletedAttachment>> {
  const found = await listDeletedRows(db, { after: parsePlace(input.after), limit: input.limit + 1 });
  const rows = found.slice(0, input.limit);
  const last = found.length > input.limit ? rows.at(-1) : undefined;
  return {
    rows: rows.map(({ at, by, ...row }) => ({ ...row, deletedAt: at, deletedBy: by })),
    next: last === undefined ? null : `${last.at}|${last.id}`,
  };
}
