import { z } from 'zod';
import { Effect } from '../../basket/effect.ts';
import { couponCode, isCouponCode } from '../coupon-terms.ts';
import { defineProgram } from '../program.ts';
import { asksForMember, When } from '../when.ts';

/** A coupon: on papers that are printed or given to members, by a code that anybody may say, or both. */
export const coupons = defineProgram({
  type: 'coupons',
  setup: z
    .object({
      /** The promise, as paper and screens say it: "10 % off all cakes". */
      name: z.string().min(1).max(60),
      /** Null for a thing that the cashier hands out. */
      effect: Effect.nullable(),
      when: When.prefault({}),
      minimumMinor: z.int().min(0).max(1_000_000_000).default(0),
      /** `SUMMER10`: typed or scanned at the counter; empty when only papers bring it. */
      code: z
        .string()
        .max(40)
        .overwrite(couponCode)
        .refine((code) => code === '' || isCouponCode(code), 'CODE_LETTERS')
        .default(''),
      membersOnly: z.boolean().default(false),
      oncePerMember: z.boolean().default(false),
      /** With a member's first sale, and with none after it. */
      firstPurchase: z.boolean().default(false),
      /** How often it may be used at all tills together. */
      limit: z.int().min(1).max(1_000_000).nullable().default(null),
      smallPrint: z.string().max(200).default(''),
      group: z.string().max(40).default(''),
      exclusive: z.boolean().default(false),
      order: z.int().min(0).max(1_000).default(200),
    })
    .refine(
      ({ effect, code, oncePerMember, firstPurchase, membersOnly, limit, minimumMinor, when }) =>
        effect ??
        !(
          code ||
          oncePerMember ||
          firstPurchase ||
          membersOnly ||
          limit ||
          minimumMinor ||
          asksForMember(when)
        ),
      {
        error: 'HANDED_OUT',
        path: ['effect'],
      },
    ),
  example: { name: '10 % off', effect: { kind: 'percent', bp: 1_000 }, code: 'TEN10' },
  coupon: (setup) => setup,
});
