import { z } from 'zod';
import { giftCardHolder, GiftCardId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';
import { GiftUnit, Lot, transfer } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/** Money was put on a gift card, at the till that took it. The first load makes the card. */
export const giftCardLoaded = defineEvent({
  type: 'GiftCardLoaded',
  version: 1,
  schema: z.object({
    giftCardId: GiftCardId,
    unit: GiftUnit,
    lot: Lot,
    amount: z.int().positive(),
    saleId: RecordId.nullable(),
  }),
  example: {
    giftCardId: '7d793037a0760186574b0282f2f435e7',
    unit: 'gift:EUR',
    lot: '2026-11-22/2036-11-22',
    amount: 5000,
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
  },
  postings: ({ giftCardId, unit, lot, amount }, writer) =>
    transfer('house:issued', giftCardHolder(giftCardId), { unit, drawer: writer, lot }, amount),
});
