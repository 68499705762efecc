import { z } from 'zod';
import { voucherHolder, VoucherId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';
import { Lot, transfer, Unit } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/** A voucher was used up, whole, at the till in whose drawer it lay. Nothing is left to spend a second time. */
export const voucherRedeemed = defineEvent({
  type: 'VoucherRedeemed',
  version: 1,
  schema: z.object({
    voucherId: VoucherId,
    unit: Unit,
    amount: z.int().positive(),
    lot: Lot,
    saleId: RecordId,
  }),
  example: {
    voucherId: '00f1e2d3c4b5a697',
    unit: 'credit:EUR',
    amount: 200,
    lot: '2026-11-22/2027-05-21',
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
  },
  postings: (body, writer) =>
    transfer(
      voucherHolder(body.voucherId),
      'house:redeemed',
      { unit: body.unit, drawer: writer, lot: body.lot },
      body.amount,
    ),
});
