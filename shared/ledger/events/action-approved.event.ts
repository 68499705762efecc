import { z } from 'zod';
import { OperatorId } from '../decision.ts';
import { defineEvent } from '../event.ts';

/**
 * Somebody said yes to one very call of whoever was in, which then was made. What came of it stands right behind, unless the till
 * refused it after all.
 */
export const actionApproved = defineEvent({
  type: 'ActionApproved',
  version: 1,
  by: 'till',
  schema: z.object({
    action: z.string().regex(/^[a-z][a-z-]{0,39}$/),
    /** Why it needed a yes: the code of a refusal. */
    because: z.string().regex(/^[A-Z_]{1,40}$/),
    staffId: OperatorId,
    askedBy: OperatorId,
    /** The wallet, sale or batch it is about; empty when nothing has a name. */
    subject: z.string().max(80),
    /** In what the action is measured in; null when it has no amount, or nobody could tell. */
    amount: z.int().nullable(),
  }),
  example: {
    action: 'refund',
    because: 'ABOVE_LIMIT',
    staffId: 'staff-09b1e7c3a2d4',
    askedBy: 'staff-5f0c2a91d47e',
    subject: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    amount: 5_000,
  },
});
