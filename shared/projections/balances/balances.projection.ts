import { postingsOf } from '../../ledger/envelope.ts';
import type { Projection } from '../projection.ts';

/** Who holds how much of what, in which drawer and lot. House accounts are in it too, so each unit sums to zero. */
export const balances: Projection = {
  name: 'balances',
  version: 1,
  table: {
    name: 'balances',
    key: { holder: 'text', unit: 'text', drawer: 'text', lot: 'text' },
    columns: { amount: { type: 'integer', merge: 'sum' } },
  },
  rowsOf: (fact, envelope) => postingsOf(fact, envelope.writer).map((posting) => ({ ...posting })),
};
