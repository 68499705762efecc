import { z } from 'zod';
import { defineEvent } from '../event.ts';

/** A program was set up or changed. Yesterday's awards keep the version they were made under. */
export const programConfigured = defineEvent({
  type: 'ProgramConfigured',
  version: 1,
  schema: z.object({
    programId: z.string().regex(/^[a-z0-9-]{1,40}$/),
    type: z.string().min(1).max(40),
    /** Rises by one with each change of this program. */
    revision: z.int().positive(),
    /** The set-up in the program's own schema, as JSON text: a till that does not know the type still carries it. */
    setup: z.string().max(20_000),
    /** It grants nothing any more; what it granted stays. Absent while it runs. */
    ended: z.boolean().optional(),
  }),
  example: { programId: 'points', type: 'points', revision: 1, setup: '{"pointsPerUnit":1}' },
});
