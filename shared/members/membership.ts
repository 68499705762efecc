import { addDays, dayNumber, type Day } from '../base/business-time.ts';
import { lastDayOf, monthOf, monthsAfter } from '../base/months.ts';

/** A membership that was paid for: from a day on, for so many months, unless it was taken back. */
export interface PaidTerm {
  membershipId: string;
  programId: string;
  fromDay: Day;
  months: number;
  /** What was paid, in minor units. */
  priceMinor: number;
  /** The till that sold it. */
  writer: string;
  /** The day from which it holds no more, when it was taken back. */
  endedDay: Day | null;
}

/** A term as it counts: both days included. */
export interface CountedTerm extends PaidTerm {
  startDay: Day;
  untilDay: Day;
}

/** The same day of the month so many months later, or the last of a month that is too short. */
export function dayMonthsAfter(day: Day, months: number): Day {
  const month = monthsAfter(monthOf(day), months);
  const last = lastDayOf(month);
  const same = `${month}${day.slice(7)}`;
  return same > last ? last : same;
}

/**
 * Terms of one program one behind the other: one that begins while another lasts begins when that is over, so who was sold the same
 * renewal at two tills has both. One that was taken back counts up to the day before.
 */
export function countedTerms(terms: readonly PaidTerm[], programId: string): CountedTerm[] {
  const own = terms
    .filter((term) => term.programId === programId)
    .sort((a, b) => (a.fromDay + a.membershipId < b.fromDay + b.membershipId ? -1 : 1));
  let behind: Day | null = null;
  return own.flatMap((term) => {
    const startDay: Day = behind !== null && term.fromDay < behind ? behind : term.fromDay;
    const whole = addDays(dayMonthsAfter(startDay, term.months), -1);
    const untilDay = term.endedDay !== null && term.endedDay <= whole ? addDays(term.endedDay, -1) : whole;
    if (untilDay < startDay) return [];
    behind = addDays(untilDay, 1);
    return [{ ...term, startDay, untilDay }];
  });
}

/** How many days a term has left on a day, this one included, and how many it has in all. */
export function daysOf({ startDay, untilDay }: CountedTerm, day: Day): { left: number; all: number } {
  const all = dayNumber(untilDay) - dayNumber(startDay) + 1;
  return { all, left: Math.max(0, Math.min(all, dayNumber(untilDay) - dayNumber(day) + 1)) };
}
