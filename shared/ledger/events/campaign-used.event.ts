import { z } from 'zod';
import { defineEvent } from '../event.ts';
import { campaignHolder } from '../holder.ts';
import { Lot, transfer } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/** A limited campaign was made use of, out of the uses that lie in this drawer. */
export const campaignUsed = defineEvent({
  type: 'CampaignUsed',
  version: 1,
  schema: z.object({
    campaignId: RecordId,
    uses: z.int().positive(),
    lot: Lot,
    saleId: RecordId.nullable(),
  }),
  example: {
    campaignId: 'first-500',
    uses: 1,
    lot: '2026-11-22/2026-12-24',
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
  },
  postings: ({ campaignId, uses, lot }, writer) =>
    transfer(
      campaignHolder(campaignId),
      'house:redeemed',
      { unit: `uses:${campaignId}`, drawer: writer, lot },
      uses,
    ),
});
