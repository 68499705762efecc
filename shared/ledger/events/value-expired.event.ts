import { z } from 'zod';
import { defineEvent } from '../event.ts';
import { HolderOf } from '../holder.ts';
import { Parts, transferParts, Unit } from '../posting.ts';

/**
 * The last day of these lots is over: what was left of them in this drawer is gone. Also rights to refund, and uses of a
 * campaign.
 */
export const valueExpired = defineEvent({
  type: 'ValueExpired',
  version: 1,
  schema: z.object({
    holder: HolderOf('wallet', 'voucher', 'gift-card', 'claim', 'campaign', 'sale'),
    unit: Unit,
    parts: Parts,
  }),
  example: {
    holder: 'wallet:4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    parts: [{ lot: '2025-11-21/2026-11-21', amount: 12 }],
  },
  postings: ({ holder, unit, parts }, writer) => transferParts(holder, 'house:expired', unit, writer, parts),
});
