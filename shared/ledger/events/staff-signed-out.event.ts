import { z } from 'zod';
import { OperatorId } from '../decision.ts';
import { defineEvent } from '../event.ts';

/** Whoever was in at this till is not any more. From here on only what needs nobody happens: a register's sales, what ends by itself. */
export const staffSignedOut = defineEvent({
  type: 'StaffSignedOut',
  version: 1,
  by: 'till',
  schema: z.object({
    staffId: OperatorId,
    /** `ended`: the till was closed or lost its power meanwhile; `left`: they were taken off the staff. */
    why: z.enum(['locked', 'idle', 'ended', 'left']),
  }),
  example: { staffId: 'staff-5f0c2a91d47e', why: 'locked' },
});
