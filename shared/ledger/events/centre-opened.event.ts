import { z } from 'zod';
import { defineEvent } from '../event.ts';

/** The first fact in the centre's log: what the chain is called, and the key by which its tills know the centre again. */
export const centreOpened = defineEvent({
  type: 'CentreOpened',
  version: 1,
  by: 'centre',
  schema: z.object({
    name: z.string().min(1).max(80),
    /** Ed25519, 32 bytes as hex. */
    publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  example: {
    name: 'Aurora',
    publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  },
});
