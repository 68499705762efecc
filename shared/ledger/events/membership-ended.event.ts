import { z } from 'zod';
import { Day } from '../../base/business-time.ts';
import { WalletId } from '../../members/wallet.ts';
import { Money } from '../../money/money.ts';
import { defineEvent } from '../event.ts';
import { RecordId } from '../record-id.ts';

/** A paid membership was taken back by the till that sold it: from `endedDay` on it holds no more, and so much money went back. */
export const membershipEnded = defineEvent({
  type: 'MembershipEnded',
  version: 1,
  by: 'till',
  schema: z.object({
    membershipId: RecordId,
    walletId: WalletId,
    programId: z.string().max(40),
    endedDay: Day,
    refunded: Money.extend({ minor: z.int().nonnegative() }),
  }),
  example: {
    membershipId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    programId: 'club',
    endedDay: '2027-03-01',
    refunded: { minor: 2113, currency: 'EUR' },
  },
});
