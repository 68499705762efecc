import { z } from 'zod';
import { addDays, type Day } from '../../base/business-time.ts';
import { friendKey } from '../../members/referral.ts';
import { defineProgram, type Grant, type ProgramInput } from '../program.ts';

/** What somebody gets: points of a program, store credit, or a voucher of money when they next come after it was theirs. */
const Reward = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('points'),
    programId: z.string().regex(/^[a-z0-9-]{1,40}$/),
    amount: z.int().min(1).max(1_000_000),
  }),
  z.object({ kind: z.literal('credit'), worthMinor: z.int().min(1).max(10_000_000) }),
  z.object({ kind: z.literal('voucher'), worthMinor: z.int().min(1).max(10_000_000) }),
]);
type Reward = z.output<typeof Reward>;

const Setup = z.object({
  /** What people read: "Bring a friend". */
  name: z.string().min(1).max(40),
  /** For whoever sent the friend. */
  forReferrer: Reward,
  /** For the friend; null is nothing. */
  forFriend: Reward.nullable().default(null),
  /** The friend's first sale has to come to so much; a smaller one brings nothing, the next may. */
  minimumMinor: z.int().min(0).max(1_000_000_000).default(0),
  /** So long the reward waits, and is taken back if the sale is. */
  waitingDays: z.int().min(0).max(90).default(14),
  /** How many days the reward can be used from then on; null for ever. */
  lifeDays: z.int().min(1).max(3_660).nullable(),
  /** So many friends may be sent by one member in a month. */
  mostPerMonth: z.int().min(1).max(1_000).default(10),
});
type Setup = z.output<typeof Setup>;

/** Money that waits in the wallet to become a voucher, counted in minor units: the program's own unit. */
const unit = (programId: string) => `coupon:${programId}` as const;

/**
 * Something for both when a member sends a friend: with the friend's first sale, to be used when the waiting time is over. A reward that
 * is a voucher waits in the wallet, and is printed with the first sale after that.
 */
export const referral = defineProgram({
  type: 'referral',
  setup: Setup,
  example: {
    name: 'Bring a friend',
    forReferrer: { kind: 'voucher', worthMinor: 500 },
    forFriend: { kind: 'voucher', worthMinor: 300 },
    waitingDays: 14,
    lifeDays: 90,
  },
  unit,
  evaluate(input) {
    if (input.sale.baseMinor === 0) return [];
    const awards = rewardsOf(input);
    const now = awards.filter(
      ({ to, opensDay, unit: of }) => !to && !opensDay && of === unit(input.programId),
    );
    return [
      ...awards,
      ...voucherOf(
        input,
        now.reduce((sum, { amount }) => sum + amount, 0),
      ),
    ];
  },
});

type Award = Extract<Grant, { kind: 'award' }>;
type Input = ProgramInput<Setup>;

function rewardsOf({ programId, setup, sale, time, member }: Input): Award[] {
  if (sale.baseMinor < setup.minimumMinor) return [];
  const { referral: sent } = member();
  if (!sent || sent.rewarded || sent.programId !== programId) return [];
  const { name, forReferrer, forFriend, waitingDays, lifeDays } = setup;
  const opens = addDays(time.day, waitingDays);
  const award = (reward: Reward, reason: Award['reason']): Award => ({
    kind: 'award',
    ...valueOf(reward, programId, sale.total.currency),
    ...(waitingDays > 0 ? { opensDay: opens } : {}),
    expiryDay: lifeEnd(opens, lifeDays),
    reason,
  });
  return [
    ...(forFriend
      ? [{ ...award(forFriend, { code: 'SENT_BY_FRIEND', params: { name } }), onceKey: 'referred' }]
      : []),
    {
      ...award(forReferrer, { code: 'FRIEND_SENT', params: { name } }),
      to: sent.referrer,
      onceKey: friendKey(sent.friend),
    },
  ];
}

function valueOf(reward: Reward, programId: string, currency: string): Pick<Award, 'unit' | 'amount'> {
  if (reward.kind === 'points') return { unit: `points:${reward.programId}`, amount: reward.amount };
  const { kind, worthMinor: amount } = reward;
  return { unit: kind === 'credit' ? `credit:${currency}` : unit(programId), amount };
}

/** All that has waited long enough becomes one voucher. */
function voucherOf({ programId, setup, sale, holding, time }: Input, earned: number): Grant[] {
  const { currency } = sale.total;
  const amount = Math.min(holding.here + earned, mostOnVoucher);
  if (amount <= 0) return [];
  return [
    {
      kind: 'exchange',
      spend: { unit: unit(programId), amount },
      voucher: {
        unit: `credit:${currency}`,
        amount,
        label: '',
        expiryDay: lifeEnd(time.day, setup.lifeDays),
      },
      reason: { code: 'FRIENDS_VOUCHER', params: { worthMinor: amount, currency } },
    },
  ];
}

/** As much as the paper's code takes. */
const mostOnVoucher = 10_000_000;

const lifeEnd = (from: Day, days: number | null): Day | null => (days === null ? null : addDays(from, days));
