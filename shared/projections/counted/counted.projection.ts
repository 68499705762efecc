import type { Projection, Row } from '../projection.ts';

/** What sales counted towards challenges: nothing where no program asks. How much of it still counts is reckoned with the reversals. */
export const counted: Projection = {
  name: 'counted',
  version: 2,
  forTills: true,
  table: {
    name: 'counted',
    key: { wallet_id: 'text', program_id: 'text', period: 'text', sale_id: 'text', mark: 'text' },
    lookedUpBy: ['period'],
    columns: {
      day: { type: 'text', merge: 'min' },
      amount: { type: 'integer', merge: 'max' },
      divides: { type: 'integer', merge: 'max' },
      least_minor: { type: 'integer', merge: 'max' },
      base_minor: { type: 'integer', merge: 'max' },
      total_minor: { type: 'integer', merge: 'max' },
    },
  },
  rowsOf(fact, { day }): Row[] {
    if (fact.type !== 'ProgressCounted') return [];
    const { walletId, saleId, totalMinor, baseMinor, counts } = fact.body;
    const sale = { day, base_minor: baseMinor, total_minor: totalMinor };
    return counts.flatMap(({ programId, period, leastMinor, divides, marks }) =>
      marks.map(({ mark, amount }) => ({
        ...{ wallet_id: walletId, program_id: programId, period, sale_id: saleId, mark },
        ...{ ...sale, amount, divides: divides ? 1 : 0, least_minor: leastMinor },
      })),
    );
  },
};
