import { canonicalJson } from '../../base/canonical-json.ts';
import type { Projection, Row } from '../projection.ts';

/** Every receipt that may be claimed: what it is worth, and who claimed it when. Where its value lies stands in the balances. */
export const claims: Projection = {
  name: 'claims',
  version: 2,
  forTills: true,
  table: {
    name: 'claims',
    key: { claim_id: 'text' },
    lookedUpBy: ['sale_id', 'claimed_by'],
    columns: {
      sale_id: { type: 'text', merge: 'max' },
      /** The till that sold. */
      writer: { type: 'text', merge: 'max' },
      lot: { type: 'text', merge: 'max' },
      minor: { type: 'integer', merge: 'max' },
      currency: { type: 'text', merge: 'max' },
      /** JSON: unit, lot and amount of each piece, as it was opened. */
      value: { type: 'text', merge: 'max' },
      claimed_by: { type: 'text', merge: 'max' },
      claimed_day: { type: 'text', merge: 'max' },
      lessened_day: { type: 'text', merge: 'max' },
      /** How much of it refunds took, all units together. */
      lessened: { type: 'integer', merge: 'sum' },
    },
  },
  rowsOf(fact, { writer, day }): Row[] {
    if (fact.type === 'ClaimOpened') {
      const { claimId, saleId, lot, total, value } = fact.body;
      const pieces = canonicalJson(value.map(({ unit, lot: into, amount }) => ({ unit, lot: into, amount })));
      const { minor, currency } = total;
      return [{ claim_id: claimId, sale_id: saleId, writer, lot, minor, currency, value: pieces }];
    }
    if (fact.type === 'ReceiptClaimed')
      return [{ claim_id: fact.body.claimId, claimed_by: fact.body.walletId, claimed_day: day }];
    return fact.type === 'ClaimLessened'
      ? [
          {
            claim_id: fact.body.claimId,
            lessened_day: day,
            lessened: fact.body.value.reduce((sum, { amount }) => sum + amount, 0),
          },
        ]
      : [];
  },
};
