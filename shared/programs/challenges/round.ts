import { z } from 'zod';
import { addDays, Day } from '../../base/business-time.ts';
import { lastDayOf, monthOf } from '../../base/months.ts';
import type { Reached } from '../../members/progress.ts';
import { mondayOf } from './goal.ts';

/** Within which time a goal has to be reached; what was not is counted anew in the next round. */
export const Round = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('week') }),
  z.object({ kind: z.literal('calendar-month') }),
  z.object({ kind: z.literal('calendar-year') }),
  z.object({ kind: z.literal('dates'), fromDay: Day, toDay: Day }),
  /** Within any so many days; counted anew once it is reached. */
  z.object({ kind: z.literal('any-days'), days: z.int().min(1).max(366) }),
  /** Without an end; counted anew once it is reached. */
  z.object({ kind: z.literal('open') }),
]);
export type Round = z.output<typeof Round>;

/** The round that runs on a day: its key, and its first and last day, null where it has none. */
export interface RunningRound {
  key: string;
  fromDay: Day | null;
  untilDay: Day | null;
}

/** The round that runs on a day for somebody who reached these before; null outside of its dates. */
export function roundOn(round: Round, day: Day, reached: readonly Reached[]): RunningRound | null {
  switch (round.kind) {
    case 'week': {
      const monday = mondayOf(day);
      return { key: `week-${monday}`, fromDay: monday, untilDay: addDays(monday, 6) };
    }
    case 'calendar-month': {
      const month = monthOf(day);
      return { key: month, fromDay: `${month}-01`, untilDay: lastDayOf(month) };
    }
    case 'calendar-year': {
      const year = day.slice(0, 4);
      return { key: year, fromDay: `${year}-01-01`, untilDay: `${year}-12-31` };
    }
    case 'dates': {
      const { fromDay, toDay } = round;
      return day < fromDay || day > toDay ? null : { key: `from-${fromDay}`, fromDay, untilDay: toDay };
    }
    case 'any-days':
      return { key: nextTurn(reached), fromDay: addDays(day, 1 - round.days), untilDay: null };
    case 'open':
      return { key: nextTurn(reached), fromDay: null, untilDay: null };
    default:
      return round satisfies never;
  }
}

/** Turns are numbered: the first that was not reached, or was lost again. */
function nextTurn(reached: readonly Reached[]): string {
  const keys = new Set(reached.map(({ key }) => key));
  let turn = 1;
  while (keys.has(`turn-${turn}`)) turn += 1;
  return `turn-${turn}`;
}
