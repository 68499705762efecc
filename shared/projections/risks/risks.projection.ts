import { sumOf } from '../../ledger/posting.ts';
import type { Money } from '../../money/money.ts';
import type { Projection, Row } from '../projection.ts';

/**
 * Every risk a till took while cut off, and what the centre found to be handed out twice (without a sale): whose value it stands for,
 * what it is worth, and how much of it the centre covered or the owner wrote off. What is left of `amount` is open. Counted against the
 * owner's limits by the till that takes the next one.
 */
export const risks: Projection = {
  name: 'risks',
  version: 1,
  forTills: false,
  table: {
    name: 'risks',
    key: { risk_id: 'text' },
    columns: {
      till: { type: 'text', merge: 'max' },
      day: { type: 'text', merge: 'max' },
      holder: { type: 'text', merge: 'max' },
      unit: { type: 'text', merge: 'max' },
      lot: { type: 'text', merge: 'max' },
      sale_id: { type: 'text', merge: 'max' },
      amount: { type: 'integer', merge: 'sum' },
      worth_minor: { type: 'integer', merge: 'sum' },
      currency: { type: 'text', merge: 'max' },
      covered: { type: 'integer', merge: 'sum' },
      written_off: { type: 'integer', merge: 'sum' },
    },
  },
  rowsOf(fact, { writer, day }) {
    if (fact.type === 'RiskTaken') {
      const { riskId, holder, unit, lot, amount, saleId, worth } = fact.body;
      const whose = { risk_id: riskId, till: writer, day, holder, unit, lot, sale_id: saleId };
      return [{ ...whose, amount, ...moneyOf(worth) }];
    }
    if (fact.type === 'RiskFound') {
      const { riskId, till, holder, unit, lot, parts, worth } = fact.body;
      return [{ risk_id: riskId, till, day, holder, unit, lot, amount: sumOf(parts), ...moneyOf(worth) }];
    }
    if (fact.type === 'RiskCovered') return [{ risk_id: fact.body.riskId, covered: sumOf(fact.body.parts) }];
    return fact.type === 'RiskWrittenOff'
      ? [{ risk_id: fact.body.riskId, written_off: fact.body.amount }]
      : [];
  },
};

const moneyOf = (worth: Money | null): Row => ({
  worth_minor: worth?.minor ?? 0,
  currency: worth?.currency ?? null,
});
