import { sumOf } from '../../ledger/posting.ts';
import type { Projection, Row } from '../projection.ts';

/** What each member did month by month: what tiers and segments are worked out from. */
export const activity: Projection = {
  name: 'activity',
  version: 3,
  forTills: true,
  table: {
    name: 'activity',
    key: { wallet_id: 'text', month: 'text' },
    columns: {
      visits: { type: 'integer', merge: 'sum' },
      /** Sales less those that came back whole, by whatever way: a visit to bring something back is one still. */
      bought: { type: 'integer', merge: 'sum' },
      spent_minor: { type: 'integer', merge: 'sum' },
      points: { type: 'integer', merge: 'sum' },
      last_day: { type: 'text', merge: 'max' },
    },
  },
  rowsOf(fact, { day }): Row[] {
    const month = day.slice(0, 7);
    switch (fact.type) {
      case 'SaleRecorded': {
        const { walletId, total, giftCardsSoldMinor } = fact.body;
        // Who buys a gift card buys later, with it.
        return walletId === null || giftCardsSoldMinor !== undefined
          ? []
          : [{ wallet_id: walletId, month, visits: 1, bought: 1, spent_minor: total.minor, last_day: day }];
      }
      case 'SaleReversed': {
        const { walletId, kind, amount, whole, giftCardsBackMinor } = fact.body;
        return walletId === null || giftCardsBackMinor !== undefined
          ? []
          : [
              {
                wallet_id: walletId,
                month,
                visits: kind === 'void' ? -1 : 0,
                bought: kind === 'void' || whole ? -1 : 0,
                spent_minor: -amount.minor,
              },
            ];
      }
      case 'ValueAwarded': {
        const { walletId, unit, amount } = fact.body;
        return unit.startsWith('points:') ? [{ wallet_id: walletId, month, points: amount }] : [];
      }
      case 'ReceiptClaimed': {
        // The points of a receipt; the visit was nobody's.
        const points = sumOf(fact.body.value.filter(({ unit }) => unit.startsWith('points:')));
        return points > 0 ? [{ wallet_id: fact.body.walletId, month, points }] : [];
      }
      case 'ValueClawedBack': {
        const { walletId, unit, parts, debt, forgiven } = fact.body;
        const points = sumOf(parts) + debt + forgiven;
        return unit.startsWith('points:') && points > 0
          ? [{ wallet_id: walletId, month, points: -points }]
          : [];
      }
      default:
        return [];
    }
  },
};
