import { z } from 'zod';
import { centre, transitTo, Writer } from '../drawer.ts';
import { defineEvent } from '../event.ts';
import { RightsHolder } from '../holder.ts';
import { moveParts, Parts, Unit } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/**
 * The centre took a grant back that the till did not and now cannot accept: a new generation began, or the till was revoked.
 */
export const rightsCancelled = defineEvent({
  type: 'RightsCancelled',
  version: 1,
  by: 'centre',
  schema: z.object({
    grantId: RecordId,
    generation: z.int().positive(),
    to: Writer,
    holder: RightsHolder,
    unit: Unit,
    parts: Parts,
  }),
  example: {
    grantId: '01938f60-42c8-7a19-9d3b-e0715c8f2b64',
    generation: 1,
    to: 'till-1',
    holder: 'wallet:4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    parts: [{ lot: '2026-10-01/2027-10-01', amount: 80 }],
  },
  postings: (body) => moveParts(body, transitTo(body.to), centre),
});
