import { z } from 'zod';
import { OperatorId } from '../decision.ts';
import { defineEvent } from '../event.ts';

/** A PIN was wrong so often that none of this person's is looked at for a while; or unknown badges were tried so often that none is. */
export const staffLockedOut = defineEvent({
  type: 'StaffLockedOut',
  version: 1,
  by: 'till',
  schema: z.object({
    /** Null when it was badges: nobody knows whose they would be. */
    staffId: OperatorId.nullable(),
    /** How often it was wrong since it was right. */
    wrong: z.int().positive(),
    untilMs: z.int().nonnegative(),
  }),
  example: { staffId: 'staff-5f0c2a91d47e', wrong: 5, untilMs: 1_795_000_030_000 },
});
