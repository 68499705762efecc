import { z } from 'zod';
import { WalletId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';
import { OnceKey } from '../reason.ts';
import { RecordId } from '../record-id.ts';

/**
 * A sale counted towards challenges. Written only where one asks, and moves no value: how far a member is follows from what was counted
 * and from what of those sales was taken back since.
 */
export const progressCounted = defineEvent({
  type: 'ProgressCounted',
  version: 1,
  by: 'till',
  schema: z.object({
    walletId: WalletId,
    saleId: RecordId,
    /** What the sale came to, and what of that may earn, in minor units: a refund is reckoned by these. */
    totalMinor: z.int().positive(),
    baseMinor: z.int().positive(),
    counts: z
      .array(
        z.object({
          programId: z.string().max(40),
          revision: z.int().positive(),
          /** The program's own name of the month, week or round in which it counts. */
          period: OnceKey,
          /** It counts only while so much of the base is left. */
          leastMinor: z.int().nonnegative(),
          /** Whether a refund in part takes its share along. */
          divides: z.boolean(),
          marks: z
            .array(z.object({ mark: z.string().min(1).max(60), amount: z.int().positive() }))
            .min(1)
            .max(200),
        }),
      )
      .min(1)
      .max(100),
  }),
  example: {
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    totalMinor: 2340,
    baseMinor: 2340,
    counts: [
      {
        programId: 'three-lunches',
        revision: 1,
        period: '2026-11',
        leastMinor: 500,
        divides: false,
        marks: [{ mark: 'visits', amount: 1 }],
      },
    ],
  },
});
