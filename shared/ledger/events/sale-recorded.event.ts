import { z } from 'zod';
import { IdentifiedBy } from '../../members/identified-by.ts';
import { WalletId } from '../../members/wallet.ts';
import { Money } from '../../money/money.ts';
import { defineEvent } from '../event.ts';
import { OnceKey, Reason } from '../reason.ts';
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
    /** How the member was recognised, when no card was shown. */
    identifiedBy: IdentifiedBy.exclude(['card']).optional(),
    /** What was left after offers and what was paid with value, before vouchers. */
    total: Money,
    /** What brought it down to that, one by one; absent when nothing did. What it used up stands in the facts behind. */
    reductions: z
      .array(
        z.object({
          offerId: z.string().max(100),
          programId: z.string().max(40),
          offMinor: z.int().positive(),
          reason: Reason,
          /** For what a member has once: the key under which the program remembers it. Absent for most. */
          onceKey: OnceKey.optional(),
        }),
      )
      .min(1)
      .max(100)
      .optional(),
    /** How much of the total was paid with vouchers, in the same currency. */
    paidWithVouchersMinor: z.int().nonnegative(),
    /** How much of it was paid with gift cards; absent when none was. They are a tender: the total stays as it is. */
    paidWithGiftCardsMinor: z.int().positive().optional(),
    /** How much of it was put on gift cards: money we owe from then on, and no turnover. Absent when none was. */
    giftCardsSoldMinor: z.int().positive().optional(),
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
