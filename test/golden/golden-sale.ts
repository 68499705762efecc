import { z } from 'zod';
import { Line } from '#shared/basket/basket.ts';

const GoldenLine = z.strictObject({
  item: Line.shape.item.default(''),
  category: Line.shape.category.default(''),
  quantity: Line.shape.quantity.default(1),
  minor: Line.shape.totalMinor,
});

/** What a member has after a step, told from nothing: units that are not named are at zero. */
const After = {
  /** Unit by unit, what is owed taken off, what is pending with the rest. */
  has: z.record(z.string(), z.int()),
  /** The vouchers that are good, as `credit:EUR 200`; none when left out. */
  vouchers: z.array(z.string()).default([]),
  /** The tier; null below the first. Left out where there are none. */
  tier: z.string().nullable().optional(),
};

const Sell = z.strictObject({
  /** In minor units, before anything is taken off. */
  sell: z.int().nonnegative(),
  lines: z.array(GoldenLine).optional(),
  items: z.record(z.string(), z.int()).default({}),
  /** Offers that are chosen, and vouchers made before, by their place among all that were made, from 0. */
  choose: z.array(z.string()).default([]),
  show: z.array(z.int()).default([]),
  /** What is left to pay; as much as is sold when left out. */
  due: z.int().optional(),
  ...After,
});

const TakeBack = z.strictObject({
  /** Which sale, from 0. */
  takeBack: z.int().nonnegative(),
  how: z.union([
    z.literal('void'),
    z.literal('whole'),
    z.strictObject({ minor: z.int().positive() }),
    z.strictObject({ lines: z.array(z.tuple([z.int().nonnegative(), z.int().positive()])).min(1) }),
  ]),
  /** What goes back in money; as much as is asked for when left out. */
  money: z.int().optional(),
  ...After,
});

/** Sales and what becomes of them when they are taken back, with what the member has after each step: to be checked by hand. */
export const GoldenSales = z.strictObject({
  about: z.string().min(1),
  programs: z.record(z.string(), z.looseObject({ type: z.string() })),
  cases: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        /** The sum behind it. */
        why: z.string().min(1),
        currency: z.string(),
        /** What is different in the set-ups of this case. */
        change: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
        do: z.array(z.union([Sell, TakeBack])).min(1),
      }),
    )
    .min(1),
});
export type GoldenSales = z.infer<typeof GoldenSales>;
export type GoldenCase = GoldenSales['cases'][number];
