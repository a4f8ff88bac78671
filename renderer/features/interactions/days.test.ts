import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, parseLocalDate, type LocalDate } from '#core/shared/local-date.ts';
import {
  dayOf,
  quickDay,
  reminderAt,
  reminderOf,
  reminders,
  snoozedUntil,
  toInstant,
  toLocal,
} from './days.ts';

const start = parseLocalDate('2026-01-01')!;
const someDay = fc.integer({ min: 0, max: 3000 }).map((days): LocalDate => addDays(start, days));

describe('quick choices of a next step', () => {
  it('are days to come; Monday is the next one, never today', () => {
    expect(quickDay('monday', parseLocalDate('2026-11-23')!)).toBe('2026-11-30');
    expect(quickDay('monday', parseLocalDate('2026-11-29')!)).toBe('2026-11-30');
    fc.assert(
      fc.property(someDay, (today) => {
        const monday = quickDay('monday', today);
        expect(new Date(`${monday}T12:00:00`).getDay()).toBe(1);
        expect(daysBetween(today, monday)).toBeGreaterThan(0);
        expect(daysBetween(today, monday)).toBeLessThanOrEqual(7);
        expect(quickDay('tomorrow', today)).toBe(addDays(today, 1));
      }),
    );
  });
});

describe('reminders', () => {
  it('are known again, unless they were put off', () => {
    fc.assert(
      fc.property(someDay, fc.constantFrom(...reminders), (day, reminder) => {
        expect(reminderOf(reminderAt(reminder, day), day)).toBe(reminder);
      }),
    );
    expect(reminderOf('2026-11-23T03:21:00.000Z', '2026-11-23')).toBeNull();
  });

  it('are put off to later, tomorrow to nine in the morning', () => {
    const now = new Date(2026, 10, 23, 22, 15);
    expect(snoozedUntil('tenMinutes', now)).toBe(new Date(2026, 10, 23, 22, 25).toISOString());
    expect(snoozedUntil('hour', now)).toBe(new Date(2026, 10, 23, 23, 15).toISOString());
    expect(snoozedUntil('tomorrow', now)).toBe(new Date(2026, 10, 24, 9).toISOString());
  });
});

it('reads what a date-time field holds as local time', () => {
  const instant = new Date(2026, 10, 23, 14, 5, 9).toISOString();
  expect(toLocal(instant)).toBe('2026-11-23 14:05:09');
  expect(toInstant('2026-11-23 14:05:09')).toBe(instant);
  expect(toInstant('')).toBeNull();
  expect(toInstant('whenever')).toBeNull();
  expect(dayOf(new Date(2026, 0, 2, 23, 59))).toBe('2026-01-02');
});
