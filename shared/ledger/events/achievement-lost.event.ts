import { z } from 'zod';
import { VoucherId, WalletId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';
import { OnceKey } from '../reason.ts';
import { RecordId } from '../record-id.ts';

/** What a member had reached is reached no more, since a sale that counted for it was taken back. It can be reached again. */
export const achievementLost = defineEvent({
  type: 'AchievementLost',
  version: 1,
  schema: z.object({
    walletId: WalletId,
    programId: z.string().max(40),
    onceKey: OnceKey,
    /** What people read, as when it was reached. */
    title: z.string().min(1).max(60),
    /** The voucher that it had brought, with what that promises; null for none. */
    voucher: z.object({ voucherId: VoucherId, label: z.string().max(80) }).nullable(),
    /** How much of the value that it had brought was taken back for it, or is owed; 0 where it brought none. */
    taken: z.int().nonnegative(),
    /** The sale with which it was reached. */
    reachedWith: RecordId,
    /** The sale that was taken back, and how. */
    saleId: RecordId,
    reversalId: RecordId,
  }),
  example: {
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    programId: 'three-lunches',
    onceKey: '2026-11',
    title: 'Three lunches in November',
    voucher: null,
    taken: 50,
    reachedWith: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    saleId: '01938f01-0b7a-7d1e-8c44-2f6b1d9e3a55',
    reversalId: '01938f52-71b4-7d0a-8e1f-3b6a90c4d2e7',
  },
});
