import { AppError } from '#core/shared/errors.ts';
import { cleanFileName, extensionOf } from '#core/shared/file-name.ts';
import { foldText } from '#core/shared/text.ts';

/** A file to be sent, under the name that it gets. */
export interface Incoming {
  readonly file: File;
  readonly name: string;
}

const two = (value: number) => String(value).padStart(2, '0');

/** Pasted pictures come from the browser as `image.png`: they are called by what they are and when they were pasted. */
export function pastedName(name: string, word: string, now: Date): string {
  if (!/^image\.(?:png|jpe?g|webp|gif|bmp)$/i.test(name)) return name;
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
  return `${word} ${day} ${time}.${extensionOf(name)}`;
}

/** The files that were dropped; folders are told apart, of which nothing can be sent. */
export function droppedFiles(data: DataTransfer): {
  readonly files: readonly File[];
  readonly folders: number;
} {
  const files: File[] = [];
  let folders = 0;
  for (const item of Array.from(data.items)) {
    if (item.kind !== 'file') continue;
    const file = item.webkitGetAsEntry()?.isDirectory === true ? null : item.getAsFile();
    if (file === null) folders += 1;
    else files.push(file);
  }
  return { files, folders };
}

/** Why a file will not be taken, before anything of it is sent; null where nothing speaks against it. */
export function tooLarge(file: File, limitBytes: number): AppError | null {
  const mega = 1024 * 1024;
  if (file.size <= limitBytes) return null;
  return new AppError('fileLimit', {
    max: limitBytes / mega,
    size: Math.ceil((file.size / mega) * 10) / 10,
  });
}

const keyOf = (name: string) => foldText(cleanFileName(name)) || name.toLowerCase();

/** Which of some files have the name of one that is there already; the same rule as in the service. */
export function sameNames<Present extends { readonly name: string }>(
  incoming: readonly Incoming[],
  present: readonly Present[],
): ReadonlyMap<Incoming, Present> {
  const byName = new Map(present.map((file) => [keyOf(file.name), file]));
  return new Map(
    incoming.flatMap((one) => {
      const found = byName.get(keyOf(one.name));
      return found === undefined ? [] : [[one, found] as const];
    }),
  );
}
