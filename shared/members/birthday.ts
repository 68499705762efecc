import { civilFromDays, dayNumber, type Day } from '../base/business-time.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { Birthday } from './profile.ts';

/** Whether a birthday is now, or in the days to come. */
export type BirthdayNear = 'today' | 'this-week';

/** How many days ahead are this week. */
const weekDays = 7;

/** Whether somebody has a birthday today or in the week to come; 29 February is 1 March where there is none. */
export function birthdayNear(birthday: Birthday, today: Day): BirthdayNear | null {
  const now = dayNumber(today);
  const year = Number(today.slice(0, 4));
  const monthDay = birthday.slice(-5);
  const days = [year, year + 1].map((one) => dayNumber(`${one}-${monthDay}`) - now);
  if (days.includes(0)) return 'today';
  return days.some((ahead) => ahead > 0 && ahead < weekDays) ? 'this-week' : null;
}

/** Reads a birthday as people type it: `22.11.1980`, `22/11`, `1980. 11. 22.`, `1980-11-22`. Day before month unless the year leads. */
export function readBirthday(text: string): Result<Birthday, { code: 'BIRTHDAY_NOT_A_DAY' }> {
  const parts = text
    .trim()
    .replace(/^--/, '')
    .split(/[^\d]+/)
    .filter((part) => part !== '');
  const yearFirst = parts[0]?.length === 4 || text.trim().startsWith('--');
  const [day = '', month = '', year = ''] =
    yearFirst && parts.length === 3
      ? [parts[2], parts[1], parts[0]]
      : yearFirst
        ? [parts[1], parts[0]]
        : parts;
  const said = `${year === '' ? '-' : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const known = parts.length <= 3 && (year === '' || /^(18|19|20)\d\d$/.test(year));
  return known && isDay(Number(year || 2000), Number(month), Number(day))
    ? ok(said)
    : refuse({ code: 'BIRTHDAY_NOT_A_DAY' });
}

/** Whether a calendar has this day: one that it has not is another day, counted. */
function isDay(year: number, month: number, date: number): boolean {
  const day = [`${year}`, `${month}`.padStart(2, '0'), `${date}`.padStart(2, '0')].join('-');
  return civilFromDays(dayNumber(day)) === day;
}
