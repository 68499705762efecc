import { z } from 'zod';
import { giftCardHolder, GiftCardId } from '../../members/wallet.ts';
import { Writer } from '../drawer.ts';
import { defineEvent } from '../event.ts';
import { GiftUnit, Lot, transfer } from '../posting.ts';
import { RecordId } from '../record-id.ts';
import { VatClass } from '../vat-class.ts';

/** Money was put on a gift card by the sale that this follows. The first load makes the card, and fixes what it is to the tax. */
export const giftCardLoaded = defineEvent({
  type: 'GiftCardLoaded',
  version: 1,
  schema: z
    .object({
      giftCardId: GiftCardId,
      /** The last characters of its code, for the eye. */
      tail: z.string().max(8),
      unit: GiftUnit,
      drawer: Writer,
      lot: Lot,
      amount: z.int().positive(),
      vat: VatClass,
      saleId: RecordId,
      programId: z.string(),
      revision: z.int().positive(),
      /** The card whose money it is, which its holder could not use any more; absent when it was paid in. Then no sale is before it. */
      replaces: GiftCardId.optional(),
    })
    .refine(({ giftCardId, replaces }) => replaces !== giftCardId, 'a gift card replaces another one'),
  example: {
    giftCardId: '7d793037a0760186574b0282f2f435e7',
    tail: 'LNPR',
    unit: 'gift:EUR',
    drawer: 'till-1',
    lot: '2026-11-22/2036-11-22',
    amount: 5000,
    vat: { kind: 'mpv' },
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    programId: 'gift-cards',
    revision: 1,
  },
  postings: ({ giftCardId, unit, drawer, lot, amount }) =>
    transfer('house:issued', giftCardHolder(giftCardId), { unit, drawer, lot }, amount),
});
