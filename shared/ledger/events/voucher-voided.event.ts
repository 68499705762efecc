import { z } from 'zod';
import { voucherHolder, VoucherId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';
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
  }),
  example: {
    voucherId: '00f1e2d3c4b5a697',
    unit: 'credit:EUR',
    amount: 200,
    lot: '2026-11-22/2027-05-21',
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    because: 'sale-reversed',
  },
  postings: ({ voucherId, unit, amount, lot }, writer) =>
    transfer(voucherHolder(voucherId), 'house:issued', { unit, drawer: writer, lot }, amount),
});
