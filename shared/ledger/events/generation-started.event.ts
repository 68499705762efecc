import { z } from 'zod';
import { defineEvent } from '../event.ts';

/** The centre began anew, the first time or from a backup. Grants of an older generation are void. */
export const generationStarted = defineEvent({
  type: 'GenerationStarted',
  version: 1,
  by: 'centre',
  schema: z.object({
    generation: z.int().positive(),
    because: z.enum(['opened', 'restored']),
  }),
  example: {
    generation: 2,
    because: 'restored',
  },
});
