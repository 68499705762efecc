import { z } from 'zod';
import { addDays } from '../../base/business-time.ts';
import { Effect } from '../../basket/effect.ts';
import { countedTerms } from '../../members/membership.ts';
import { defineProgram } from '../program.ts';

/**
 * Belonging to something for money: a club for a year. Who belongs stands in a tier of this name, which other programs ask for (points
 * that count double, a coffee each month), and may have something off every sale.
 */
export const membership = defineProgram({
  type: 'membership',
  setup: z.object({
    /** What people read, and the name of the tier: "Club". */
    name: z.string().min(1).max(40),
    priceMinor: z.int().min(1).max(10_000_000),
    /** For how long, in months. */
    months: z.int().min(1).max(60).default(12),
    /** So many days after the end it still holds, and renewing goes on from the end. */
    graceDays: z.int().min(0).max(90).default(7),
    /** So many days before the end the cashier is reminded to offer it again. */
    remindDays: z.int().min(0).max(90).default(30),
    /** What goes back when it is given up: all of it, the days that are left, or nothing. */
    refund: z.enum(['whole', 'pro-rata', 'nothing']).default('pro-rata'),
    /** Something off every sale while it lasts; null is nothing. */
    off: Effect.nullable().default(null),
  }),
  example: { name: 'Club', priceMinor: 2_900, months: 12, off: { kind: 'percent', bp: 500 } },
  hasTiers: true,
  standing({ memberships }, { name, graceDays }, day, programId) {
    const terms = countedTerms(memberships, programId);
    const last = terms.findLast(({ startDay }) => startDay <= day);
    if (!last || addDays(last.untilDay, last.endedDay === null ? graceDays : 0) < day) return null;
    return { tier: name, untilDay: terms.at(-1)?.untilDay ?? last.untilDay, next: null };
  },
  offers({ setup: { name, off }, tiers }) {
    if (!off || !tiers.includes(name)) return [];
    const rules = { cost: null, automatic: true, group: '', exclusive: false, order: 100, minimumMinor: 0 };
    const title = { code: 'MEMBERSHIP_BENEFIT', params: { name } };
    return [{ kind: 'take-off', key: 'benefit', title, effect: off, ...rules }];
  },
});
