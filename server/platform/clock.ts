import type { Clock } from '#core/shared/ports.ts';

/** The clock of this PC; the office's time zone is the PC's. `now` can be replaced to show another time. */
export function createClock(now: () => number = Date.now): Clock {
  const dayAt = (at: number | string): string => {
    const day = new Date(at);
    const two = (figure: number) => String(figure).padStart(2, '0');
    return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  };
  return {
    now,
    today: () => dayAt(now()),
    dayOf: dayAt,
    startOf(day) {
      const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
      return new Date(year, month - 1, date).toISOString();
    },
  };
}
