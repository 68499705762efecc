import { printedDay } from '#shared/capture/printed-day.ts';

/** A register's clock is hardly ever further from ours. */
export const clocksDifferMinutes = 10;
const dayMinutes = 1_440;

const half = String.raw`(?:\s?(?<half>[ap])\.?m\b)?`;
const clock = (sign: string, end: string): string =>
  String.raw`(?<hours>[01]?\d|2[0-3])${sign}(?<minutes>[0-5]\d)(?:${sign}[0-5]\d)?${end}${half}`;
const gap = String.raw`\s{0,3}[,–—-]?\s{0,3}`;
const pointed = String.raw`(?<![\d.,])${clock(String.raw`\.`, String.raw`(?![.,]?\d)`)}`;

/** A time of day as registers print it, of twelve hours or twenty-four. With a point it is a price, unless a day or a word is beside it. */
const timesOfDay = [
  String.raw`(?<!\d)${clock('[:h]', String.raw`(?!\d)`)}`,
  String.raw`${printedDay}[.,]?${gap}(?:(?:ore|alle|um)\s{1,3})?${pointed}`,
  `${pointed}${gap}${printedDay}`,
  String.raw`(?<!\p{L})(?:ore|alle|um|h)[.:]?\s{0,3}${pointed}`,
  String.raw`${pointed}\s{0,3}uhr(?!\p{L})`,
  // Behind its half of the day: `2.03 pm`.
  `${pointed}(?<=m)`,
].map((pattern) => new RegExp(pattern, 'giu'));

/**
 * From one time to another on one line: the hours at which the shop is open, as they stand on every receipt, or when a table was opened and
 * paid for. A day beside a time is none.
 */
const fromTo = new RegExp(
  String.raw`(?<![\d.:])\d{1,2}(?<between>[:.h])(?<fromMinutes>\d{2})(?:\s?[ap]\.?m\.?)?` +
    String.raw`(?:-t[óő]l\s*|\s*(?:[-–—/]|a|à|alle|au|bis|to|until)(?:\s+ore)?\s*)` +
    String.raw`(?<hours>\d{1,2})\k<between>(?<minutes>\d{2})(?![\d:]|\.\d)(?:\s?(?<half>[ap])\.?m\.?)?(?:-ig)?`,
  'giu',
);
const someDay = new RegExp(printedDay, 'u');

/** A time as it is read: how many hours and minutes, of which half of the day. */
type Clock = Record<'hours' | 'minutes' | 'half', string | undefined>;

/** Whether the time of day at which a receipt is printed, in minutes since midnight, stands on one of its lines. */
export const tellsTheTime = (lines: readonly string[], minute: number): boolean =>
  lines.some((line) => {
    const text = line.replace(fromTo, (whole: string, ...rest: unknown[]) =>
      isOpening(rest.at(-1) as Clock & { fromMinutes: string }, line, minute) ? '' : whole,
    );
    return timesOfDay.some((time) =>
      [...text.matchAll(time)].some(({ groups }) => isNow(groups as Clock, minute)),
    );
  });

/** A shop opens and closes on a quarter of an hour, without a day beside it. A table that is paid for now hardly ever was so by chance. */
const isOpening = (to: Clock & { fromMinutes: string }, line: string, minute: number): boolean =>
  !isNow(to, minute) || (!someDay.test(line) && isQuarter(to.fromMinutes) && isQuarter(to.minutes));

const isQuarter = (minutes: string | undefined): boolean => Number(minutes) % 15 === 0;

function isNow({ hours, minutes, half: named }: Clock, minute: number): boolean {
  const isOfTwelve = named !== undefined && Number(hours) <= 12;
  const hour = isOfTwelve ? (Number(hours) % 12) + (/p/i.test(named) ? 12 : 0) : Number(hours);
  const apart = Math.abs(hour * 60 + Number(minutes) - minute) % dayMinutes;
  return Math.min(apart, dayMinutes - apart) <= clocksDifferMinutes;
}
