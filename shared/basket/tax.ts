import { assert } from '../base/assert.ts';
import { apportion, proportion } from './apportion.ts';
import type { Basket } from './basket.ts';
import { offOf, type LineDiscount } from './line-discount.ts';

/**
 * What a basket comes to at one tax rate: `grossMinor` less `discountMinor` is `netMinor` plus `taxMinor`, exactly. A rate
 * that nobody told (null) holds no tax that we know of.
 */
export interface RateTotal {
  taxBp: number | null;
  grossMinor: number;
  discountMinor: number;
  netMinor: number;
  taxMinor: number;
}

/** The tax in an amount that includes it, rounded half up. Rounded once per rate, never per line: a cent a line adds up. */
export const taxIn = (grossMinor: number, taxBp: number | null): number =>
  taxBp === null ? 0 : proportion(grossMinor, taxBp, 10_000 + taxBp);

/**
 * A basket rate by rate, the lowest first and what was not told last; the rates sum to the basket. For information beside a
 * receipt: the register's own paper is the one that counts.
 */
export function taxByRate({ lines }: Basket, discounts: readonly LineDiscount[]): RateTotal[] {
  const off = offOf(discounts);
  const rates = [...new Set(lines.map(({ taxBp }) => taxBp))].sort((a, b) => rank(a) - rank(b));
  return rates.map((taxBp) => {
    const atRate = lines.filter((line) => line.taxBp === taxBp);
    const grossMinor = sum(atRate.map(({ totalMinor }) => totalMinor));
    const discountMinor = sum(atRate.map(({ lineId }) => off.get(lineId) ?? 0));
    const taxMinor = taxIn(grossMinor - discountMinor, taxBp);
    return { taxBp, grossMinor, discountMinor, netMinor: grossMinor - discountMinor - taxMinor, taxMinor };
  });
}

/**
 * How much of each rate a means of payment paid, in the order of `rates`: points or a gift card as **tender** leave the tax as it
 * is, and a refund or a journal asks what they paid for.
 */
export function tenderByRate(rates: readonly RateTotal[], tenderMinor: number): number[] {
  const dues = rates.map(({ netMinor, taxMinor }) => netMinor + taxMinor);
  assert(tenderMinor <= sum(dues), 'nobody pays more with value than is due');
  return apportion(tenderMinor, dues);
}

/** What of one rate is taxed now, and the tax in that. */
export interface RateDue {
  taxBp: number | null;
  taxableMinor: number;
  taxMinor: number;
}

/**
 * What is taxed now, when single-purpose gift cards paid for a part: that was taxed when they were sold. What they paid of goods
 * whose rate nobody told comes off those.
 */
export function taxedNow(
  rates: readonly RateTotal[],
  paidBefore: readonly { taxBp: number; minor: number }[],
): RateDue[] {
  const left = new Map<number, number>();
  for (const { taxBp, minor } of paidBefore) left.set(taxBp, (left.get(taxBp) ?? 0) + minor);
  const take = (taxBp: number, most: number): number => {
    const taken = Math.min(most, left.get(taxBp) ?? 0);
    left.set(taxBp, (left.get(taxBp) ?? 0) - taken);
    return taken;
  };
  return rates.map(({ taxBp, netMinor, taxMinor }) => {
    const due = netMinor + taxMinor;
    const from = taxBp === null ? [...left.keys()] : [taxBp];
    const taxableMinor = from.reduce((rest, rate) => rest - take(rate, rest), due);
    return { taxBp, taxableMinor, taxMinor: taxIn(taxableMinor, taxBp) };
  });
}

const rank = (taxBp: number | null): number => taxBp ?? Infinity;
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
