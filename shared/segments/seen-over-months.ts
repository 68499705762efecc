import type { Day } from '../base/business-time.ts';
import { monthOf, monthsAfter } from '../base/months.ts';
import { periodsOf, type SegmentRules } from './segment-rules.ts';
import type { Done } from './segment-of.ts';

/** What a member did in one calendar month (`YYYY-MM`), as read tables have it: sorted by wallet, then month. */
export type MonthRow = [
  walletId: string,
  month: string,
  visits: number,
  spentMinor: number,
  lastDay: Day | null,
];

/** A period that is counted over: so many months, of which the first is `from`. */
export interface Period {
  months: number;
  from: string;
}

/** A member's months summed up to what segments ask. `within` is in the order of the periods. */
export interface Summed {
  lastDay: Day | null;
  /** The first month with a visit within the longest period. */
  firstMonth: string | null;
  within: Done[];
}

/** The periods of these rules as they stand on a day, the longest first. */
export const periodsOn = (rules: SegmentRules, day: Day): Period[] =>
  periodsOf(rules).map((months) => ({ months, from: monthsAfter(monthOf(day), 1 - months) }));

/**
 * Sums the months of many members in one go. Of a month that both sides tell of, whoever heard more is believed, number by number: this
 * till knows what it sold a minute ago, the centre what others sold.
 */
export function sumMonths(
  own: readonly MonthRow[],
  known: readonly MonthRow[],
  periods: readonly Period[],
): Map<string, Summed> {
  const sums = new Map<string, Summed>();
  let [ours, theirs] = [0, 0];
  let [walletId, sum]: [string, Summed | undefined] = ['', undefined];
  while (ours < own.length || theirs < known.length) {
    const [one, other] = [own[ours], known[theirs]];
    const order = orderOf(one, other);
    if (order <= 0) ours += 1;
    if (order >= 0) theirs += 1;
    const row = order <= 0 ? one : other;
    if (!row) break;
    if (!sum || row[0] !== walletId) {
      walletId = row[0];
      sum = { lastDay: null, firstMonth: null, within: periods.map(() => ({ visits: 0, spentMinor: 0 })) };
      sums.set(walletId, sum);
    }
    add(sum, order === 0 && other ? larger(row, other) : row, periods);
  }
  return sums;
}

/** Several wallets that are one member, as one. */
export const addSums = (one: Summed, other: Summed): Summed => ({
  lastDay: (one.lastDay ?? '') > (other.lastDay ?? '') ? one.lastDay : other.lastDay,
  firstMonth: [one.firstMonth, other.firstMonth].flatMap((month) => month ?? []).sort()[0] ?? null,
  within: one.within.map(({ visits, spentMinor }, place) => ({
    visits: visits + (other.within[place]?.visits ?? 0),
    spentMinor: spentMinor + (other.within[place]?.spentMinor ?? 0),
  })),
});

/** Somebody who never came. */
export const nothingDone = (periods: readonly Period[]): Summed => ({
  lastDay: null,
  firstMonth: null,
  within: periods.map(() => ({ visits: 0, spentMinor: 0 })),
});

function orderOf(one: MonthRow | undefined, other: MonthRow | undefined): number {
  if (!one || !other) return one ? -1 : 1;
  if (one[0] !== other[0]) return one[0] < other[0] ? -1 : 1;
  if (one[1] === other[1]) return 0;
  return one[1] < other[1] ? -1 : 1;
}

const larger = (one: MonthRow, other: MonthRow): MonthRow => [
  one[0],
  one[1],
  Math.max(one[2], other[2]),
  Math.max(one[3], other[3]),
  (one[4] ?? '') > (other[4] ?? '') ? one[4] : other[4],
];

function add(
  sum: Summed,
  [, month, visits, spentMinor, lastDay]: MonthRow,
  periods: readonly Period[],
): void {
  if (lastDay !== null && (sum.lastDay === null || lastDay > sum.lastDay)) sum.lastDay = lastDay;
  for (const [place, { from }] of periods.entries()) {
    const done = sum.within[place];
    if (!done || month < from) break;
    if (place === 0 && visits > 0) sum.firstMonth ??= month;
    done.visits += visits;
    done.spentMinor += spentMinor;
  }
}
