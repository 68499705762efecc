import { z } from 'zod';
import { voucherHolder, VoucherId, WalletId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';
import { campaignHolder } from '../holder.ts';
import { Lot, transfer, Unit } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/** A voucher that nobody used was taken back as never given, in the drawer it lies in. `saleId` is the sale it came from. */
export const voucherVoided = defineEvent({
  type: 'VoucherVoided',
  version: 1,
  schema: z.object({
    voucherId: VoucherId,
    unit: Unit,
    amount: z.int().positive(),
    lot: Lot,
    saleId: RecordId.nullable(),
    because: z.enum(['mistake', 'sale-reversed', 'misused']),
    /** Whose it was, where a coupon that somebody was given by hand is taken back. Absent otherwise. */
    walletId: WalletId.optional(),
    /** The use of a limited coupon that was taken for it, which comes back. Absent for most. */
    use: z.object({ campaignId: RecordId, lot: Lot }).optional(),
  }),
  example: {
    voucherId: '00f1e2d3c4b5a697',
    unit: 'credit:EUR',
    amount: 200,
    lot: '2026-11-22/2027-05-21',
    saleId: null,
    because: 'mistake',
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
  },
  postings: ({ voucherId, unit, amount, lot, use }, writer) => [
    ...transfer(voucherHolder(voucherId), 'house:issued', { unit, drawer: writer, lot }, amount),
    ...(use
      ? transfer(
          'house:redeemed',
          campaignHolder(use.campaignId),
          { unit: `uses:${use.campaignId}`, drawer: writer, lot: use.lot },
          1,
        )
      : []),
  ],
});
