import { z } from 'zod';
import { lastDayOf, monthOf, monthsAfter } from '../../base/months.ts';
import type { MemberFacts } from '../../members/member-facts.ts';
import { defineProgram, type Standing } from '../program.ts';

/** What a member has to reach, and what the tier is called. */
const Tier = z.object({ name: z.string().min(1).max(40), from: z.int().min(1).max(1_000_000_000) });

const Setup = z
  .object({
    /** What is counted: money spent in minor units, points earned, or visits. */
    by: z.enum(['spend', 'points', 'visits']),
    /** The lowest first. */
    tiers: z.array(Tier).min(1).max(10),
    /** Counted over this year, over so many months up to now, or over a member's whole time. */
    period: z.enum(['calendar-year', 'rolling', 'lifetime']),
    rollingMonths: z.int().min(1).max(36).default(12),
    /** How many months a tier is held after the period in which it was reached, before it is looked at again. */
    graceMonths: z.int().min(0).max(24).default(0),
    /** What becomes of who did not requalify: down to what they reach now, or one step at a time. */
    downgrade: z.enum(['to-earned', 'one-step']).default('to-earned'),
  })
  .refine(
    ({ tiers }) => tiers.every(({ from }, index) => index === 0 || from > (tiers[index - 1]?.from ?? 0)),
    'each tier asks for more than the one before',
  )
  .refine(
    ({ tiers }) => new Set(tiers.map(({ name }) => name)).size === tiers.length,
    'each tier has a name of its own',
  );
type Setup = z.output<typeof Setup>;

/**
 * Where members stand by what they did. Nothing is stored: a standing follows from the months that are known, so every till that heard
 * the same says the same, and a refund counts at once. A tier is kept to the end of the period after it was reached, and a grace after
 * that; then what was done since decides.
 */
export const tiers = defineProgram({
  type: 'tiers',
  setup: Setup,
  example: {
    by: 'spend',
    tiers: [
      { name: 'Silver', from: 20_000 },
      { name: 'Gold', from: 60_000 },
    ],
    period: 'calendar-year',
    graceMonths: 1,
  },
  hasTiers: true,
  standing(member, setup, day) {
    const month = monthOf(day);
    const level = levelIn(month, member, setup);
    const reached = reachedIn(month, member, setup);
    const next = setup.tiers[level];
    return {
      tier: setup.tiers[level - 1]?.name ?? null,
      // Looked up when somebody wants to read it: every sale asks for the tier, and hardly one for its end.
      get untilDay() {
        if (level === 0 || setup.period === 'lifetime') return null;
        return lastDayOf(heldUntil(month, level, member, setup));
      },
      next: next ? { tier: next.name, have: reached.count, need: next.from, of: setup.by } : null,
    } satisfies Standing;
  },
});

/** The level in each month on from a member's first, for who does nothing more after the last: up at once, down when it has run out. */
function* levels(member: MemberFacts, setup: Setup): Generator<{ at: string; level: number }> {
  const { months } = member;
  let level = 0;
  let until = '';
  // What lies in the period of the month that is looked at: it begins later and ends later from month to month.
  let [count, begin, end] = [0, 0, 0];
  for (let at = months[0]?.month; at !== undefined; at = monthsAfter(at, 1)) {
    for (let one = months[end]; one && one.month <= at; one = months[(end += 1)])
      count += countOf(one, setup);
    const from = firstOfPeriod(at, setup);
    for (let one = months[begin]; begin < end && one && one.month < from; one = months[(begin += 1)])
      count -= countOf(one, setup);
    const reached = levelOf(count, setup);
    if (reached >= level || at > until) {
      level = reached < level && setup.downgrade === 'one-step' ? Math.max(level - 1, reached) : reached;
      // Nothing is held below the first.
      if (level > 0) until = endOfHolding(at, setup);
    }
    yield { at, level };
  }
}

const countOf = (one: MemberFacts['months'][number], { by }: Setup): number => {
  if (by === 'spend') return one.spentMinor;
  return by === 'points' ? one.points : one.visits;
};

function levelOf(count: number, { tiers: all }: Setup): number {
  let level = 0;
  for (const tier of all) if (count >= tier.from) level += 1;
  return level;
}

/** More months than any tier is held without doing anything. */
const longestHeld = 36 + 24 + 24;

/** The level in a month. */
function levelIn(month: string, member: MemberFacts, setup: Setup): number {
  let held = 0;
  for (const { at, level } of levels(member, setup)) {
    if (at > month) break;
    held = level;
  }
  return held;
}

/** The last month in which a level that is held now is held for certain. */
function heldUntil(month: string, held: number, member: MemberFacts, setup: Setup): string {
  let until = month;
  const end = monthsAfter(month, longestHeld);
  for (const { at, level } of levels(member, setup)) {
    if (at > end || (at > month && level < held)) break;
    if (at > month) until = at;
  }
  return until;
}

/** What a month's look at the period comes to. */
function reachedIn(month: string, member: MemberFacts, setup: Setup): { count: number; level: number } {
  const from = firstOfPeriod(month, setup);
  const count = member.months
    .filter((one) => one.month >= from && one.month <= month)
    .reduce((sum, one) => sum + countOf(one, setup), 0);
  return { count: Math.max(0, count), level: levelOf(count, setup) };
}

function firstOfPeriod(month: string, { period, rollingMonths }: Setup): string {
  if (period === 'lifetime') return '0000-01';
  return period === 'calendar-year' ? `${month.slice(0, 4)}-01` : monthsAfter(month, 1 - rollingMonths);
}

/**
 * The last month in which a level is held once it was reached: the next calendar year's, or, over rolling months, the one in which it
 * was reached, since the next looks back as far.
 */
function endOfHolding(month: string, { period, graceMonths }: Setup): string {
  const end = period === 'calendar-year' ? `${Number(month.slice(0, 4)) + 1}-12` : month;
  return monthsAfter(end, graceMonths);
}
