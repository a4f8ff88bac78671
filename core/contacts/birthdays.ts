import { Solar } from 'lunar-typescript';
import { sql } from 'kysely';
import type { Inquiry } from '../rpc/context.ts';
import { addDays, parseLocalDate, type LocalDate } from '../shared/local-date.ts';
import { nextBirthday } from './birthday.ts';
import { birthdayDays, type Birthday, type UpcomingBirthday } from './contacts.contract.ts';

interface Row {
  readonly id: number;
  readonly name: string;
  readonly calendar: 'solar' | 'lunar';
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
  readonly leap: number;
  readonly customer_id: number;
  readonly customer_name: string;
}

/** More than these at once congratulate themselves. */
const mostShown = 50;

/**
 * Months and days of either calendar on which somebody born may have a birthday on one of the days: also those that a short
 * month or a plain year moves there. What is found is reckoned exactly afterwards.
 */
function bornOnDays(days: readonly LocalDate[]): { calendar: string; month: number; day: number }[] {
  return days.flatMap((date) => {
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
    const lunar = Solar.fromYmd(year, month, day).getLunar();
    const [lunarMonth, lunarDay] = [Math.abs(lunar.getMonth()), lunar.getDay()];
    return [
      { calendar: 'solar', month, day },
      ...(month === 2 && day === 28 ? [{ calendar: 'solar', month, day: 29 }] : []),
      { calendar: 'lunar', month: lunarMonth, day: lunarDay },
      ...(lunarDay === 29 ? [{ calendar: 'lunar', month: lunarMonth, day: 30 }] : []),
    ];
  });
}

/** Whose birthday comes within a week, today included, among the contacts of one's own customers; the next first (spec §5). */
export async function listBirthdays({ db, actor, services }: Inquiry): Promise<readonly UpcomingBirthday[]> {
  const today = parseLocalDate(services.clock.today());
  if (today === null) return [];
  const days = Array.from({ length: birthdayDays }, (_, ahead) => addDays(today, ahead));
  const born = bornOnDays(days).map(
    ({ calendar, month, day }) =>
      sql`(birthday_calendar = ${calendar} and birthday_month = ${month} and birthday_day = ${day})`,
  );
  const found = await sql<Row>`
    select contact.id, contact.name, birthday_calendar as calendar, birthday_year as year, birthday_month as month,
      birthday_day as day, birthday_leap as leap, customer.id as customer_id, customer.name as customer_name
    from contact join customer on customer.id = contact.customer_id
    where contact.birthday_month is not null and contact.deleted_at is null and +contact.left_company = 0
      and (${sql.join(born, sql` or `)}) and +customer.owner_id = ${actor.id} and customer.deleted_at is null`.execute(
    db,
  );
  const last = days.at(-1) ?? today;
  return found.rows
    .flatMap(({ id, name, customer_id, customer_name, leap, ...rest }) => {
      const birthday: Birthday = { ...rest, leap: leap === 1 };
      const on = nextBirthday(birthday, today);
      return on === null || on > last
        ? []
        : [{ contactId: id, name, customerId: customer_id, customerName: customer_name, birthday, on }];
    })
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.contactId - b.contactId))
    .slice(0, mostShown);
}
