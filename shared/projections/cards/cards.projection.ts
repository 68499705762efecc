import type { Projection, Row } from '../projection.ts';

/** Which card opens which wallet, and whether it is blocked: by its last word, and in doubt it is. */
export const cards: Projection = {
  name: 'cards',
  version: 3,
  forTills: true,
  table: {
    name: 'cards',
    key: { card_id: 'text' },
    lookedUpBy: ['wallet_id', 'tail'],
    columns: {
      wallet_id: { type: 'text', merge: 'max' },
      tail: { type: 'text', merge: 'max' },
      /** Hybrid clock of the last block, and of the last time it was opened again. */
      blocked_at: { type: 'text', merge: 'max' },
      unblocked_at: { type: 'text', merge: 'max' },
    },
  },
  rowsOf(fact, { hlc }): Row[] {
    if (fact.type === 'CardAttached') {
      const { cardId, walletId, tail } = fact.body;
      return [{ card_id: cardId, wallet_id: walletId, tail }];
    }
    if (fact.type === 'CardBlocked') return [{ card_id: fact.body.cardId, blocked_at: hlc }];
    return fact.type === 'CardUnblocked' ? [{ card_id: fact.body.cardId, unblocked_at: hlc }] : [];
  },
};
