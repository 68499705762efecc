import { z } from 'zod';
import { defineEvent } from '../event.ts';

/** The till's wall clock went back, or ahead further than time did. Milliseconds since 1970, before and after. */
export const clockJumped = defineEvent({
  type: 'ClockJumped',
  version: 1,
  by: 'till',
  schema: z.object({
    fromMs: z.int().nonnegative(),
    toMs: z.int().nonnegative(),
  }),
  example: {
    fromMs: 1_795_000_000_000,
    toMs: 1_794_913_600_000,
  },
});
