import type { Day } from '../base/business-time.ts';
import type { VoucherId } from './wallet.ts';

/**
 * What one sale counted for a program in one period: `amount` of a mark, which is what is counted, with a day, a week or a
 * category behind a colon where different ones count: `spend`, `days:2026-11-22`. The rest says what becomes of it when parts of the sale are taken back.
 */
export interface Counted {
  saleId: string;
  day: Day;
  mark: string;
  amount: number;
  /** Whether a part of the sale that goes back takes its share of the amount along; else it stays while the sale does. */
  divides: boolean;
  /** It counts only while so much of the sale's base is left. */
  leastMinor: number;
  baseMinor: number;
  totalMinor: number;
  /** How much of the sale was taken back, in minor units of its total. */
  reversedMinor: number;
}

/** How it is told from marks whether something was reached: so much in all, or so many different ones. */
export type Measure = 'sum' | 'marks';

/** What has to stay counted for something reached to stay: so much in a period, from a day on. */
export interface Needs {
  period: string;
  fromDay: Day | null;
  /** What is counted: the first word of its marks. */
  of: string;
  measure: Measure;
  need: number;
}

/** What somebody was given for something reached: value, or a voucher when there is an id. */
export interface Prize {
  unit: string;
  lot: string;
  amount: number;
  voucherId: VoucherId | null;
  /** What a coupon promises; empty for everything else. */
  label: string;
}

/** Something a member reached and has not lost, under the program's own key. */
export interface Reached {
  programId: string;
  key: string;
  /** The sale with which it was reached. */
  saleId: string;
  day: Day;
  title: string;
  /** The picture of the badge that it brought; null for none. */
  badge: string | null;
  /** Null for what goes only with the very sale that brought it. */
  needs: Needs | null;
  prize: Prize | null;
}

/** What of a count is left after what was taken back of its sale. Rounded down: what is left was paid by whole money. */
export function leftOfCount({
  amount,
  divides,
  leastMinor,
  baseMinor,
  totalMinor,
  reversedMinor,
}: Counted): number {
  const left = totalMinor - reversedMinor;
  if (left <= 0 || share(baseMinor, left, totalMinor) < leastMinor) return 0;
  return divides ? share(amount, left, totalMinor) : amount;
}

const share = (amount: number, left: number, total: number): number =>
  left === total ? amount : Number((BigInt(amount) * BigInt(left)) / BigInt(total));

/** The marks of a kind that still count, from a day on. */
export const standingMarks = (
  counted: readonly Counted[],
  { of, fromDay }: Pick<Needs, 'of' | 'fromDay'>,
): Counted[] =>
  counted.filter(
    (one) =>
      (one.mark === of || one.mark.startsWith(`${of}:`)) &&
      (fromDay === null || one.day >= fromDay) &&
      leftOfCount(one) > 0,
  );

/** How much of a kind is counted from a day on. */
export function measured(
  counted: readonly Counted[],
  about: Pick<Needs, 'of' | 'fromDay' | 'measure'>,
): number {
  const standing = standingMarks(counted, about);
  return about.measure === 'sum'
    ? standing.reduce((sum, one) => sum + leftOfCount(one), 0)
    : new Set(standing.map(({ mark }) => mark)).size;
}
