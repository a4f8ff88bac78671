import { open, readFile, stat } from 'node:fs/promises';
import type { Birthday, ContactFields } from '#core/contacts/contacts.contract.ts';
import { readVCards } from '#core/contacts/vcard.ts';
import { cardColumns } from '#core/imports/import-plan.contract.ts';
import { AppError } from '#core/shared/errors.ts';
import { tableLimits, type TableRow } from '#core/imports/table.ts';

/** Text of some bytes; null where they are none of that charset, or nobody knows it. */
function decode(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Whether a text file begins as a card does, in whatever encoding. */
export async function isVCard(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(256), 0, 256, 0);
    // Every other byte of UTF-16 is zero.
    const text = new TextDecoder('latin1').decode(buffer.subarray(0, bytesRead)).replaceAll('\0', '');
    return /^(?:ï»¿|ÿþ|þÿ)?\s*begin:\s*vcard\s/i.test(text);
  } finally {
    await file.close();
  }
}

const headings = cardColumns.map(({ heading }) => heading);

const two = (figure: number) => String(figure).padStart(2, '0');

function birthdayText(birthday: Birthday | null): string | null {
  if (birthday === null) return null;
  const { calendar, year, month, day, leap } = birthday;
  const date = `${year === null ? '' : `${year}-`}${two(month)}-${two(day)}`;
  return calendar === 'lunar' ? `农历 ${date}${leap ? ' (闰)' : ''}` : date;
}

function cellsOf(fields: ContactFields, company: string | null): (string | null)[] {
  const { phones, emails, gender } = fields;
  const numbers = (mobile: boolean) =>
    phones.flatMap(({ label, value }) => ((label === 'mobile') === mobile ? [value] : [])).join('; ') || null;
  return [
    company,
    fields.name,
    fields.department,
    fields.position,
    numbers(true),
    numbers(false),
    emails.map(({ value }) => value).join('; ') || null,
    fields.wechat,
    fields.qq,
    gender === null ? null : gender === 'male' ? '男' : '女',
    birthdayText(fields.birthday),
    fields.address,
    fields.remark,
  ];
}

/**
 * The cards of a vCard file as the rows of a list of contacts, headings first, in the order of the file. Errors: `fileTooLarge`,
 * `cardsNone`, `importTooManyRows`.
 */
export async function vcardRows(path: string): Promise<readonly TableRow[]> {
  const { size } = await stat(path);
  if (size > tableLimits.vcfBytes)
    throw new AppError('fileTooLarge', { max: tableLimits.vcfBytes / 1024 / 1024 });
  const { cards, more } = readVCards(await readFile(path), decode, tableLimits.cards);
  if (more) throw new AppError('importTooManyRows', { max: tableLimits.cards });
  if (cards.length === 0) throw new AppError('cardsNone');
  return [
    { row: 1, cells: headings },
    ...cards.map(({ fields, company }, at) => ({ row: at + 2, cells: cellsOf(fields, company) })),
  ];
}
