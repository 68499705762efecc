import { z } from 'zod';
import { claimHolder, ClaimId } from '../../members/wallet.ts';
import { Money } from '../../money/money.ts';
import { Writer } from '../drawer.ts';
import { defineEvent } from '../event.ts';
import { Lot, transfer, Unit } from '../posting.ts';
import { Reason } from '../reason.ts';
import { RecordId } from '../record-id.ts';

/**
 * A sale without a card may be claimed: what a plain member would have earned by it belongs to whoever holds the receipt, until the last
 * day of `lot`. Once claimed, each piece lies in the lot that the member would have had from the day of the sale.
 */
export const claimOpened = defineEvent({
  type: 'ClaimOpened',
  version: 1,
  by: 'till',
  schema: z.object({
    claimId: ClaimId,
    saleId: RecordId,
    drawer: Writer,
    lot: Lot,
    /** What the sale came to, so that another till can name it. */
    total: Money,
    /** The 208 digits of the QR code on the receipt. */
    token: z.string().regex(/^\d{208}$/),
    value: z
      .array(
        z.object({
          unit: Unit,
          /** The lot in which it lies with the member, once it is claimed. */
          lot: Lot,
          amount: z.int().positive(),
          programId: z.string(),
          revision: z.int().positive(),
          reason: Reason,
        }),
      )
      .min(1)
      .max(50),
  }),
  example: {
    claimId: '00f1e2d3c4b5',
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    drawer: 'till-1',
    lot: '2026-11-22/2026-12-06',
    total: { minor: 2340, currency: 'EUR' },
    token: '0'.repeat(208),
    value: [
      {
        unit: 'points:points',
        lot: '2026-11-22/2027-11-22',
        amount: 23,
        programId: 'points',
        revision: 1,
        reason: { code: 'POINTS_PER_UNIT', params: { points: 23, perUnit: 1, baseMinor: 2340 } },
      },
    ],
  },
  postings: ({ claimId, drawer, lot, value }) =>
    value.flatMap(({ unit, amount }) =>
      transfer('house:issued', claimHolder(claimId), { unit, drawer, lot }, amount),
    ),
});
