import { z } from 'zod';
import { addDays } from '../../base/business-time.ts';
import { Effect } from '../../basket/effect.ts';
import { simpleCoupon } from '../coupon-terms.ts';
import { defineProgram, mostExchanges, type Grant } from '../program.ts';

const unit = (programId: string) => `stamps:${programId}` as const;

/** A stamp for each thing bought; a full card becomes a coupon. The smallest program on the shelf: copy this folder. */
export const stamps = defineProgram({
  type: 'stamps',
  setup: z.object({
    /** What is counted, as the till knows it. */
    item: z.string().regex(/^[a-z0-9-]{1,40}$/),
    /** What the cashier reads on the key: "Coffee". */
    itemLabel: z.string().min(1).max(40),
    stampsNeeded: z.int().min(2).max(100),
    /** What the coupon promises: "Free coffee". */
    reward: z.string().min(1).max(80),
    /** What the coupon takes off; null when it only promises, and the cashier hands the thing out. */
    couponEffect: Effect.nullable().default(null),
    couponLifeDays: z.int().min(1).max(3_660).nullable(),
  }),
  example: {
    item: 'coffee',
    itemLabel: 'Coffee',
    stampsNeeded: 10,
    reward: 'Free coffee',
    couponLifeDays: 90,
  },
  unit,
  evaluate({ programId, setup, sale, holding, time }) {
    const stamped = sale.items[setup.item] ?? 0;
    if (stamped === 0 || sale.baseMinor === 0) return [];
    const grants: Grant[] = [
      {
        kind: 'award',
        unit: unit(programId),
        amount: stamped,
        expiryDay: null,
        reason: { code: 'STAMP_PER_ITEM', params: { stamps: stamped, item: setup.itemLabel } },
      },
    ];
    const full = Math.min(mostExchanges, Math.floor((holding.here + stamped) / setup.stampsNeeded));
    for (let index = 0; index < full; index += 1) {
      grants.push({
        kind: 'exchange',
        spend: { unit: unit(programId), amount: setup.stampsNeeded },
        voucher: {
          unit: `coupon:${programId}`,
          amount: 1,
          label: setup.reward,
          expiryDay: setup.couponLifeDays === null ? null : addDays(time.day, setup.couponLifeDays),
        },
        reason: {
          code: 'STAMPS_BECOME_COUPON',
          params: { stamps: setup.stampsNeeded, reward: setup.reward },
        },
      });
    }
    return grants;
  },
  progress: (holding, setup, programId) => ({
    unit: unit(programId),
    have: holding.total,
    need: setup.stampsNeeded,
  }),
  coupon: (setup) => simpleCoupon(setup.couponEffect),
  countables: (setup) => [{ item: setup.item, label: setup.itemLabel }],
});
