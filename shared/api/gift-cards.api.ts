import { z } from 'zod';
import { RecordId } from '../ledger/record-id.ts';
import { GiftCardId } from '../members/wallet.ts';
import { call } from './channel.ts';
import { CommandAnswer, RefusalView } from './checkout.api.ts';

/** Selling gift cards at the counter. To pay with one it is scanned, like everything else that pays. */
export const giftCardsApi = {
  /** Lays a card on the counter that will be printed when it is paid. */
  'gift-cards.make': call(z.object({}), CommandAnswer),
  /** Loads a card that lies on the counter: a sale of its own, whose id is `commandId`, so it is safe to repeat. */
  'gift-cards.load': call(
    z.object({ commandId: RecordId, giftCardId: GiftCardId, amountText: z.string().max(40) }),
    CommandAnswer,
  ),
  'gift-cards.put-back': call(z.object({ giftCardId: GiftCardId }), CommandAnswer),
} as const;

/** A gift card as somebody looks for it: what is good on it everywhere, and the day on which the first of that ends. */
export const GiftCardFound = z.object({
  giftCardId: GiftCardId,
  tail: z.string(),
  loadedDay: z.string(),
  balanceMinor: z.int().nonnegative(),
  endsDay: z.string().nullable(),
});
export type GiftCardFound = z.infer<typeof GiftCardFound>;

/** What became of it: the paper of the new card, or why there is none. */
export const ReplacedAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), jobId: z.string() }),
  z.object({ ok: z.literal(false), refusal: RefusalView }),
]);

/** Gift cards that their holders cannot use any more. */
export const lostGiftCardsApi = {
  /** Those whose code ends so, as the slip of a load says it; the latest first. */
  'gift-cards.find': call(z.object({ tail: z.string().regex(/^[A-Za-z]{4}$/) }), z.array(GiftCardFound)),
  /** Moves all that a card holds onto a new one, which is printed. The same `commandId` moves nothing twice. */
  'gift-cards.replace': call(
    z.object({
      commandId: RecordId.min(8),
      giftCardId: GiftCardId,
      because: z.enum(['lost', 'stolen', 'damaged']),
    }),
    ReplacedAnswer,
  ),
} as const;
