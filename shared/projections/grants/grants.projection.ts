import type { Projection, Row } from '../projection.ts';

/**
 * Every grant: to whom, which number of which generation, and what became of it. The centre's log and the till's each say a part
 * of the row; a till, which sees only its own log, has those that it took in.
 */
export const grants: Projection = {
  name: 'grants',
  version: 1,
  forTills: false,
  table: {
    name: 'grants',
    key: { grant_id: 'text' },
    columns: {
      till: { type: 'text', merge: 'max' },
      generation: { type: 'integer', merge: 'max' },
      number: { type: 'integer', merge: 'max' },
      holder: { type: 'text', merge: 'max' },
      unit: { type: 'text', merge: 'max' },
      granted_at: { type: 'integer', merge: 'min' },
      accepted_at: { type: 'integer', merge: 'min' },
      cancelled_at: { type: 'integer', merge: 'min' },
    },
  },
  rowsOf(fact, { writer, at }) {
    if (fact.type === 'RightsGranted') {
      const { grantId, generation, number, to, holder, unit } = fact.body;
      return [row(grantId, { till: to, generation, number, holder, unit, granted_at: at })];
    }
    if (fact.type === 'RightsAccepted') {
      const { grantId, generation, number, holder, unit } = fact.body;
      return [row(grantId, { till: writer, generation, number, holder, unit, accepted_at: at })];
    }
    if (fact.type !== 'RightsCancelled') return [];
    const { grantId, generation, to, holder, unit } = fact.body;
    return [row(grantId, { till: to, generation, holder, unit, cancelled_at: at })];
  },
};

const row = (grantId: string, others: Row): Row => ({ grant_id: grantId, ...others });
