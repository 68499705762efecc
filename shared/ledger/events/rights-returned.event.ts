import { z } from 'zod';
import { centre } from '../drawer.ts';
import { defineEvent } from '../event.ts';
import { RightsHolder } from '../holder.ts';
import { moveParts, Parts, Unit } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/**
 * The till gave value in its drawer back to the centre: it was recalled, it was more than it keeps, the till
 * closes, or the member owes it elsewhere.
 */
export const rightsReturned = defineEvent({
  type: 'RightsReturned',
  version: 1,
  by: 'till',
  schema: z.object({
    holder: RightsHolder,
    unit: Unit,
    parts: Parts,
    because: z.enum(['recalled', 'surplus', 'closing', 'owed']),
    recallId: RecordId.nullable(),
  }),
  example: {
    holder: 'wallet:4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    parts: [{ lot: '2026-10-01/2027-10-01', amount: 80 }],
    because: 'recalled',
    recallId: '01938f60-42c8-7a19-9d3b-e0715c8f2b64',
  },
  postings: (body, writer) => moveParts(body, writer, centre),
});
