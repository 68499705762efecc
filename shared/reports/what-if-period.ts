import { addDays, type Day } from '../base/business-time.ts';
import { monthOf, monthsAfter } from '../base/months.ts';

/** How many whole months each period looks back; null for all there are. */
const months = { 'last-month': 1, 'last-quarter': 3, 'last-year': 12, all: null } as const;

/** The first and last day of a period: whole calendar months before the one of `today`. Null for no bound. */
export function periodBounds(period: keyof typeof months, today: Day): { from: Day | null; to: Day | null } {
  const count = months[period];
  if (count === null) return { from: null, to: null };
  const month = monthOf(today);
  return { from: `${monthsAfter(month, -count)}-01`, to: addDays(`${month}-01`, -1) };
}
