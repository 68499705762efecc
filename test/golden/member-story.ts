import { z } from 'zod';
import { Day } from '#shared/base/business-time.ts';

const who = z.enum(['anna', 'bela']);
const Refused = z.strictObject({ refused: z.string() });
/** Which step something came of, from 0. */
const Of = z.int().nonnegative();
const orRefused = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.union([Refused, z.strictObject(shape)]);
const Units = z.record(z.string(), z.int());

const Sell = z.strictObject({
  /** In minor units, before anything is taken off; 0 for no sale of money, as at a door. */
  sell: z.int().nonnegative(),
  /** Whose card lies there; without one the sale leaves what can be claimed. */
  by: who.optional(),
  coffees: z.int().positive().optional(),
  /** The step whose ticket or coupon is laid on the counter. */
  show: Of.optional(),
  /** `papers` are the vouchers of money that come out with it; left out where nobody looks. */
  expect: orRefused({ due: z.int(), claim: Units.optional(), papers: z.array(z.int()).optional() }),
});
const Back = z.strictObject({
  back: Of,
  how: z.enum(['void', 'refund']).default('refund'),
  /** In minor units; null for all that is left. */
  minor: z.int().positive().nullable(),
  expect: orRefused({ money: z.int() }),
});
const Claim = z.strictObject({ claim: Of, by: who, expect: orRefused({ got: Units }) });
const Book = z.strictObject({ book: z.string(), by: who, expect: orRefused({ left: z.int().nullable() }) });
const GiveUp = z.strictObject({
  giveUp: Of,
  by: who,
  expect: orRefused({ left: z.int().nullable() }),
});
const Give = z.strictObject({ give: z.string(), to: who, expect: orRefused({ left: z.int().nullable() }) });
const TakeBack = z.strictObject({
  takeBack: Of,
  from: who,
  expect: orRefused({ left: z.int().nullable() }),
});
const Refer = z.strictObject({ refer: who, by: who, expect: orRefused({}) });
const Join = z.strictObject({ join: z.string(), by: who, expect: orRefused({ until: Day }) });
const Leave = z.strictObject({ leave: Of, by: who, expect: orRefused({ money: z.int() }) });
const NextDay = z.strictObject({ day: Day, expect: z.strictObject({}).default({}) });

const MemberStory = z.strictObject({
  name: z.string().min(1),
  /** The sum or the rule behind it. */
  why: z.string().min(1),
  currency: z.string().default('EUR'),
  /** What is different in the set-ups of this story. */
  change: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  /** Points that were earned earlier. */
  had: z.partialRecord(who, z.int().positive()).default({}),
  steps: z
    .array(z.union([Sell, Back, Claim, Book, GiveUp, Give, TakeBack, Refer, Join, Leave, NextDay]))
    .min(1),
  /** What each has at the end, what is owed taken off; who has nothing is not named. */
  end: z.partialRecord(who, Units),
});
export type MemberStory = z.infer<typeof MemberStory>;
export type Step = MemberStory['steps'][number];

/** One file: what its stories are about, the shop they happen in, and the stories, each to be checked by hand. */
export const MemberStories = z.strictObject({
  about: z.string().min(1),
  programs: z.record(z.string(), z.looseObject({ type: z.string() })),
  stories: z.array(MemberStory).min(1),
});
export type MemberStories = z.infer<typeof MemberStories>;
