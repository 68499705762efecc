import { z } from 'zod';

const days = z.int().min(1).max(3_650).nullable().default(null);
const count = z.int().min(0).max(1_000_000_000).nullable().default(null);

/**
 * A segment that the shop made itself. Every condition that is given must hold; one without any holds for everybody. Visits and spend are
 * counted by calendar months, the current one included, because that is what all tills of a chain know of a member.
 */
export const OwnSegment = z.object({
  name: z.string().trim().min(1).max(40),
  /** The last visit lies at least, or at most, so many days back. Who never came has no last visit. */
  awayAtLeastDays: days,
  awayAtMostDays: days,
  /** Over how many calendar months visits and spend are counted. */
  inMonths: z.int().min(1).max(12).default(12),
  visitsAtLeast: count,
  visitsAtMost: count,
  spentAtLeastMinor: count,
  spentAtMostMinor: count,
  /** Only members of these tiers, by name; empty is everybody. */
  tiers: z.array(z.string().max(40)).max(20).default([]),
  /** By the month of the birthday, of those who told it. */
  birthdayMonth: z.enum(['any-month', 'this-month', 'next-month']).default('any-month'),
  joinedAtLeastDays: days,
  joinedAtMostDays: days,
});
export type OwnSegment = z.output<typeof OwnSegment>;

/** How a shop tells its members apart. The shop's own segments come first, in their order; the first that fits is the member's. */
export const SegmentRules = z.object({
  own: z.array(OwnSegment).max(20).default([]),
  /** Who joined so many days ago at most is new. */
  newDays: z.int().min(1).max(365).default(30),
  /** Who stays away so many times as long as usual is at risk. */
  atRiskTimes: z.int().min(2).max(20).default(3),
  /** And at least so many days: who comes daily is not lost after a long weekend. */
  atRiskLeastDays: z.int().min(1).max(365).default(14),
});
export type SegmentRules = z.output<typeof SegmentRules>;

/** Over how many calendar months members are compared with each other. */
export const comparedMonths = 12;

/** Every period that these rules count over, in months, the longest first. */
export const periodsOf = (rules: SegmentRules): number[] =>
  [...new Set([comparedMonths, ...rules.own.map(({ inMonths }) => inMonths)])].sort((a, b) => b - a);
