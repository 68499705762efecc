import { z } from 'zod';
import { OperatorId } from '../decision.ts';
import { centre, suspenseOf, Writer } from '../drawer.ts';
import { defineEvent } from '../event.ts';
import { RightsHolder } from '../holder.ts';
import { moveParts, Parts, Unit } from '../posting.ts';

/** The owner decided that value in suspense was not spent: it may be granted again. `from` is the till that had held it. */
export const suspenseReleased = defineEvent({
  type: 'SuspenseReleased',
  version: 1,
  by: 'centre',
  schema: z.object({
    from: Writer,
    holder: RightsHolder,
    unit: Unit,
    parts: Parts,
    by: OperatorId,
  }),
  example: {
    from: 'till-1',
    holder: 'wallet:4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    parts: [{ lot: '2026-10-01/2027-10-01', amount: 80 }],
    by: 'owner',
  },
  postings: (body) => moveParts(body, suspenseOf(body.from), centre),
});
