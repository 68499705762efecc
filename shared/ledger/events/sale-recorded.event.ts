import { z } from 'zod';
import { WalletId } from '../../members/wallet.ts';
import { Money } from '../../money/money.ts';
import { defineEvent } from '../event.ts';
import { RecordId } from '../record-id.ts';

/** A sale went through the till. Moves no value of ours; what it earned and burned stands in the facts after it. */
export const saleRecorded = defineEvent({
  type: 'SaleRecorded',
  version: 1,
  by: 'till',
  schema: z.object({
    /** Chosen by whoever asked for the sale, so that asking twice sells once. */
    saleId: RecordId,
    walletId: WalletId.nullable(),
    total: Money,
    /** How much of the total was paid with vouchers, in the same currency. */
    paidWithVouchersMinor: z.int().nonnegative(),
    /** How many of which countable things were in it, for stamp cards. */
    items: z.array(z.object({ item: z.string().max(40), quantity: z.int().positive() })),
  }),
  example: {
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    total: { minor: 2340, currency: 'EUR' },
    paidWithVouchersMinor: 0,
    items: [{ item: 'coffee', quantity: 1 }],
  },
});
