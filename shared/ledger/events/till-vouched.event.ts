import { z } from 'zod';
import { OperatorId } from '../decision.ts';
import { defineEvent } from '../event.ts';

/**
 * Somebody vouched that no other machine goes by the name of this till, which had been put back from a backup and has no centre that
 * could tell. From here on it spends again; what it had handed out since that backup may be handed out once more.
 */
export const tillVouched = defineEvent({
  type: 'TillVouched',
  version: 1,
  by: 'till',
  schema: z.object({
    by: OperatorId,
    /** The length of the log from which it goes on. */
    seq: z.int().nonnegative(),
  }),
  example: { by: 'owner', seq: 41 },
});
