import { z } from 'zod';
import { lastDayOf, monthFromNumber, monthNumber, monthOf } from '../../base/months.ts';
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
    'TIERS_ASCEND',
  )
  .refine(({ tiers }) => new Set(tiers.map(({ name }) => name)).size === tiers.length, 'TIER_NAME_TWICE');
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
    const month = monthNumber(monthOf(day));
    const level = levelIn(month, member, setup);
    const next = setup.tiers[level];
    return {
      tier: setup.tiers[level - 1]?.name ?? null,
      // Looked up when somebody wants to read it: every sale asks for the tier, and hardly one for its end or for the next.
      get untilDay() {
        if (level === 0 || setup.period === 'lifetime') return null;
        return lastDayOf(monthFromNumber(heldUntil(month, level, member, setup)));
      },
      get next() {
        if (!next) return null;
        return { tier: next.name, have: countedIn(month, member, setup), need: next.from, of: setup.by };
      },
    } satisfies Standing;
  },
});

/**
 * Tells the level in each month on from a member's first, for who does nothing more after the last: up at once, down when it has run
 * out. It goes on for as long as `look` wants more. Every sale of a member walks here, so months are numbers.
 */
function walkMonths(
  { months }: MemberFacts,
  setup: Setup,
  look: (at: number, level: number) => boolean,
): void {
  const numbers = months.map(({ month }) => monthNumber(month));
  let level = 0;
  let until = -1;
  // What lies in the period of the month that is looked at: it begins later and ends later from month to month.
  let [count, begin, end] = [0, 0, 0];
  const [first] = numbers;
  if (first === undefined) return;
  for (let at = first; ; at += 1) {
    for (let one = months[end]; one && (numbers[end] ?? 0) <= at; one = months[(end += 1)])
      count += countOf(one, setup);
    const from = firstOfPeriod(at, setup);
    for (
      let one = months[begin];
      one && begin < end && (numbers[begin] ?? 0) < from;
      one = months[(begin += 1)]
    )
      count -= countOf(one, setup);
    const reached = levelOf(count, setup);
    if (reached >= level || at > until) {
      level = reached < level && setup.downgrade === 'one-step' ? Math.max(level - 1, reached) : reached;
      // Nothing is held below the first.
      if (level > 0) until = endOfHolding(at, setup);
    }
    if (!look(at, level)) return;
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
function levelIn(month: number, member: MemberFacts, setup: Setup): number {
  let held = 0;
  walkMonths(member, setup, (at, level) => {
    if (at > month) return false;
    held = level;
    return at < month;
  });
  return held;
}

/** The last month in which a level that is held now is held for certain. */
function heldUntil(month: number, held: number, member: MemberFacts, setup: Setup): number {
  let until = month;
  walkMonths(member, setup, (at, level) => {
    if (at > month + longestHeld || (at > month && level < held)) return false;
    if (at > month) until = at;
    return true;
  });
  return until;
}

/** What a month's look at the period comes to. */
function countedIn(month: number, { months }: MemberFacts, setup: Setup): number {
  const from = firstOfPeriod(month, setup);
  const count = months
    .filter((one) => monthNumber(one.month) >= from && monthNumber(one.month) <= month)
    .reduce((sum, one) => sum + countOf(one, setup), 0);
  return Math.max(0, count);
}

function firstOfPeriod(month: number, { period, rollingMonths }: Setup): number {
  if (period === 'lifetime') return 0;
  return period === 'calendar-year' ? month - (month % 12) : month + 1 - rollingMonths;
}

/**
 * The last month in which a level is held once it was reached: the next calendar year's, or, over rolling months, the one in which it
 * was reached, since the next looks back as far.
 */
function endOfHolding(month: number, { period, graceMonths }: Setup): number {
  const end = period === 'calendar-year' ? month - (month % 12) + 23 : month;
  return end + graceMonths;
}
