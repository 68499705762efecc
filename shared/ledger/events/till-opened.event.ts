import { z } from 'zod';
import { Currency } from '../../money/money.ts';
import { defineEvent } from '../event.ts';

/** The first fact in every till's log: who writes here, and the key its vouchers are signed with. */
export const tillOpened = defineEvent({
  type: 'TillOpened',
  version: 1,
  schema: z.object({
    shop: z.string().min(1).max(80),
    name: z.string().min(1).max(80),
    /** Ed25519, 32 bytes as hex. */
    publicKey: z.string().regex(/^[0-9a-f]{64}$/),
    currency: Currency,
    zone: z.string().min(1),
  }),
  example: {
    shop: 'Café Aurora',
    name: 'Till 1',
    publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    currency: 'EUR',
    zone: 'Europe/Rome',
  },
});
