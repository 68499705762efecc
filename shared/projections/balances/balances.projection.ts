import { postingsOf } from '../../ledger/envelope.ts';
import { holderKind } from '../../ledger/holder.ts';
import type { Projection } from '../projection.ts';

/** Which customer holds how much of what, in which drawer and lot. The other side of each entry stands in the day book. */
export const balances: Projection = {
  name: 'balances',
  version: 1,
  forTills: true,
  table: {
    name: 'balances',
    key: { holder: 'text', unit: 'text', drawer: 'text', lot: 'text' },
    columns: { amount: { type: 'integer', merge: 'sum' } },
  },
  rowsOf: (fact, envelope) =>
    postingsOf(fact, envelope.writer)
      .filter(({ holder }) => holderKind(holder) !== 'house')
      .map((posting) => ({ ...posting })),
};
