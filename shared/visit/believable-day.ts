import { addDays, type Day } from '../base/business-time.ts';

/** What a till knows of the day beside its own clock; null for nothing. */
export interface DayEvidence {
  /** The day of the centre's clock when it was heard last; null for a till that works alone. */
  centreDay: Day | null;
  /** The last day for which this till booked what had ended. */
  bookedDay: Day | null;
}

/** `unsure`: it may well be that day, and the centre will tell. `doubted`: it cannot be, or somebody has to say so. */
export type DayVerdict = 'believed' | 'unsure' | 'doubted';

/** How long a shop may be closed before its clock is doubted. */
export const longestClosedDays = 35;

/**
 * Whether value may be booked as ended on a day that a till's clock tells: that cannot be undone, and waiting costs nothing, for what is
 * over cannot be spent anyway. With a centre the day must not be more than one ahead of what the centre said last.
 */
export function judgeDay(day: Day, { centreDay, bookedDay }: DayEvidence): DayVerdict {
  const known = [centreDay, bookedDay].flatMap((one) => one ?? []).sort();
  const last = known.at(-1);
  if (last !== undefined && day > addDays(last, longestClosedDays)) return 'doubted';
  return centreDay === null || day <= addDays(centreDay, 1) ? 'believed' : 'unsure';
}
