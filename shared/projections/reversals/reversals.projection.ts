import { sumOf } from '../../ledger/posting.ts';
import type { Projection, Row } from '../projection.ts';

/** Every sale that was taken back, wholly or in part, and what became of those that waited for the centre. */
export const reversals: Projection = {
  name: 'reversals',
  version: 5,
  forTills: true,
  table: {
    name: 'reversals',
    key: { reversal_id: 'text' },
    lookedUpBy: ['sale_id'],
    columns: {
      sale_id: { type: 'text', merge: 'max' },
      writer: { type: 'text', merge: 'max' },
      /** Where it stands in its writer's log: what it moved is written right behind it. */
      seq: { type: 'integer', merge: 'max' },
      day: { type: 'text', merge: 'max' },
      kind: { type: 'text', merge: 'max' },
      currency: { type: 'text', merge: 'max' },
      amount: { type: 'integer', merge: 'max' },
      provisional: { type: 'integer', merge: 'max' },
      /** 1 when nothing of the sale was left after it. */
      whole: { type: 'integer', merge: 'max' },
      /** How much of the right to refund it used up: for one that waited, what the centre found. */
      taken: { type: 'integer', merge: 'max' },
      /** Of how much of the sale, in minor units, what it used up begins: what came back before. Null while one waits. */
      taken_from: { type: 'integer', merge: 'max' },
      settled: { type: 'integer', merge: 'max' },
      /** Where the centre's answer stands in the centre's log. */
      settled_seq: { type: 'integer', merge: 'max' },
      fault: { type: 'text', merge: 'max' },
      /** What could not be put right, in minor units of `currency`. */
      loss: { type: 'integer', merge: 'max' },
    },
  },
  rowsOf(fact, { writer, seq, day }): Row[] {
    if (fact.type === 'ReversalSettled') {
      const { reversalId, saleId, refunded, fault, loss, beforeMinor = 0 } = fact.body;
      const taken = refunded.reduce((sum, { parts }) => sum + sumOf(parts), 0);
      const found = {
        taken,
        taken_from: beforeMinor,
        settled: 1,
        settled_seq: seq,
        fault,
        loss: loss?.minor ?? null,
      };
      return [{ reversal_id: reversalId, sale_id: saleId, ...found }];
    }
    if (fact.type !== 'SaleReversed') return [];
    const {
      reversalId,
      saleId,
      kind,
      amount,
      parts,
      provisional,
      whole = false,
      beforeMinor = 0,
    } = fact.body;
    const what = {
      kind,
      currency: amount.currency,
      amount: amount.minor,
      provisional: provisional ? 1 : 0,
      whole: whole ? 1 : 0,
      taken: sumOf(parts),
      taken_from: provisional ? null : beforeMinor,
    };
    return [{ reversal_id: reversalId, sale_id: saleId, writer, seq, day, ...what }];
  },
};
