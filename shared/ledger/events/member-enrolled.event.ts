import { z } from 'zod';
import { WalletId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';

/** A member joined. Two tills that enrol the same card offline make the same wallet, so this may be said twice. */
export const memberEnrolled = defineEvent({
  type: 'MemberEnrolled',
  version: 1,
  schema: z.object({ walletId: WalletId }),
  example: { walletId: '4bf5122f344554c53bde2ebb8cd2b7e3' },
});
