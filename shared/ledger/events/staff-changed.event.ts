import { z } from 'zod';
import { StaffWhat } from '../../members/staff-record.ts';
import { OperatorId } from '../decision.ts';
import { defineEvent } from '../event.ts';

/** Something about somebody of the staff was changed: what, and not to what, except for the role. Who they are stands beside the ledger. */
export const staffChanged = defineEvent({
  type: 'StaffChanged',
  version: 1,
  by: 'till',
  schema: z.object({
    staffId: OperatorId,
    what: StaffWhat,
    role: z.enum(['cashier', 'manager', 'owner']),
    by: OperatorId,
  }),
  example: { staffId: 'staff-5f0c2a91d47e', what: 'added', role: 'cashier', by: 'staff-09b1e7c3a2d4' },
});
