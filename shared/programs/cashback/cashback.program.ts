import { z } from 'zod';
import { addDays } from '../../base/business-time.ts';
import { isIn, Scope } from '../../basket/scope.ts';
import { CapsMinor, moneyLimits, within } from '../caps.ts';
import { defineProgram, type Grant } from '../program.ts';
import { holds, When } from '../when.ts';

/**
 * A part of what was paid comes back as store credit on the member's wallet, to pay with later, in any amount. Rounded down once,
 * for the whole sale; what is paid with credit brings none, so it never feeds itself.
 */
export const cashback = defineProgram({
  type: 'cashback',
  setup: z.object({
    /** Hundredths of a percent of what was paid: 300 is 3 %. */
    bp: z.int().min(1).max(10_000),
    scope: Scope.prefault({}),
    when: When.prefault({}),
    /** A sale below this brings nothing. */
    minimumMinor: z.int().min(0).max(1_000_000_000).default(0),
    mostPerSaleMinor: z.int().min(1).max(1_000_000_000).nullable().default(null),
    /** Limits over time. */
    caps: CapsMinor.prefault({}),
    pendingDays: z.int().min(0).max(90).default(0),
    creditLifeDays: z.int().min(1).max(3_660).nullable(),
  }),
  example: { bp: 300, creditLifeDays: 365 },
  unit: (_, currency) => `credit:${currency}`,
  evaluate(input): Grant[] {
    const { setup, sale, time, tiers, member } = input;
    if (sale.baseMinor < setup.minimumMinor || !holds(setup.when, time, tiers, member)) return [];
    const counted = sale.lines
      .filter((line) => isIn(setup.scope, line))
      .reduce((sum, { countedMinor }) => sum + countedMinor, 0);
    const exact = Number((BigInt(counted) * BigInt(setup.bp)) / 10_000n);
    const amount = Math.min(exact, setup.mostPerSaleMinor ?? exact);
    if (amount === 0) return [];
    const { currency } = sale.total;
    const { pendingDays, creditLifeDays } = setup;
    const award: Extract<Grant, { kind: 'award' }> = {
      kind: 'award',
      unit: `credit:${currency}`,
      amount,
      ...(pendingDays > 0 ? { opensDay: addDays(time.day, pendingDays) } : {}),
      expiryDay: creditLifeDays === null ? null : addDays(time.day, creditLifeDays),
      reason: {
        code: 'CASHBACK',
        params: { worthMinor: amount, percentBp: setup.bp, baseMinor: counted, currency },
      },
    };
    const { awards, counts } = within([award], moneyLimits(setup.caps), input);
    return [...counts, ...awards];
  },
});
