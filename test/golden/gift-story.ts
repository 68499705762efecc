import { z } from 'zod';
import { Line } from '#shared/basket/basket.ts';

/** A line in short: what it costs with tax, its rate, and its kind when it is no goods. */
const ShortLine = z.tuple([z.int(), z.int().nullable()]).rest(Line.shape.kind);

const Refused = z.strictObject({ refused: z.string(), leftMinor: z.int().optional() });

const Sell = z.strictObject({
  sell: z.string(),
  /** Which of the story's cards are laid on the counter, in this order. */
  pay: z.array(z.int()),
  lines: z.array(ShortLine).optional(),
  expect: z.union([
    Refused,
    z.strictObject({
      total: z.int(),
      due: z.int(),
      /** What each card paid, in the order of `pay`. */
      paid: z.array(z.int()),
      earned: z.int().optional(),
      /** Rate, what of it is taxed now, and the tax in that. */
      taxes: z.array(z.tuple([z.int().nullable(), z.int(), z.int()])).optional(),
    }),
  ]),
});
const Load = z.strictObject({
  load: z.string(),
  card: z.int(),
  expect: z.union([Refused, z.strictObject({ due: z.int(), earned: z.int() })]),
});
const Back = z.strictObject({
  /** Which step sold what comes back. */
  back: z.int(),
  /** In minor units; null for all that is left. */
  minor: z.int().nullable(),
  expect: z.union([Refused, z.strictObject({ money: z.int(), cards: z.array(z.int()) })]),
});

/** What happens to gift cards, step by step, with what comes of it; all of it was worked out on paper. */
export const GiftStory = z.strictObject({
  name: z.string().min(1),
  why: z.string().min(1),
  currency: z.string().default('EUR'),
  /** A member with a point for each whole unit of money stands at the counter. */
  member: z.boolean().default(false),
  /** What every member has off, in hundredths of a percent. */
  offBp: z.int().default(0),
  earns: z.enum(['when-spent', 'when-loaded', 'never']).default('when-spent'),
  /** The cards, with what is on them before: `spv` is the rate of a single-purpose one. */
  cards: z.array(z.strictObject({ holds: z.int(), spv: z.int().optional(), ends: z.string().optional() })),
  steps: z.array(z.union([Sell, Load, Back])).min(1),
  /** What is on the cards at the end, and the member's points. */
  end: z.strictObject({ cards: z.array(z.int()), points: z.int().optional() }),
});
export type GiftStory = z.infer<typeof GiftStory>;

/** One file: what its stories are about, and the stories. */
export const GiftStories = z.strictObject({ about: z.string(), stories: z.array(GiftStory) });
