import { typedAmount } from '#shared/money/money.ts';
import type { MonthSums } from '#shared/reports/what-if-sums.ts';

/** What a replay leaves open, in words for whoever decides by it. */
export const whatItCannotKnow: readonly string[] = [
  'Customers would have behaved otherwise: here they come on the same days and buy the same.',
  'Old sales keep no lines, so each counts as one line without a category: rates and offers for some goods see all of it or nothing.',
  "The shop's rules (what may earn, stacking, limits) and the exchange rate of points are those of today, all the way back.",
  'Vouchers are used when they were used then; where such a one does not exist, another of the same member that is worth no more. Vouchers that are made beyond those then stay unused.',
  'Offers and coupons are used as they were then, as far as they exist and can be paid for; nobody chooses a new one. What comes by itself is used.',
  'A refund takes back the same share of a sale as it did then, as far as the member has it: no debts are made. When nothing of a sale is left, its unused vouchers are void and those it used are good again.',
  'Loads of gift cards, paid memberships, corrections by hand and what was given without a sale stay as they are. Baskets that were set aside count when they were sold.',
  'Only the log of this till is read: what members earned and spent at other tills is seen as far as it was moved here.',
  'Cost is what was promised, when it was promised: it is less if value ends unused. Stamps and coupons for things have no price here.',
];

/** A small table of months: of each number before and after, or one where they agree; what never occurs is left out. */
export function tableOf(
  before: readonly MonthSums[],
  after: readonly MonthSums[],
  currency: string,
): string[] {
  const money = (minor: number): string =>
    minor < 0 ? `-${typedAmount({ minor: -minor, currency })}` : typedAmount({ minor, currency });
  const units = [...new Set([...before, ...after].flatMap(({ awarded }) => Object.keys(awarded)))].sort();
  const columns: { title: string; of: (sums: MonthSums) => number; say?: (value: number) => string }[] = [
    { title: 'sales', of: ({ sales }) => sales },
    { title: 'members', of: ({ members }) => members },
    ...units.map((unit) => ({ title: unit, of: ({ awarded }: MonthSums) => awarded[unit] ?? 0 })),
    ...units.map((unit) => ({
      title: `${unit} back`,
      of: ({ takenBack }: MonthSums) => takenBack[unit] ?? 0,
    })),
    { title: 'vouchers', of: ({ vouchersMade }) => vouchersMade },
    { title: 'used', of: ({ vouchersUsed }) => vouchersUsed },
    { title: 'rewards', of: ({ offersUsed }) => offersUsed },
    { title: 'off', of: ({ offMinor }) => offMinor, say: money },
    { title: `cost ${currency}`, of: ({ costMinor }) => costMinor, say: money },
  ];
  const shown = columns.filter(({ of }) => [...before, ...after].some((sums) => of(sums) !== 0));
  const months = [...new Set([...before, ...after].map(({ month }) => month))].sort();
  const cell = (then: number, now: number, say: (value: number) => string): string =>
    then === now ? say(then) : `${say(then)} → ${say(now)}`;
  const sumOver = (all: readonly MonthSums[], of: (sums: MonthSums) => number): number =>
    all.reduce((sum, sums) => sum + of(sums), 0);
  const rowFor = (title: string, isIn: (sums: MonthSums) => boolean): string[] => [
    title,
    ...shown.map(({ title: of, of: read, say = String }) =>
      // Members of different months are partly the same people: their sum would say nothing.
      title === 'all' && of === 'members'
        ? ''
        : cell(sumOver(before.filter(isIn), read), sumOver(after.filter(isIn), read), say),
    ),
  ];
  const rows = [
    ['month', ...shown.map(({ title }) => title)],
    ...months.map((month) => rowFor(month, (sums) => sums.month === month)),
    rowFor('all', () => true),
  ];
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? [];
  return rows.map((row) => row.map((text, at) => text.padStart(widths[at] ?? 0)).join('  '));
}
