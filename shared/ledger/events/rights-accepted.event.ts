import { z } from 'zod';
import { transitTo } from '../drawer.ts';
import { defineEvent } from '../event.ts';
import { RightsHolder } from '../holder.ts';
import { moveParts, Parts, Unit } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/** The till took a grant into its drawer: only now may it spend it. Nothing is accepted that was not granted. */
export const rightsAccepted = defineEvent({
  type: 'RightsAccepted',
  version: 1,
  by: 'till',
  schema: z.object({
    grantId: RecordId,
    generation: z.int().positive(),
    number: z.int().positive(),
    holder: RightsHolder,
    unit: Unit,
    parts: Parts,
  }),
  example: {
    grantId: '01938f60-42c8-7a19-9d3b-e0715c8f2b64',
    generation: 1,
    number: 1,
    holder: 'wallet:4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    parts: [{ lot: '2026-10-01/2027-10-01', amount: 80 }],
  },
  postings: (body, writer) => moveParts(body, transitTo(writer), writer),
});
