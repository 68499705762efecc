import type { Projection } from '../projection.ts';

/** Which card opens which wallet, and whether it is blocked. A block is for good, whatever arrives after it. */
export const cards: Projection = {
  name: 'cards',
  version: 1,
  forTills: true,
  table: {
    name: 'cards',
    key: { card_id: 'text' },
    columns: {
      wallet_id: { type: 'text', merge: 'max' },
      tail: { type: 'text', merge: 'max' },
      blocked: { type: 'integer', merge: 'max' },
    },
  },
  rowsOf(fact) {
    if (fact.type === 'CardAttached') {
      const { cardId, walletId, tail } = fact.body;
      return [{ card_id: cardId, wallet_id: walletId, tail, blocked: 0 }];
    }
    return fact.type === 'CardBlocked' ? [{ card_id: fact.body.cardId, blocked: 1 }] : [];
  },
};
