import { z } from 'zod';
import { Money } from '../../money/money.ts';
import { OperatorId } from '../decision.ts';
import { suspenseOf, Writer } from '../drawer.ts';
import { defineEvent } from '../event.ts';
import { RightsHolder } from '../holder.ts';
import { Parts, transferParts, Unit } from '../posting.ts';

/** The owner decided that value in suspense was spent unseen: it is lost. `worth` is what that costs, if anybody can say. */
export const suspenseWrittenOff = defineEvent({
  type: 'SuspenseWrittenOff',
  version: 1,
  by: 'centre',
  schema: z.object({
    from: Writer,
    holder: RightsHolder,
    unit: Unit,
    parts: Parts,
    by: OperatorId,
    worth: Money.nullable(),
  }),
  example: {
    from: 'till-1',
    holder: 'wallet:4bf5122f344554c53bde2ebb8cd2b7e3',
    unit: 'points:points',
    parts: [{ lot: '2026-10-01/2027-10-01', amount: 80 }],
    by: 'owner',
    worth: { minor: 160, currency: 'EUR' },
  },
  postings: ({ from, holder, unit, parts }) =>
    transferParts(holder, 'house:lost', unit, suspenseOf(from), parts),
});
