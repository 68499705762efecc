import { z } from 'zod';
import { defineEvent } from '../event.ts';

/**
 * The till started over from a copy of its log, or found that another goes by its name. `previousSeq` and `previousHash` are
 * where the log ended that it goes on from.
 */
export const epochStarted = defineEvent({
  type: 'EpochStarted',
  version: 1,
  by: 'till',
  schema: z.object({
    epoch: z.int().min(2),
    because: z.enum(['restored', 'forked']),
    previousSeq: z.int().nonnegative(),
    previousHash: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  example: {
    epoch: 2,
    because: 'restored',
    previousSeq: 41,
    previousHash: '5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e',
  },
});
