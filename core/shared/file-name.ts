import { cleanText, codePoints } from './text.ts';

/** Longest name of a file, in code points. */
export const fileNameMax = 200;
/** A dot further back than this begins no extension. */
const extensionMax = 20;

/** Where the extension begins, its dot included; the length of the name where it has none. */
function extensionAt(name: string): number {
  const dot = name.lastIndexOf('.');
  return dot > 0 && name.length - dot <= extensionMax + 1 ? dot : name.length;
}

/** The beginning of a name, so that `fits` holds for it with its extension; no character is cut in two. */
function shortened(name: string, fits: (text: string) => boolean): string {
  if (fits(name)) return name;
  const at = extensionAt(name);
  const extension = fits(name.slice(at)) ? name.slice(at) : '';
  const characters = Array.from(name.slice(0, extension === '' ? name.length : at));
  while (characters.length > 1 && !fits(characters.join('').trimEnd() + extension)) characters.pop();
  return characters.join('').trimEnd() + extension;
}

/**
 * The name of a file as it is kept and shown: NFC, one line, without invisible and direction marks, without the
 * separators of paths, no longer than {@link fileNameMax} with its extension kept. It is data: no path is ever made of it.
 */
export function cleanFileName(name: string): string {
  const plain = cleanText(name)
    .replaceAll(/[/\\\u2044\u2215\u29f8\uff0f\uff3c]/g, '_')
    .replace(/[. ]+$/, '');
  return shortened(plain === '' ? 'file' : plain, (text) => codePoints(text) <= fileNameMax);
}

/** Names that are devices of Windows in every folder and with every extension. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])$/i;
/** The longest name that every file system takes, in bytes of UTF-8. */
const systemBytes = 240;
const utf8Bytes = (text: string) => encodeURIComponent(text).replaceAll(/%../g, '.').length;

/**
 * The name under which a file is offered for saving: as it is kept, without what the systems of office PCs do not take in
 * a name or take for something else (`CON`, `a:b`, dots at the end).
 */
export function offeredFileName(name: string): string {
  const plain = cleanFileName(name)
    .replaceAll(/[<>:"|?*]/g, '_')
    .replace(/^[. ]+$/, 'file');
  const fitting = shortened(plain, (text) => utf8Bytes(text) <= systemBytes).replace(/[. ]+$/, '');
  const stem = fitting.split('.', 1)[0]?.trim() ?? '';
  return device.test(stem) ? `_${fitting}` : fitting;
}

/** `pdf`, in small letters; '' where a name has no extension. */
export function extensionOf(name: string): string {
  return name.slice(extensionAt(name) + 1).toLowerCase();
}

/**
 * `合同 (2).pdf` for a name that is taken, the next free figure; `taken` decides.
 */
export function numberedFileName(name: string, taken: (name: string) => boolean): string {
  const at = extensionAt(name);
  for (let figure = 2; ; figure++) {
    const mark = ` (${figure})`;
    const stem = shortened(
      name.slice(0, at),
      (text) => codePoints(text + mark + name.slice(at)) <= fileNameMax,
    );
    const candidate = `${stem}${mark}${name.slice(at)}`;
    if (!taken(candidate)) return candidate;
  }
}

/**
 * What may be opened with the PC's own program, by extension: documents, pictures, sound and film, which show what is in
 * them. Everything else can be saved and is never opened from here (spec §9), because opening it may run it or may start
 * something that does:
 * programs and installers (exe, com, scr, msi, msix, appx, apk, dmg, pkg, deb, rpm, jar, cpl, sys, dll),
 * scripts (bat, cmd, ps1, vbs, vbe, js, jse, wsf, wsh, hta, py, sh, command, reg, sct, msc),
 * shortcuts and descriptions that start something (lnk, url, desktop, scf, pif, inf, rdp, settingcontent-ms, application,
 * library-ms, search-ms, website, webloc), web pages (html, mht, svg, xhtml, chm: their scripts would run as a local file),
 * documents with macros (docm, dotm, xlsm, xltm, xlam, pptm, ppsm, xll, one) and data that fetch from elsewhere (iqy, slk),
 * disk images and archives (iso, img, vhd, zip, rar, 7z: what is inside loses the mark of having come from elsewhere),
 * and whatever nobody has thought of. A list of what is dangerous would always be too short.
 */
const openable: ReadonlySet<string> = new Set(
  `pdf ofd txt log csv tsv md doc docx wps rtf odt xls xlsx et ods ppt pptx dps odp pages numbers key
  png jpg jpeg jfif gif webp bmp tif tiff heic heif avif ico psd ai dwg dxf
  mp3 wav m4a aac flac ogg amr wma mp4 mov m4v avi mkv webm wmv
  eml msg ics vcf xmind vsdx`.split(/\s+/),
);

/** Whether a file of this name may be opened with the PC's own program; otherwise it can only be saved. */
export function isOpenable(name: string): boolean {
  return openable.has(extensionOf(offeredFileName(name)));
}

/** The value of `Content-Disposition` (RFC 6266): the name in ASCII for the old, in UTF-8 for everybody else. */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const offered = offeredFileName(name);
  const ascii = offered.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(offered).replaceAll(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** The name that a `Content-Disposition` made by {@link contentDisposition} offers. */
export function nameIn(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? '';
  return offeredFileName(decodeURIComponent(encoded));
}
