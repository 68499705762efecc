import { z } from 'zod';
import { Day } from '../../base/business-time.ts';
import { VoucherId, WalletId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';
import { Lot, Unit } from '../posting.ts';
import { OnceKey } from '../reason.ts';
import { RecordId } from '../record-id.ts';

/**
 * A member reached something with a sale: a challenge's goal, or a badge. What it brought is awarded or issued in the fact right behind,
 * and named here so that whoever takes it back need not know the set-up of that day.
 */
export const achievementReached = defineEvent({
  type: 'AchievementReached',
  version: 1,
  by: 'till',
  schema: z.object({
    walletId: WalletId,
    saleId: RecordId,
    programId: z.string().max(40),
    revision: z.int().positive(),
    /** What the program remembers it by: reached once under a key, unless it was lost. */
    onceKey: OnceKey,
    /** What people read. */
    title: z.string().min(1).max(60),
    /** The picture of the badge; null for none. */
    badge: z.string().max(20).nullable(),
    /** What has to stay counted; null for what goes only with its own sale. */
    needs: z
      .object({
        period: OnceKey,
        fromDay: Day.nullable(),
        of: z.string().min(1).max(20),
        measure: z.enum(['sum', 'marks']),
        need: z.int().positive(),
      })
      .nullable(),
    prize: z
      .object({
        unit: Unit,
        lot: Lot,
        amount: z.int().positive(),
        voucherId: VoucherId.nullable(),
        label: z.string().max(80),
      })
      .nullable(),
  }),
  example: {
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    programId: 'three-lunches',
    revision: 1,
    onceKey: '2026-11',
    title: 'Three lunches in November',
    badge: 'trophy',
    needs: { period: '2026-11', fromDay: '2026-11-01', of: 'visits', measure: 'sum', need: 3 },
    prize: { unit: 'points:points', lot: '2026-11-22/2027-11-22', amount: 50, voucherId: null, label: '' },
  },
});
