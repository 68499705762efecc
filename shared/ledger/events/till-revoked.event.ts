import { z } from 'zod';
import { OperatorId } from '../decision.ts';
import { Writer } from '../drawer.ts';
import { defineEvent } from '../event.ts';

/** The till is out of the owner's hands or out of use: nothing that it writes from now on is believed. */
export const tillRevoked = defineEvent({
  type: 'TillRevoked',
  version: 1,
  by: 'centre',
  schema: z.object({
    till: Writer,
    by: OperatorId,
    because: z.enum(['lost', 'stolen', 'broken', 'retired']),
  }),
  example: {
    till: 'till-1',
    by: 'owner',
    because: 'stolen',
  },
});
