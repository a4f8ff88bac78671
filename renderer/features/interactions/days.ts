import { addDays, parseLocalDate, type LocalDate } from '#core/shared/local-date.ts';

const two = (figure: number): string => String(figure).padStart(2, '0');

/** The calendar day of an instant on this PC. */
export function dayOf(date: Date): LocalDate {
  const text = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const day = parseLocalDate(text);
  if (day === null) throw new RangeError(`No day: ${text}`);
  return day;
}

/** What is offered for a next step: tomorrow, in three days, next Monday, in a week. */
export const quickDays = ['tomorrow', 'threeDays', 'monday', 'week'] as const;
export type QuickDay = (typeof quickDays)[number];

/** The day of a quick choice; next Monday is never today. */
export function quickDay(choice: QuickDay, today: LocalDate): LocalDate {
  switch (choice) {
    case 'tomorrow':
      return addDays(today, 1);
    case 'threeDays':
      return addDays(today, 3);
    case 'week':
      return addDays(today, 7);
    case 'monday': {
      const weekday = new Date(`${today}T12:00:00`).getDay();
      return addDays(today, (8 - weekday) % 7 || 7);
    }
  }
}

/** When to be reminded of a next step: not, at nine on its day, at nine on the day before. */
export const reminders = ['none', 'sameDay', 'dayBefore'] as const;
export type Reminder = (typeof reminders)[number];

const nine = (day: LocalDate): string => new Date(`${day}T09:00:00`).toISOString();

/** The instant (UTC) of a reminder for a day; null: not at all. */
export function reminderAt(reminder: Reminder, dueOn: string): string | null {
  const day = parseLocalDate(dueOn);
  if (reminder === 'none' || day === null) return null;
  return nine(reminder === 'sameDay' ? day : addDays(day, -1));
}

/** Which of the offered reminders an instant is; null: an instant of its own, such as one that was put off. */
export function reminderOf(remindAt: string | null, dueOn: string): Reminder | null {
  return reminders.find((reminder) => reminderAt(reminder, dueOn) === remindAt) ?? null;
}

/** How a reminder is put off. */
export const snoozes = ['tenMinutes', 'hour', 'tomorrow'] as const;
export type Snooze = (typeof snoozes)[number];

export function snoozedUntil(snooze: Snooze, now: Date): string {
  switch (snooze) {
    case 'tenMinutes':
      return new Date(now.getTime() + 10 * 60_000).toISOString();
    case 'hour':
      return new Date(now.getTime() + 60 * 60_000).toISOString();
    case 'tomorrow':
      return nine(addDays(dayOf(now), 1));
  }
}

/** What a date-time field holds (`YYYY-MM-DD HH:mm:ss`, local) as an instant; null where nothing is typed. */
export function toInstant(local: string | null): string | null {
  if (local === null || local === '') return null;
  const date = new Date(local.replace(' ', 'T'));
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** An instant as a date-time field holds it. */
export function toLocal(instant: string): string {
  const date = new Date(instant);
  return `${dayOf(date)} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
