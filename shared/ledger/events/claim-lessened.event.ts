import { z } from 'zod';
import { claimHolder, ClaimId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';
import { Lot, transfer, Unit } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/** A sale was taken back, wholly or in part, before anybody claimed its receipt: so much less is left to be claimed. */
export const claimLessened = defineEvent({
  type: 'ClaimLessened',
  version: 1,
  schema: z.object({
    claimId: ClaimId,
    saleId: RecordId,
    reversalId: RecordId,
    lot: Lot,
    value: z
      .array(z.object({ unit: Unit, amount: z.int().positive() }))
      .min(1)
      .max(50),
  }),
  example: {
    claimId: '00f1e2d3c4b5',
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    reversalId: '01938f52-71b4-7d0a-8e1f-3b6a90c4d2e7',
    lot: '2026-11-22/2026-12-06',
    value: [{ unit: 'points:points', amount: 4 }],
  },
  postings: ({ claimId, lot, value }, drawer) =>
    value.flatMap(({ unit, amount }) =>
      transfer(claimHolder(claimId), 'house:issued', { unit, drawer, lot }, amount),
    ),
});
