const numbers = new Map<string, Intl.NumberFormat>();
const days = new Map<string, Intl.DateTimeFormat>();

/** How a locale writes numbers, made once for each way: making one costs as much as writing hundreds of numbers with it. */
export const numberFormat = (locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat =>
  madeOnce(numbers, [locale, options], () => new Intl.NumberFormat(locale, options));

/** How a locale writes days, made once for each way. In UTC, because a machine's own zone may change while it runs. */
export const dayFormat = (
  locale: string,
  options: Omit<Intl.DateTimeFormatOptions, 'timeZone'>,
): Intl.DateTimeFormat =>
  madeOnce(days, [locale, options], () => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }));

function madeOnce<T>(known: Map<string, T>, way: unknown, make: () => T): T {
  const key = JSON.stringify(way);
  const made = known.get(key) ?? make();
  known.set(key, made);
  return made;
}
