import type { Projection } from '../projection.ts';

/** Every sale by its id, and where it stands in its till's log: what it brought about is written right behind it. */
export const sales: Projection = {
  name: 'sales',
  version: 1,
  forTills: false,
  table: {
    name: 'sales',
    key: { sale_id: 'text' },
    columns: {
      writer: { type: 'text', merge: 'last' },
      seq: { type: 'integer', merge: 'last' },
    },
  },
  rowsOf: (fact, { writer, seq }) =>
    fact.type === 'SaleRecorded' ? [{ sale_id: fact.body.saleId, writer, seq }] : [],
};
