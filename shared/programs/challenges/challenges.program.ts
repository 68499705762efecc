import { z } from 'zod';
import type { Day } from '../../base/business-time.ts';
import type { MemberFacts } from '../../members/member-facts.ts';
import type { Counted } from '../../members/progress.ts';
import { Picture } from '../badge.ts';
import { simpleCoupon } from '../coupon-terms.ts';
import { Gift, giftGrant } from '../gift.ts';
import { defineProgram, type Grant, type Pursuit } from '../program.ts';
import { holds, When } from '../when.ts';
import { Goal, haveOf, marksOf, measureOf, needOf } from './goal.ts';
import { Round, roundOn, type RunningRound } from './round.ts';

const Setup = z
  .object({
    /** What people read: "Three lunches in November". */
    name: z.string().min(1).max(40),
    goal: Goal,
    round: Round,
    gift: Gift.nullable(),
    badge: z.object({ picture: Picture }).nullable().default(null),
    /** Reached once and for all, not once in each round. */
    onlyOnce: z.boolean().default(false),
    /** Which sales count: at these times, of these members, and of so much. */
    when: When.prefault({}),
    minimumMinor: z.int().min(0).max(1_000_000_000).default(0),
    /** How many days what is given can be used; null for ever. */
    lifeDays: z.int().min(1).max(3_660).nullable().default(null),
  })
  .refine(({ gift, badge }) => gift !== null || badge !== null, 'BRINGS_NOTHING')
  .refine(({ round }) => round.kind !== 'dates' || round.fromDay <= round.toDay, 'ENDS_BEFORE');
type Setup = z.output<typeof Setup>;

/**
 * Something to reach within a time, and what reaching it brings, once in each round. A sale that is taken back counts no more, and when the goal is
 * missed without it, what was brought is taken back too: whichever of the sales it was, and in whatever order they go.
 */
export const challenges = defineProgram({
  type: 'challenges',
  setup: Setup,
  example: {
    name: 'Three visits a month',
    goal: { kind: 'visits', count: 3 },
    round: { kind: 'calendar-month' },
    gift: { kind: 'points', programId: 'points', amount: 50 },
    badge: { picture: 'trophy' },
    lifeDays: 365,
  },
  evaluate({ programId, setup, sale, time, tiers, member }): Grant[] {
    if (sale.baseMinor === 0 || sale.baseMinor < setup.minimumMinor) return [];
    if (!holds(setup.when, time, tiers, member)) return [];
    const standing = standingIn(programId, setup, member(), time.day);
    const marks = standing ? marksOf(setup.goal, sale, time.day) : [];
    if (!standing || marks.length === 0) return [];
    const { round, counted, isReached } = standing;
    const { divides, measure, of } = measureOf(setup.goal);
    const count: Grant = {
      kind: 'count',
      period: round.key,
      leastMinor: setup.minimumMinor,
      divides,
      marks,
    };
    const now = marks.map((one): Counted => ({
      ...one,
      ...{ saleId: '', day: time.day, divides, leastMinor: 0, reversedMinor: 0 },
      ...{ baseMinor: sale.baseMinor, totalMinor: sale.total.minor },
    }));
    const { have, fromDay } = haveOf(setup.goal, [...counted, ...now], time.day, round.fromDay);
    const need = needOf(setup.goal);
    if (isReached || have < need) return [count];
    const { gift, badge, name, lifeDays } = setup;
    const reason = { code: 'CHALLENGE', params: { name } };
    const { currency } = sale.total;
    return [
      count,
      {
        kind: 'reach',
        onceKey: round.key,
        title: name,
        badge: badge?.picture ?? null,
        needs: { period: round.key, fromDay, of, measure, need },
        prize: gift && giftGrant(gift, { programId, currency, day: time.day, lifeDays, reason }),
      },
    ];
  },
  pursuit({ programId, setup, time, tiers, member }): Pursuit | null {
    const facts = member();
    const standing = standingIn(programId, setup, facts, time.day);
    const { tiers: onlyTiers } = setup.when;
    if (!standing || (onlyTiers.length > 0 && !onlyTiers.some((tier) => tiers.includes(tier)))) return null;
    const { round, counted, isReached } = standing;
    const { have } = haveOf(setup.goal, counted, time.day, round.fromDay);
    const need = needOf(setup.goal);
    return {
      title: setup.name,
      have: isReached ? need : Math.min(have, need),
      need,
      of: measureOf(setup.goal).of,
      untilDay: round.untilDay,
      reached: isReached,
      badge: setup.badge?.picture ?? null,
    };
  },
  coupon: ({ gift }) => simpleCoupon(gift?.kind === 'coupon' ? gift.effect : null),
  countables: ({ goal }) =>
    goal.kind === 'pieces' && goal.item !== null
      ? [{ item: goal.item, label: goal.itemLabel || goal.item }]
      : [],
});

/** Where a member is in the round that runs; null when none does. */
function standingIn(
  programId: string,
  { round, onlyOnce }: Setup,
  member: MemberFacts,
  day: Day,
): { round: RunningRound; counted: readonly Counted[]; isReached: boolean } | null {
  const reached = member.reached.filter((one) => one.programId === programId);
  const [once] = onlyOnce ? reached : [];
  const running = once
    ? { key: once.key, fromDay: once.needs?.fromDay ?? null, untilDay: null }
    : roundOn(round, day, reached);
  if (!running) return null;
  const isReached = reached.some(({ key }) => key === running.key);
  return { round: running, counted: member.counted(programId, running.key), isReached };
}
