import { z } from 'zod';
import { WalletId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';

/**
 * A member was sent by another. Said once, before the first sale; two tills that said different things apart agree on who was first.
 * Moves nothing: what was promised for it is awarded with a sale.
 */
export const memberReferred = defineEvent({
  type: 'MemberReferred',
  version: 1,
  schema: z
    .object({
      walletId: WalletId,
      referrer: WalletId,
      programId: z.string().max(40),
      /** How the referrer was told: by their card, or by their code. */
      by: z.enum(['card', 'code']),
    })
    .refine(({ walletId, referrer }) => walletId !== referrer, 'are two members'),
  example: {
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    referrer: '9c56cc51b374c3ba189210d5b6d4bf57',
    programId: 'friends',
    by: 'code',
  },
});
