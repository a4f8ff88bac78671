import {
  IconFile,
  IconFileMusic,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypeDoc,
  IconFileTypePdf,
  IconFileTypePpt,
  IconFileZip,
  IconMovie,
  IconPhoto,
  type Icon,
} from '@tabler/icons-react';
import type { FileKind } from '#core/attachments/attachments.contract.ts';
import { extensionOf } from '#core/shared/file-name.ts';

const byKind: Partial<Record<FileKind, Icon>> = {
  png: IconPhoto,
  jpeg: IconPhoto,
  webp: IconPhoto,
  gif: IconPhoto,
  pdf: IconFileTypePdf,
  text: IconFileText,
};
const byExtension: readonly (readonly [RegExp, Icon])[] = [
  [/^(?:docx?|wps|odt|rtf|pages)$/, IconFileTypeDoc],
  [/^(?:xlsx?|et|ods|csv|numbers)$/, IconFileSpreadsheet],
  [/^(?:pptx?|dps|odp|key)$/, IconFileTypePpt],
  [/^(?:zip|rar|7z|gz|tar)$/, IconFileZip],
  [/^(?:mp3|wav|m4a|aac|flac|ogg|amr)$/, IconFileMusic],
  [/^(?:mp4|mov|m4v|avi|mkv|webm|wmv)$/, IconMovie],
];

/** A picture of what a file is: by its content where that is known, else by its name. */
export function FileIcon({ kind, name, size = 20 }: { kind: FileKind; name: string; size?: number }) {
  const extension = extensionOf(name);
  const Found = byExtension.find(([pattern]) => pattern.test(extension))?.[1] ?? byKind[kind] ?? IconFile;
  return <Found size={size} stroke={1.5} aria-hidden />;
}

/** What can be shown inside the program. */
export const isShown = (kind: FileKind): boolean => kind !== 'other';
