import { z } from 'zod';
import { Money } from '../../money/money.ts';
import { defineEvent } from '../event.ts';
import { saleHolder } from '../holder.ts';
import { Lot, transfer } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/**
 * How much of a sale may be taken back, and until when. Said once, by the till that sold; so only it, or whoever it hands the right to,
 * refunds. Of a till that was revoked before it did so, the centre says it.
 */
export const refundOpened = defineEvent({
  type: 'RefundOpened',
  version: 1,
  schema: z.object({
    saleId: RecordId,
    total: Money.extend({ minor: z.int().positive() }),
    lot: Lot,
  }),
  example: {
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    total: { minor: 2340, currency: 'EUR' },
    lot: '2026-11-22/2027-11-22',
  },
  postings: ({ saleId, total, lot }, writer) =>
    transfer(
      'house:issued',
      saleHolder(saleId),
      { unit: `refund:${total.currency}`, drawer: writer, lot },
      total.minor,
    ),
});
