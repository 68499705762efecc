import { z } from 'zod';
import { dayNumber, Day, type Moment } from '../base/business-time.ts';
import type { MemberFacts } from '../members/member-facts.ts';

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);

/** When, and for whom, something holds. All conditions that are given must hold; none given is always. */
export const When = z.object({
  /** First and last day, both included. */
  fromDay: Day.nullable().default(null),
  toDay: Day.nullable().default(null),
  /** 1 is Monday, 7 is Sunday, of the business day; empty is every day. */
  weekdays: z.array(z.int().min(1).max(7)).max(7).default([]),
  /** On the shop's wall clock, the end not included; over midnight when it ends before it begins. */
  fromClock: Clock.nullable().default(null),
  toClock: Clock.nullable().default(null),
  /** Only for members of these tiers, by name; empty is everybody. */
  tiers: z.array(z.string().max(40)).max(20).default([]),
  /** Only for members of these segments: `new`, `at-risk`, `high-value`, `occasional`, `regular`, or the shop's own by name; empty is everybody. */
  segments: z.array(z.string().max(40)).max(20).default([]),
  /** Only so many days around the member's birthday; 0 is the day itself. Null asks for no birthday. */
  birthdayWithinDays: z.int().min(0).max(31).nullable().default(null),
});
export type When = z.infer<typeof When>;

/** Why something does not hold at this hour, whoever asks. `weekdays` are the days on which it does, `1` for Monday, with commas. */
export type NotAtThisHour =
  | { code: 'NOT_YET'; fromDay: Day }
  | { code: 'OVER'; toDay: Day }
  | { code: 'NOT_ON_THIS_DAY'; weekdays: string }
  | { code: 'NOT_AT_THIS_HOUR'; fromClock: string; toClock: string };

/** What of the conditions that everybody shares does not hold now; null when all do. */
export function notAtThisHour(when: When, at: Moment): NotAtThisHour | null {
  const { fromDay, toDay, weekdays, fromClock, toClock } = when;
  if (fromDay !== null && at.day < fromDay) return { code: 'NOT_YET', fromDay };
  if (toDay !== null && at.day > toDay) return { code: 'OVER', toDay };
  if (weekdays.length > 0 && !weekdays.includes(at.weekday))
    return { code: 'NOT_ON_THIS_DAY', weekdays: weekdays.toSorted((a, b) => a - b).join(',') };
  if (isWithin(at.minute, when)) return null;
  return { code: 'NOT_AT_THIS_HOUR', fromClock: fromClock ?? '00:00', toClock: toClock ?? '24:00' };
}

/** Whether it holds now, for this member. */
export const holds = (when: When, at: Moment, tiers: readonly string[], member: () => MemberFacts): boolean =>
  notAtThisHour(when, at) === null && holdsFor(when, at.day, tiers, member);

/** Whether it asks anything of a member, so that nobody knows without one. */
export const asksForMember = ({ tiers, segments, birthdayWithinDays }: When): boolean =>
  tiers.length > 0 || segments.length > 0 || birthdayWithinDays !== null;

/** Whether it asks for a segment, and this till did not look yet in which one the member is. */
export const segmentUnknown = ({ segments }: When, member: () => MemberFacts): boolean =>
  segments.length > 0 && member().segment === null;

/** Whether what it asks of a member holds on this day: a tier, a segment, a birthday. What nobody knows yet does not hold. */
export function holdsFor(when: When, day: Day, tiers: readonly string[], member: () => MemberFacts): boolean {
  const { birthdayWithinDays, segments } = when;
  if (when.tiers.length > 0 && !when.tiers.some((tier) => tiers.includes(tier))) return false;
  if (segments.length > 0 && !segments.includes(member().segment ?? '')) return false;
  if (birthdayWithinDays === null) return true;
  const away = daysToBirthday(member().birthday, day);
  return away !== null && Math.abs(away) <= birthdayWithinDays;
}

function isWithin(minute: number, { fromClock, toClock }: When): boolean {
  if (fromClock === null && toClock === null) return true;
  const [from, to] = [minutesOf(fromClock ?? '00:00'), minutesOf(toClock ?? '24:00')];
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** Whether both may hold at one moment for one member: nothing of what they ask keeps them apart. */
export const meet = (one: When, other: When): boolean =>
  (one.fromDay ?? '') <= (other.toDay ?? '9999') &&
  (other.fromDay ?? '') <= (one.toDay ?? '9999') &&
  shares(one.weekdays, other.weekdays) &&
  shares(one.tiers, other.tiers) &&
  shares(one.segments, other.segments) &&
  (isWithin(beginOf(one), other) || isWithin(beginOf(other), one));

const beginOf = ({ fromClock }: When): number => minutesOf(fromClock ?? '00:00');

/** An empty list asks for nothing. */
const shares = <T>(some: readonly T[], others: readonly T[]): boolean =>
  some.length === 0 || others.length === 0 || some.some((one) => others.includes(one));

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/**
 * How many days until the nearest birthday, negative when it has passed; null when nobody told. Who was born on 29 February
 * celebrates on 1 March in other years.
 */
export function daysToBirthday(birthday: string | null, day: Day): number | null {
  if (birthday === null) return null;
  const year = Number(day.slice(0, 4));
  const away = [year - 1, year, year + 1].map((one) => dayNumber(birthdayIn(one, birthday)) - dayNumber(day));
  return away.reduce((best, one) => (Math.abs(one) < Math.abs(best) ? one : best));
}

/** The day on which a birthday is celebrated in a year. */
export function birthdayIn(year: number, birthday: string): Day {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return `${String(year).padStart(4, '0')}-${birthday === '02-29' && !leap ? '03-01' : birthday}`;
}
