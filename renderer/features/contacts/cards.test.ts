import { expect, test } from 'vitest';
import type { ReadCard } from '#core/contacts/vcard.ts';
import { cardsIn, doubles } from './cards.ts';

const file = (text: string) => new File([text], 'cards.vcf');
const card = (name: string, phone: string) =>
  `BEGIN:VCARD\r\nFN:${name}\r\nTEL;CELL:${phone}\r\nEND:VCARD\r\n`;
const read = async (text: string): Promise<readonly ReadCard[]> => (await cardsIn(file(text))).cards;

test('a file beyond the bound and one without a card are refused with a sentence', async () => {
  await expect(cardsIn(file('x'.repeat(1_000_001)))).rejects.toMatchObject({ code: 'fileTooLarge' });
  await expect(cardsIn(file('no card'))).rejects.toMatchObject({ code: 'cardsNone' });
});

test('who is there already is told by name or number, in the file too', async () => {
  const cards = await read(
    card('张三', '13800000001') +
      card('李四', '138 0000 0002') +
      card('王五', '13800000003') +
      card('王 五', '13800000004') +
      card('赵六', ''),
  );
  const known = [
    { name: '张三', phones: [] },
    { name: '旁人', phones: [{ id: 1, label: 'mobile' as const, value: '+8613800000002' }] },
    { name: '无号', phones: [{ id: 2, label: 'mobile' as const, value: '-' }] },
  ];
  expect([...doubles(cards, known)]).toEqual([0, 1, 3]);
});
