import { z } from 'zod';
import { RecordId } from '../ledger/record-id.ts';
import { GiftCardId } from '../members/wallet.ts';
import { call } from './channel.ts';
import { CommandAnswer } from './checkout.api.ts';

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
