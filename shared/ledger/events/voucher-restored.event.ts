import { z } from 'zod';
import { voucherHolder, VoucherId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';
import { Lot, transfer, Unit } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/**
 * A used voucher is good again, since the sale that used it was taken back. From now on it lies in the drawer of whoever says
 * so.
 */
export const voucherRestored = defineEvent({
  type: 'VoucherRestored',
  version: 1,
  schema: z.object({
    voucherId: VoucherId,
    unit: Unit,
    amount: z.int().positive(),
    lot: Lot,
    saleId: RecordId,
    reversalId: RecordId,
  }),
  example: {
    voucherId: '00f1e2d3c4b5a697',
    unit: 'credit:EUR',
    amount: 200,
    lot: '2026-11-22/2027-05-21',
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    reversalId: '01938f52-71b4-7d0a-8e1f-3b6a90c4d2e7',
  },
  postings: ({ voucherId, unit, amount, lot }, writer) =>
    transfer('house:redeemed', voucherHolder(voucherId), { unit, drawer: writer, lot }, amount),
});
