import { addDays, type Day } from './business-time.ts';

/** The month of a day, as `YYYY-MM`. Sorts as text. */
export const monthOf = (day: Day): string => day.slice(0, 7);

/** Months since the year 0: for counting over many of them. */
export const monthNumber = (month: string): number =>
  Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;

/** The month so many months later, or earlier when negative. */
export const monthsAfter = (month: string, count: number): string =>
  monthFromNumber(monthNumber(month) + count);

/** The inverse of `monthNumber`. */
export function monthFromNumber(months: number): string {
  const year = Math.floor(months / 12);
  const inYear = months - year * 12 + 1;
  return `${String(year).padStart(4, '0')}-${inYear < 10 ? '0' : ''}${inYear}`;
}

/** The last day of a month. */
export const lastDayOf = (month: string): Day => addDays(`${monthsAfter(month, 1)}-01`, -1);

/** The same day of the month so many months later, or its last day where that month is shorter. */
export function dayMonthsAfter(day: Day, count: number): Day {
  const month = monthsAfter(monthOf(day), count);
  const same = `${month}${day.slice(7)}`;
  const last = lastDayOf(month);
  return same < last ? same : last;
}
