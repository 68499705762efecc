import { z } from 'zod';
import { suspenseOf } from '../drawer.ts';
import { defineEvent } from '../event.ts';
import { RightsHolder } from '../holder.ts';
import { moveParts, Parts, Unit } from '../posting.ts';

/**
 * The till found that it is a copy, and put out of its own reach what it may have spent in its other life. `epoch` is its new
 * one.
 */
export const rightsSuspended = defineEvent({
  type: 'RightsSuspended',
  version: 1,
  by: 'till',
  schema: z.object({
    holder: RightsHolder,
    unit: Unit,
    parts: Parts,
    epoch: z.int().positive(),
  }),
  example: {
    holder: 'wallet:4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    parts: [{ lot: '2026-10-01/2027-10-01', amount: 80 }],
    epoch: 2,
  },
  postings: (body, writer) => moveParts(body, writer, suspenseOf(writer)),
});
