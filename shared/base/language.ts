import { dayNumber, type Day } from './business-time.ts';
import { dayFormat } from './intl-formats.ts';

/**
 * Says a text of resources/texts in somebody's language: `key`, then what goes into its {{places}}; `count` picks the plural,
 * and `pointsOf` is the unit of the points that it speaks of, which its program may call by a name of its own.
 */
export type Say = (key: string, params?: Record<string, string | number>) => string;

/** The languages that Tessera speaks, and the locale whose dates and money each of them uses. */
export const locales = { en: 'en-GB', it: 'it-IT', hu: 'hu-HU' } as const;
export type LanguageTag = keyof typeof locales;

/** A day as people write it: `22 Nov 2026`, `22 nov 2026`, `2026. nov. 22.` */
export function formatDay(day: Day, language: LanguageTag): string {
  const parts = { year: 'numeric', month: 'short', day: 'numeric' } as const;
  return dayFormat(locales[language], parts).format(dayNumber(day) * 86_400_000);
}

/** Weekdays as people write several, 1 is Monday: `Mon, Tue and Sun`, `lun, mar e dom`. */
export function formatWeekdays(weekdays: readonly number[], language: LanguageTag): string {
  // 5 January 1970 was a Monday.
  const name = dayFormat(locales[language], { weekday: 'short' });
  const names = weekdays.map((weekday) => name.format((weekday + 3) * 86_400_000));
  return new Intl.ListFormat(locales[language], { type: 'conjunction' }).format(names);
}
