import type { Projection, Row } from '../projection.ts';

/** What each member was given once and is not given again, by the program's own key, and the sale it came with. */
export const benefits: Projection = {
  name: 'benefits',
  version: 1,
  forTills: true,
  table: {
    name: 'benefits',
    key: { wallet_id: 'text', once_key: 'text', sale_id: 'text' },
    columns: { given_day: { type: 'text', merge: 'min' } },
  },
  rowsOf(fact, { day }): Row[] {
    if (fact.type !== 'ValueAwarded' && fact.type !== 'VoucherIssued') return [];
    const { walletId, programId, onceKey, saleId } = fact.body;
    if (walletId === null || onceKey === undefined) return [];
    return [
      { wallet_id: walletId, once_key: `${programId}/${onceKey}`, sale_id: saleId ?? '', given_day: day },
    ];
  },
};
