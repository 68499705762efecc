import { z } from 'zod';
import { addDays, type Day } from '../base/business-time.ts';
import { Effect } from '../basket/effect.ts';
import type { Reason } from '../ledger/reason.ts';
import type { GivenGrant } from './program.ts';

/** What a program may give: points of another program, money to spend later, or a coupon. */
export const Gift = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('points'),
    programId: z.string().regex(/^[a-z0-9-]{1,40}$/),
    amount: z.int().min(1).max(1_000_000),
  }),
  z.object({ kind: z.literal('money'), worthMinor: z.int().min(1).max(10_000_000) }),
  z.object({
    kind: z.literal('coupon'),
    label: z.string().min(1).max(80),
    /** What the coupon takes off; null when it only promises, and the cashier hands the thing out. */
    effect: Effect.nullable().default(null),
  }),
]);
export type Gift = z.output<typeof Gift>;

/** The grant that gives it on `day`, to be used for so many days; null is for ever. Coupons are of the giving program. */
export function giftGrant(
  gift: Gift,
  {
    programId,
    currency,
    day,
    lifeDays,
    reason,
  }: { programId: string; currency: string; day: Day; lifeDays: number | null; reason: Reason },
): GivenGrant {
  const expiryDay = lifeDays === null ? null : addDays(day, lifeDays);
  if (gift.kind === 'points')
    return { kind: 'award', unit: `points:${gift.programId}`, amount: gift.amount, expiryDay, reason };
  const voucher =
    gift.kind === 'money'
      ? { unit: `credit:${currency}`, amount: gift.worthMinor, label: '', expiryDay }
      : { unit: `coupon:${programId}`, amount: 1, label: gift.label, expiryDay };
  return { kind: 'gift', voucher, reason };
}
