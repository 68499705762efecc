import type { Projection, Row } from '../projection.ts';

/** Each member's wallet: since when, how often seen, how much bought. No person in it. */
export const members: Projection = {
  name: 'members',
  version: 3,
  forTills: true,
  table: {
    name: 'members',
    key: { wallet_id: 'text' },
    columns: {
      enrolled_day: { type: 'text', merge: 'min' },
      visits: { type: 'integer', merge: 'sum' },
      spent_minor: { type: 'integer', merge: 'sum' },
      last_seen_day: { type: 'text', merge: 'max' },
      erased_at: { type: 'integer', merge: 'max' },
    },
  },
  rowsOf(fact, { day, at }): Row[] {
    if (fact.type === 'MemberEnrolled') return [{ wallet_id: fact.body.walletId, enrolled_day: day }];
    if (fact.type === 'MemberErased') return [{ wallet_id: fact.body.walletId, erased_at: at }];
    if (fact.type === 'SaleReversed' && fact.body.walletId !== null) {
      const { walletId, kind, amount } = fact.body;
      return [{ wallet_id: walletId, visits: kind === 'void' ? -1 : 0, spent_minor: -amount.minor }];
    }
    if (fact.type !== 'SaleRecorded' || fact.body.walletId === null) return [];
    const { walletId, total } = fact.body;
    return [{ wallet_id: walletId, visits: 1, spent_minor: total.minor, last_seen_day: day }];
  },
};
