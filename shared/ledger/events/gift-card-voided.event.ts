import { z } from 'zod';
import { giftCardHolder, GiftCardId } from '../../members/wallet.ts';
import { defineEvent } from '../event.ts';
import { GiftUnit, Parts, transferParts } from '../posting.ts';
import { RecordId } from '../record-id.ts';

/**
 * What a gift card holds in this drawer was taken back as never given: it was a mistake, or the money was returned; or it is loaded onto
 * another card by what follows, since this one is lost, stolen or damaged.
 */
export const giftCardVoided = defineEvent({
  type: 'GiftCardVoided',
  version: 1,
  schema: z.object({
    giftCardId: GiftCardId,
    unit: GiftUnit,
    parts: Parts,
    /** The sale that had put it there, and what took it back; null when it was a manager. */
    saleId: RecordId.nullable(),
    reversalId: RecordId.nullable(),
    because: z.enum(['mistake', 'money-returned', 'misused', 'lost', 'stolen', 'damaged']),
  }),
  example: {
    giftCardId: '7d793037a0760186574b0282f2f435e7',
    unit: 'gift:EUR',
    parts: [{ lot: '2026-11-22/2036-11-22', amount: 5000 }],
    saleId: '01938f3e-5c1a-7c3e-9a55-0c8f5b2f7a10',
    reversalId: '01938f52-71b4-7d0a-8e1f-3b6a90c4d2e7',
    because: 'money-returned',
  },
  postings: ({ giftCardId, unit, parts }, writer) =>
    transferParts(giftCardHolder(giftCardId), 'house:issued', unit, writer, parts),
});
