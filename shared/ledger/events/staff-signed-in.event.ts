import { z } from 'zod';
import { OperatorId } from '../decision.ts';
import { defineEvent } from '../event.ts';

/** Somebody of the shop's staff took over this till. What stands behind it in this log they did, until somebody signs in or out. */
export const staffSignedIn = defineEvent({
  type: 'StaffSignedIn',
  version: 1,
  by: 'till',
  schema: z.object({
    staffId: OperatorId,
    /** `first`: nobody had to sign in before, and this one was just added as the owner. */
    how: z.enum(['pin', 'badge', 'first']),
  }),
  example: { staffId: 'staff-5f0c2a91d47e', how: 'pin' },
});
