import { z } from 'zod';
import { defineEvent } from '../event.ts';
import { campaignHolder } from '../holder.ts';
import { Lot, transfer } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/**
 * A campaign with a limited number of uses began. The uses are leased to tills as any other value, so no till counts
 * another's. Said by the centre, or by a till that has none; more uses of the same campaign may be opened later.
 */
export const campaignOpened = defineEvent({
  type: 'CampaignOpened',
  version: 1,
  schema: z.object({
    campaignId: RecordId,
    limit: z.int().positive(),
    lot: Lot,
  }),
  example: {
    campaignId: 'first-500',
    limit: 500,
    lot: '2026-11-22/2026-12-24',
  },
  postings: ({ campaignId, limit, lot }, writer) =>
    transfer(
      'house:issued',
      campaignHolder(campaignId),
      { unit: `uses:${campaignId}`, drawer: writer, lot },
      limit,
    ),
});
