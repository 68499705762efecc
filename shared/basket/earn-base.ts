import { z } from 'zod';
import { assert } from '../base/assert.ts';
import { apportion, proportionDown } from './apportion.ts';
import type { Basket, Line } from './basket.ts';
import { offOf, type LineDiscount } from './line-discount.ts';
import { taxIn } from './tax.ts';

/** What a shop lets earn. Gift cards, tips and fees never do: a gift card earns when it is spent, the others are no sale. */
export const EarnRules = z.object({
  notCategories: z.array(z.string().min(1).max(40)).max(200).default([]),
  notItems: z.array(z.string().min(1).max(64)).max(1_000).default([]),
  /** Lines the register already discounted earn nothing. What our own offers took off never earns, the rest of the line does. */
  notDiscounted: z.boolean().default(false),
  /** Only what is left without tax earns. */
  withoutTax: z.boolean().default(false),
  /** What is paid with points, credit or a voucher earns too. Mind the circle: value that earns value. */
  onPaidWithValue: z.boolean().default(false),
});
export type EarnRules = z.infer<typeof EarnRules>;

/** Why a line earns nothing at all. */
export type NotEarning = 'GIFT_CARD' | 'TIP' | 'FEE' | 'ITEM' | 'CATEGORY' | 'DISCOUNTED';

/**
 * One line of the explanation. Read from left to right it adds up: `totalMinor` less `discountMinor`, `paidWithValueMinor` and
 * `taxMinor` is `countedMinor`. What may earn all the same (tax, what was paid with value) is 0 in its column. A line with a
 * `because` counts 0 and still says what was taken off it and paid for it.
 */
export interface BaseLine {
  lineId: string;
  label: string;
  totalMinor: number;
  discountMinor: number;
  paidWithValueMinor: number;
  taxMinor: number;
  countedMinor: number;
  because: null | NotEarning;
}

/**
 * What of a basket may earn, line by line. What was paid with value is spread over all lines by what is due on them, the
 * excluded ones too: a customer does not pay for the tip with money and for the coffee with points. A cent that could lie on either
 * side lies on the excluded one, so nobody earns less for buying more. Tax is taken out of each rate once and spread over its lines.
 */
export function earnBase(
  basket: Basket,
  discounts: readonly LineDiscount[],
  paidWithValueMinor: number,
  rules: EarnRules,
): { lines: BaseLine[]; baseMinor: number } {
  const off = offOf(discounts);
  const dues = basket.lines.map(({ lineId, totalMinor }) => totalMinor - (off.get(lineId) ?? 0));
  assert(
    dues.every((due) => due >= 0),
    'no line is discounted below zero',
  );
  const due = sumOf(dues);
  assert(paidWithValueMinor >= 0 && paidWithValueMinor <= due, 'nobody pays more with value than is due');
  const reasons = basket.lines.map((line) => whyNot(line, rules));
  const paid = paidOnLines(rules.onPaidWithValue ? 0 : paidWithValueMinor, dues, reasons);
  const earning = dues.map((minor, index) => (reasons[index] === null ? minor - (paid[index] ?? 0) : 0));
  const tax = rules.withoutTax ? taxOfLines(basket.lines, earning) : earning.map(() => 0);
  const lines = basket.lines.map((line, index): BaseLine => {
    const [earns = 0, taxMinor = 0] = [earning[index], tax[index]];
    return {
      lineId: line.lineId,
      label: line.label,
      totalMinor: line.totalMinor,
      discountMinor: off.get(line.lineId) ?? 0,
      paidWithValueMinor: paid[index] ?? 0,
      taxMinor,
      countedMinor: earns - taxMinor,
      because: reasons[index] ?? null,
    };
  });
  return { lines, baseMinor: lines.reduce((sum, { countedMinor }) => sum + countedMinor, 0) };
}

const byKind = { goods: null, 'gift-card': 'GIFT_CARD', tip: 'TIP', fee: 'FEE' } as const;

/** The first reason that holds: what the line is, before what it is about. */
function whyNot(line: Line, rules: EarnRules): null | NotEarning {
  if (byKind[line.kind]) return byKind[line.kind];
  if (rules.notItems.includes(line.item)) return 'ITEM';
  if (rules.notCategories.includes(line.category)) return 'CATEGORY';
  return rules.notDiscounted && line.discounted ? 'DISCOUNTED' : null;
}

/** What value paid of each line: first of what earns and of what does not, then line by line. */
function paidOnLines(
  paid: number,
  dues: readonly number[],
  reasons: readonly (NotEarning | null)[],
): number[] {
  const [due, earning] = [sumOf(dues), dues.map((minor, index) => (reasons[index] === null ? minor : 0))];
  const onEarning = paid === 0 ? 0 : proportionDown(paid, sumOf(earning), due);
  const shares = apportion(onEarning, earning);
  const others = dues.map((minor, index) => minor - (earning[index] ?? 0));
  return apportion(paid - onEarning, others).map((share, index) => share + (shares[index] ?? 0));
}

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, minor) => sum + minor, 0);

/** The tax in what each line earns with: worked out once per rate, then spread over the lines of that rate. */
function taxOfLines(lines: readonly Line[], earning: readonly number[]): number[] {
  const tax = lines.map(() => 0);
  for (const rate of new Set(lines.map(({ taxBp }) => taxBp))) {
    const amounts = earning.map((minor, index) => (lines[index]?.taxBp === rate ? minor : 0));
    const whole = taxIn(sumOf(amounts), rate);
    for (const [index, share] of apportion(whole, amounts).entries()) if (share > 0) tax[index] = share;
  }
  return tax;
}
