import type { Projection } from '../projection.ts';

/** Every sale by its id, and where it stands in its till's log: what it brought about is written right behind it. */
export const sales: Projection = {
  name: 'sales',
  version: 2,
  forTills: false,
  table: {
    name: 'sales',
    key: { sale_id: 'text' },
    columns: {
      writer: { type: 'text', merge: 'last' },
      seq: { type: 'integer', merge: 'last' },
      /** Whose it was and on which business day: where a member is at home is seen from it. */
      wallet_id: { type: 'text', merge: 'last' },
      day: { type: 'text', merge: 'last' },
    },
  },
  rowsOf(fact, { writer, seq, day }) {
    if (fact.type !== 'SaleRecorded') return [];
    const { saleId, walletId } = fact.body;
    return [{ sale_id: saleId, writer, seq, wallet_id: walletId, day }];
  },
};
