import { z } from 'zod';
import { claimHolder, ClaimId, walletHolder, WalletId } from '../../members/wallet.ts';
import { Money } from '../../money/money.ts';
import { defineEvent } from '../event.ts';
import { carry, Lot, Unit } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/**
 * A member claimed what was left of a receipt, at the till in whose drawer it lay: it moves out of the claim (`lot`) into their wallet,
 * each piece into its own lot. Nothing is left to be claimed a second time.
 */
export const receiptClaimed = defineEvent({
  type: 'ReceiptClaimed',
  version: 1,
  by: 'till',
  schema: z.object({
    claimId: ClaimId,
    /** The sale of the receipt, made here or elsewhere, and what it came to. */
    saleId: RecordId,
    total: Money,
    walletId: WalletId,
    lot: Lot,
    value: z
      .array(z.object({ unit: Unit, lot: Lot, amount: z.int().positive() }))
      .min(1)
      .max(50),
  }),
  example: {
    claimId: '00f1e2d3c4b5',
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    total: { minor: 2340, currency: 'EUR' },
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    lot: '2026-11-22/2026-12-06',
    value: [{ unit: 'points:points', lot: '2026-11-22/2027-11-22', amount: 23 }],
  },
  postings: ({ claimId, walletId, lot: from, value }, drawer) =>
    value.flatMap(({ unit, lot, amount }) =>
      carry(
        { holder: claimHolder(claimId), drawer, lot: from },
        { holder: walletHolder(walletId), drawer, lot },
        unit,
        amount,
      ),
    ),
});
