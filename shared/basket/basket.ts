import { z } from 'zod';
import type { Money } from '../money/money.ts';

/**
 * One line of what goes through the till. Amounts are minor units of the basket's currency, tax included. Whoever hands a
 * line in (the register, the cashier) names it; we never make up prices.
 */
export const Line = z.object({
  /** Chosen by the register or the till, once in a basket. */
  lineId: z.string().min(1).max(40),
  /** SKU, GTIN or the name of a key; empty when nobody said. */
  item: z.string().max(64),
  label: z.string().max(80),
  /** The shop's own word; empty for none. */
  category: z.string().max(40),
  /** Pieces; a weighed thing is one. */
  quantity: z.int().min(1).max(99_999),
  /** For all pieces, tax included, after what the register took off. */
  totalMinor: z.int().min(0),
  /** The tax rate in hundredths of a percent (22 % is 2200); null: not told. */
  taxBp: z.int().min(0).max(10_000).nullable(),
  /** The register already took something off. */
  discounted: z.boolean(),
  /** Only goods may be discounted or earn: the others are money in another shape, or not the shop's to give. */
  kind: z.enum(['goods', 'gift-card', 'tip', 'fee']),
  /** The minimum price of all pieces, where law or maker set one (books, tobacco): no offer goes below it. */
  leastMinor: z.int().min(0).optional(),
});
export type Line = z.infer<typeof Line>;

/** What goes through the till at once, line by line. An empty one is worth nothing and earns nothing. */
export interface Basket {
  currency: string;
  lines: readonly Line[];
}

/** The basket of an amount that was only typed: one line of goods that nobody said anything about. */
export const typedBasket = ({ minor, currency }: Money): Basket => ({
  currency,
  lines: [
    {
      lineId: 'typed',
      item: '',
      label: '',
      category: '',
      quantity: 1,
      totalMinor: minor,
      taxBp: null,
      discounted: false,
      kind: 'goods',
    },
  ],
});

/** What all lines come to, before any offer. */
export const totalOf = ({ currency, lines }: Basket): Money => ({
  minor: lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0),
  currency,
});
