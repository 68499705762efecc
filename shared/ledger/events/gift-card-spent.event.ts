import { z } from 'zod';
import { giftCardHolder, GiftCardId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';
import { reservedHolder } from '../holder.ts';
import { GiftUnit, Parts, transferParts } from '../posting.ts';
import { RecordId } from '../record-id.ts';
import { VatClass } from '../vat-class.ts';

/** A gift card paid for a sale: from the card, or from what was set aside of it for a basket. */
export const giftCardSpent = defineEvent({
  type: 'GiftCardSpent',
  version: 1,
  schema: z.object({
    giftCardId: GiftCardId,
    unit: GiftUnit,
    parts: Parts,
    vat: VatClass,
    saleId: RecordId,
    reservationId: RecordId.nullable(),
  }),
  example: {
    giftCardId: '7d793037a0760186574b0282f2f435e7',
    unit: 'gift:EUR',
    parts: [{ lot: '2026-11-22/2036-11-22', amount: 1740 }],
    vat: { kind: 'mpv' },
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    reservationId: null,
  },
  postings: ({ giftCardId, unit, parts, reservationId }, writer) =>
    transferParts(
      reservationId === null ? giftCardHolder(giftCardId) : reservedHolder(reservationId),
      'house:redeemed',
      unit,
      writer,
      parts,
    ),
});
