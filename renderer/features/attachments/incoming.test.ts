import { expect, test } from 'vitest';
import { pastedName, sameNames, tooLarge } from './incoming.ts';

const at = new Date(2026, 10, 23, 15, 3, 12);

test('a pasted screenshot is called by what it is and when; any other file keeps its name', () => {
  expect(pastedName('image.png', '截图', at)).toBe('截图 2026-11-23 150312.png');
  expect(pastedName('IMAGE.JPG', 'Screenshot', at)).toBe('Screenshot 2026-11-23 150312.jpg');
  expect(pastedName('image1.png', '截图', at)).toBe('image1.png');
  expect(pastedName('合同.pdf', '截图', at)).toBe('合同.pdf');
});

test('the same name is found whatever its letters and width, as the service finds it', () => {
  const incoming = ['报价单.PDF', 'ｐｌａｎ.txt', '新的.txt', '..'].map((name) => ({
    file: new File([], name),
    name,
  }));
  const present = [{ name: '报价单.pdf' }, { name: 'Plan.TXT' }];
  expect([...sameNames(incoming, present).values()]).toEqual(present);
});

test('a file beyond the limit is refused before it is sent, with figures', () => {
  const file = new File([new Uint8Array(1_100_000)], 'a.bin');
  expect(tooLarge(file, 2 * 1024 * 1024)).toBeNull();
  expect(tooLarge(file, 1024 * 1024)).toMatchObject({ code: 'fileLimit', params: { max: 1, size: 1.1 } });
});
