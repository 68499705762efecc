import { z } from 'zod';
import { Line } from '#shared/basket/basket.ts';
import { EarnRules } from '#shared/basket/earn-base.ts';
import { Effect } from '#shared/basket/effect.ts';

const GoldenLine = Line.extend({
  item: Line.shape.item.default(''),
  label: Line.shape.label.default(''),
  category: Line.shape.category.default(''),
  quantity: Line.shape.quantity.default(1),
  taxBp: Line.shape.taxBp.default(null),
  discounted: Line.shape.discounted.default(false),
  kind: Line.shape.kind.default('goods'),
});

const GoldenOffer = z.strictObject({
  offerId: z.string(),
  effect: Effect,
  group: z.string().default(''),
  exclusive: z.boolean().default(false),
  order: z.int().default(0),
  minimumMinor: z.int().default(0),
});

const GoldenRules = z.strictObject({
  mostOffers: z.int().default(9),
  onePerGroup: z.boolean().default(true),
  mostOffBp: z.int().default(10_000),
});

/** What comes out, as short as a person writes it down. What was not asked is not there. */
const Expected = z.strictObject({
  /** What is left to pay, before value and coins. */
  dueMinor: z.int(),
  /** Per offer that was used: what it takes off which line. `cutMinor` only where something was cut. */
  applied: z
    .array(
      z.strictObject({
        offerId: z.string(),
        off: z.record(z.string(), z.int()),
        cutMinor: z.int().optional(),
      }),
    )
    .optional(),
  refused: z.array(z.looseObject({ offerId: z.string(), code: z.string() })).optional(),
  /** Rate, gross, discount, net, tax; and what value paid of it where some did. */
  rates: z.array(z.array(z.int().nullable())).optional(),
  /** Line, total, discount, paid with value, tax, counted; and why not. */
  base: z.array(z.array(z.union([z.string(), z.int()]))).optional(),
  baseMinor: z.int().optional(),
  /** What is handed over for what value did not pay, and the difference to it. */
  cash: z.tuple([z.int(), z.int()]).optional(),
});
export type Expected = z.infer<typeof Expected>;

/** A basket with what comes of it. `hand`: worked out on paper; `naive`: by naive-basket.ts, which the test asks again. */
export const GoldenBasket = z.strictObject({
  name: z.string().min(1),
  why: z.string().min(1),
  by: z.enum(['hand', 'naive']),
  currency: z.string(),
  lines: z.array(GoldenLine.strict()),
  offers: z.array(GoldenOffer).default([]),
  choose: z.enum(['in order', 'best']).default('in order'),
  rules: GoldenRules.prefault({}),
  paidWithValueMinor: z.int().default(0),
  earn: EarnRules.optional(),
  cash: z.strictObject({ euroToFiveCents: z.boolean() }).optional(),
  expect: Expected.optional(),
});
export type GoldenBasket = z.infer<typeof GoldenBasket>;

/** One file: what its baskets are about, and the baskets. */
export const GoldenFile = z.strictObject({ about: z.string(), baskets: z.array(GoldenBasket) });
