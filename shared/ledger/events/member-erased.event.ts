import { z } from 'zod';
import { WalletId } from '../../members/wallet.ts';
import { OperatorId } from '../decision.ts';
import { defineEvent } from '../event.ts';

/**
 * A person asked to be forgotten. The key to what was known about them is destroyed everywhere; the wallet and its value stay,
 * nobody's.
 */
export const memberErased = defineEvent({
  type: 'MemberErased',
  version: 1,
  schema: z.object({
    walletId: WalletId,
    by: OperatorId,
  }),
  example: {
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    by: 'owner',
  },
});
