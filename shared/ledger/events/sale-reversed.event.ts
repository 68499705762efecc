import { z } from 'zod';
import { WalletId } from '../../members/wallet.ts';
import { Money } from '../../money/money.ts';
import { Note } from '../decision.ts';
import { Writer } from '../drawer.ts';
import { defineEvent } from '../event.ts';
import { saleHolder } from '../holder.ts';
import { Part, sumOf, transferParts } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/**
 * A sale was taken back, wholly (`void`) or in part (`refund`). What it had earned and burned moves in the facts after it.
 *
 * `parts` are taken from the right that RefundOpened gave. A provisional reversal took place out of that right's reach, has no
 * parts, and waits for the centre's ReversalSettled.
 */
export const saleReversed = defineEvent({
  type: 'SaleReversed',
  version: 1,
  by: 'till',
  schema: z
    .object({
      reversalId: RecordId,
      saleId: RecordId,
      kind: z.enum(['void', 'refund']),
      amount: Money.extend({ minor: z.int().nonnegative() }),
      /** Which lines of the sale, counted from 0, and how much of each; empty when nobody told. */
      lines: z.array(z.object({ line: z.int().nonnegative(), amountMinor: z.int().positive() })),
      originalTill: Writer,
      walletId: WalletId.nullable(),
      parts: z.array(Part),
      provisional: z.boolean(),
      /** That nothing of the sale is left, nor with the member what it brought: what was given for it once may be given again. Absent otherwise. */
      whole: z.literal(true).optional(),
      note: Note,
      /** How much of the sale had come back before, in minor units; absent when nothing had, and for a provisional one. What goes with it follows from that. */
      beforeMinor: z.int().positive().optional(),
      /** How much of the amount was on a gift card, and no turnover; absent when nothing was. */
      giftCardsBackMinor: z.int().positive().optional(),
      /** What of the amount went back in money, where that is less: the rest had been paid with vouchers or value. Absent where it is all of it. */
      moneyBackMinor: z.int().nonnegative().optional(),
    })
    .refine(
      ({ amount, kind }) => amount.minor > 0 || kind === 'void',
      'pays something back, or voids a coupon',
    )
    .refine(
      ({ amount, parts, provisional }) => sumOf(parts) === (provisional ? 0 : amount.minor),
      'takes what it pays back, or waits',
    )
    .refine(
      ({ amount, moneyBackMinor = 0 }) => moneyBackMinor <= amount.minor,
      'gives back no more money than it is',
    ),
  example: {
    reversalId: '01938f52-71b4-7d0a-8e1f-3b6a90c4d2e7',
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    kind: 'refund',
    amount: { minor: 340, currency: 'EUR' },
    lines: [{ line: 0, amountMinor: 340 }],
    originalTill: 'till-1',
    walletId: '4bf5122f344554c53bde2ebb8cd2b7e3',
    parts: [{ lot: '2026-11-22/2027-11-22', amount: 340 }],
    provisional: false,
    note: '',
  },
  postings: ({ saleId, amount, parts }, writer) =>
    transferParts(saleHolder(saleId), 'house:issued', `refund:${amount.currency}`, writer, parts),
});
