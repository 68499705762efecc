import { z } from 'zod';
import { centre, transitTo, Writer } from '../drawer.ts';
import { defineEvent } from '../event.ts';
import { RightsHolder } from '../holder.ts';
import { moveParts, Parts, Unit } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/**
 * The centre sent value from its drawer on the way to a till. Numbered per till and generation, and taken in once, in order.
 */
export const rightsGranted = defineEvent({
  type: 'RightsGranted',
  version: 1,
  by: 'centre',
  schema: z.object({
    grantId: RecordId,
    generation: z.int().positive(),
    number: z.int().positive(),
    to: Writer,
    holder: RightsHolder,
    unit: Unit,
    parts: Parts,
    because: z.enum(['asked', 'home', 'leased']),
  }),
  example: {
    grantId: '01938f60-42c8-7a19-9d3b-e0715c8f2b64',
    generation: 1,
    number: 1,
    to: 'till-1',
    holder: 'wallet:4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    parts: [{ lot: '2026-10-01/2027-10-01', amount: 80 }],
    because: 'asked',
  },
  postings: (body) => moveParts(body, centre, transitTo(body.to)),
});
