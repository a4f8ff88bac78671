import { expect, test } from 'vitest';
import { formatSize, fullInstant, nearDay, nearInstant, shortInstant } from './format.ts';

const now = new Date(2026, 10, 23, 14, 30);
const at = (day: number, hour: number, minute: number): string =>
  new Date(2026, 10, day, hour, minute).toISOString();

test('near instants are words with the time, others the day', () => {
  expect(nearInstant(at(23, 0, 5), 'zh-CN', now)).toBe('今天 00:05');
  expect(nearInstant(at(22, 23, 59), 'zh-CN', now)).toBe('昨天 23:59');
  expect(nearInstant(at(23, 14, 5), 'en', now)).toBe('today 14:05');
  expect(nearInstant(at(21, 9, 0), 'en', now)).toBe('2026-11-21');
  expect(nearInstant(null, 'en', now)).toBe('');
  expect(nearInstant('nonsense', 'en', now)).toBe('');
  // In a narrow column the English word takes the place of the time.
  expect(shortInstant(at(22, 23, 59), 'en', now)).toBe('yesterday');
  expect(shortInstant(at(23, 14, 5), 'en', now)).toBe('today 14:05');
  expect(shortInstant(at(22, 23, 59), 'zh-CN', now)).toBe('昨天 23:59');
  expect(fullInstant(at(1, 7, 3))).toBe('2026-11-01 07:03');
});

test('yesterday holds across the turn of the year', () => {
  expect(nearDay('2026-12-31', 'en', new Date(2027, 0, 1, 0, 10))).toBe('yesterday');
  expect(nearDay('2026-11-23', 'zh-CN', now)).toBe('今天');
  expect(nearDay('2026-11-24', 'zh-CN', now)).toBe('2026-11-24');
});

test('sizes in units that people read', () => {
  const sizes: [number, string][] = [
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1 KB'],
    [1024 * 99.7, '100 KB'],
    [1024 ** 2, '1 MB'],
    [1024 ** 2 * 3.44, '3.4 MB'],
    [1024 ** 2 * 234.5, '235 MB'],
    [1024 ** 3 * 1.26, '1.3 GB'],
    [1024 ** 4 * 2, '2 TB'],
  ];
  for (const [bytes, text] of sizes) expect(formatSize(bytes)).toBe(text);
});
