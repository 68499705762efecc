import { ok, refuse, type Result } from '../base/result.ts';
import type { Fact } from '../ledger/events.ts';
import type { CardId } from '../members/wallet.ts';
import type { KnownCard } from '../visit/look-up.ts';

/** Why a card is lost to its member. */
export type BlockReason = 'lost' | 'stolen' | 'damaged';

/** Why a card is not blocked, or not opened again. */
export type CardRefusal =
  | { code: 'CARD_ALREADY_BLOCKED' }
  | { code: 'CARD_NOT_BLOCKED' }
  | { code: 'CARD_UNKNOWN' };

/** Lets a card open nothing any more, on every till that hears of it. The wallet keeps its value. */
export function blockCard(
  cardId: CardId,
  reason: BlockReason,
  card: KnownCard | undefined,
): Result<Fact[], CardRefusal> {
  if (!card) return refuse({ code: 'CARD_UNKNOWN' });
  if (card.blocked) return refuse({ code: 'CARD_ALREADY_BLOCKED' });
  return ok([{ type: 'CardBlocked', body: { cardId, reason } }]);
}

/** Lets a card open its wallet again. Of one of which only the block is known, there is nothing to open. */
export function unblockCard(cardId: CardId, card: KnownCard | undefined): Result<Fact[], CardRefusal> {
  if (!card?.walletId) return refuse({ code: 'CARD_UNKNOWN' });
  if (!card.blocked) return refuse({ code: 'CARD_NOT_BLOCKED' });
  return ok([{ type: 'CardUnblocked', body: { cardId, tail: card.tail } }]);
}
