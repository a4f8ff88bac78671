import type { Contact } from '#core/contacts/contacts.contract.ts';
import { readVCards, vCardLimits, type ReadCard, type ReadCards } from '#core/contacts/vcard.ts';
import { phoneDigits } from '#core/customers/checks.ts';
import { AppError } from '#core/shared/errors.ts';
import { foldText } from '#core/shared/text.ts';

/** Text of some bytes; null where they are none of that charset, or nobody knows it. */
function decode(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The cards in a file. Throws `fileTooLarge`, and `cardsNone` where it holds none. */
export async function cardsIn(file: File): Promise<ReadCards> {
  if (file.size > vCardLimits.bytes) {
    const size = Math.ceil(file.size / 1_000_000);
    throw new AppError('fileTooLarge', { size, max: vCardLimits.bytes / 1_000_000 });
  }
  const read = readVCards(new Uint8Array(await file.arrayBuffer()), decode);
  if (read.cards.length === 0) throw new AppError('cardsNone');
  return read;
}

type Known = Pick<Contact, 'name' | 'phones'>;

/** Which cards are of somebody who is there already, or stands further up in the file: the same name, or the same number. */
export function doubles(cards: readonly ReadCard[], known: readonly Known[]): ReadonlySet<number> {
  const names = new Set<string>();
  const numbers = new Set<string>();
  const keep = ({ name, phones }: Known) => {
    names.add(foldText(name));
    for (const { value } of phones) numbers.add(phoneDigits(value));
  };
  for (const contact of known) keep(contact);
  const found = new Set<number>();
  for (const [at, { fields }] of cards.entries()) {
    const numbered = fields.phones.some(({ value }) => {
      const digits = phoneDigits(value);
      return digits !== '' && numbers.has(digits);
    });
    if (numbered || names.has(foldText(fields.name))) found.add(at);
    keep(fields);
  }
  return found;
}

/** Gives a text to the person as a file. */
export function saveCards(text: string, fileName: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/vcard;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${fileName.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_')}.vcf`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
