import { z } from 'zod';
import { Day } from '../../base/business-time.ts';
import { WalletId } from '../../members/wallet.ts';
import { Money } from '../../money/money.ts';
import { defineEvent } from '../event.ts';
import { RecordId } from '../record-id.ts';

/** A member paid for belonging to something for so many months. A service and no value of ours, so it posts nothing. */
export const membershipSold = defineEvent({
  type: 'MembershipSold',
  version: 1,
  by: 'till',
  schema: z.object({
    /** Chosen by whoever asked for it, so that asking twice sells once. */
    membershipId: RecordId,
    walletId: WalletId,
    programId: z.string().max(40),
    revision: z.int().positive(),
    fromDay: Day,
    months: z.int().positive(),
    price: Money,
  }),
  example: {
    membershipId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    programId: 'club',
    revision: 1,
    fromDay: '2026-11-22',
    months: 12,
    price: { minor: 2900, currency: 'EUR' },
  },
});
