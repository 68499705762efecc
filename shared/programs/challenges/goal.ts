import { z } from 'zod';
import { addDays, weekdayOf, type Day } from '../../base/business-time.ts';
import { isIn, Scope } from '../../basket/scope.ts';
import { measured, standingMarks, type Counted, type Measure } from '../../members/progress.ts';
import type { Pursuit, SaleToJudge } from '../program.ts';

const Count = z.int().min(1).max(10_000);

/** What has to be done. */
export const Goal = z.discriminatedUnion('kind', [
  /** Sales that count. */
  z.object({ kind: z.literal('visits'), count: Count }),
  z.object({ kind: z.literal('spend'), goalMinor: z.int().min(1).max(1_000_000_000) }),
  /** Days with a sale that counts. */
  z.object({ kind: z.literal('days'), count: Count }),
  /** Weeks in a row, Monday to Sunday, each with a sale that counts. */
  z.object({ kind: z.literal('weeks'), count: z.int().min(2).max(520) }),
  /** Different categories, of these or of all: only where the register says what is bought. */
  z.object({
    kind: z.literal('categories'),
    count: Count,
    categories: z.array(z.string().min(1).max(40)).max(200).default([]),
  }),
  /** Pieces of what the register says, or of what the cashier counts with a key of this name. */
  z.object({
    kind: z.literal('pieces'),
    count: Count,
    scope: Scope.prefault({}),
    item: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/)
      .nullable()
      .default(null),
    itemLabel: z.string().max(40).default(''),
  }),
]);
export type Goal = z.output<typeof Goal>;

/** How much is needed. */
export const needOf = (goal: Goal): number => (goal.kind === 'spend' ? goal.goalMinor : goal.count);

/** How it is told from marks whether a goal is reached, and whether a refund in part takes its share of them. */
export const measureOf = ({ kind }: Goal): { measure: Measure; divides: boolean; of: Pursuit['of'] } => ({
  measure: kind === 'days' || kind === 'weeks' || kind === 'categories' ? 'marks' : 'sum',
  divides: kind === 'spend' || kind === 'pieces',
  of: kind,
});

/** What a sale counts towards a goal: nothing, or marks of positive amounts. */
export function marksOf(goal: Goal, sale: SaleToJudge, day: Day): { mark: string; amount: number }[] {
  switch (goal.kind) {
    case 'visits':
      return [{ mark: 'visits', amount: 1 }];
    case 'spend':
      return [{ mark: 'spend', amount: sale.baseMinor }];
    case 'days':
      return [{ mark: `days:${day}`, amount: 1 }];
    case 'weeks':
      return [{ mark: `weeks:${mondayOf(day)}`, amount: 1 }];
    case 'categories': {
      const { categories } = goal;
      const bought = sale.lines.filter(
        ({ category, countedMinor }) =>
          countedMinor > 0 && category !== '' && (categories.length === 0 || categories.includes(category)),
      );
      return [...new Set(bought.map(({ category }) => category))]
        .sort()
        .map((one) => ({ mark: `categories:${one}`, amount: 1 }));
    }
    case 'pieces': {
      const { item, scope } = goal;
      const amount =
        item === null
          ? sale.lines
              .filter((line) => line.countedMinor > 0 && isIn(scope, line))
              .reduce((sum, { quantity }) => sum + quantity, 0)
          : (sale.items[item] ?? 0);
      return amount > 0 ? [{ mark: 'pieces', amount }] : [];
    }
    default:
      return goal satisfies never;
  }
}

/** How far these marks come by `day`: so much since `fromDay`, which is what has to stay counted. */
export function haveOf(
  goal: Goal,
  counted: readonly Counted[],
  day: Day,
  fromDay: Day | null,
): { have: number; fromDay: Day | null } {
  const { measure, of } = measureOf(goal);
  if (goal.kind !== 'weeks') return { have: measured(counted, { measure, of, fromDay }), fromDay };
  const weeks = new Set(
    standingMarks(counted, { of, fromDay }).map(({ mark }) => mark.slice('weeks:'.length)),
  );
  const thisWeek = mondayOf(day);
  // Who has not come this week yet still stands where they stood last week.
  let at = weeks.has(thisWeek) ? thisWeek : addDays(thisWeek, -7);
  let have = 0;
  for (; weeks.has(at); at = addDays(at, -7)) have += 1;
  return { have, fromDay: addDays(at, 7) };
}

/** The Monday of a day's week. */
export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));
