import { z } from 'zod';
import { defineEvent } from '../event.ts';
import { HolderOf } from '../holder.ts';
import { Parts, transferParts, Unit } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/** What a reversed sale had used up came back to whom it belonged, in the lots it was taken from, each with its own expiry. */
export const valueGivenBack = defineEvent({
  type: 'ValueGivenBack',
  version: 1,
  schema: z.object({
    holder: HolderOf('wallet', 'gift-card', 'campaign'),
    unit: Unit,
    parts: Parts,
    saleId: RecordId,
    reversalId: RecordId,
  }),
  example: {
    holder: 'wallet:4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    parts: [
      { lot: '2026-10-01/2027-10-01', amount: 80 },
      { lot: '2026-11-22/2027-11-22', amount: 20 },
    ],
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    reversalId: '01938f52-71b4-7d0a-8e1f-3b6a90c4d2e7',
  },
  postings: ({ holder, unit, parts }, writer) => transferParts('house:redeemed', holder, unit, writer, parts),
});
