import { canonicalJson } from '../../base/canonical-json.ts';
import type { Part } from '../../ledger/posting.ts';
import type { Projection, Row } from '../projection.ts';

/**
 * Every grant: to whom, which number of which generation, and what became of it. The centre's log and the till's each say a part
 * of the row; a till, which sees only its own log, has those that it took in.
 */
export const grants: Projection = {
  name: 'grants',
  version: 3,
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
      /** What was granted, as JSON: the same text in every fact about it. */
      parts: { type: 'text', merge: 'max' },
      because: { type: 'text', merge: 'max' },
      granted_at: { type: 'integer', merge: 'min' },
      accepted_at: { type: 'integer', merge: 'min' },
      cancelled_at: { type: 'integer', merge: 'min' },
    },
  },
  rowsOf(fact, { writer, at }) {
    if (fact.type === 'RightsGranted') {
      const { to, number, because } = fact.body;
      return [row(fact.body, { till: to, number, because, granted_at: at })];
    }
    if (fact.type === 'RightsAccepted') {
      return [row(fact.body, { till: writer, number: fact.body.number, accepted_at: at })];
    }
    if (fact.type !== 'RightsCancelled') return [];
    return [row(fact.body, { till: fact.body.to, cancelled_at: at })];
  },
};

const row = ({ grantId, generation, holder, unit, parts }: Granted, others: Row): Row => ({
  grant_id: grantId,
  generation,
  holder,
  unit,
  parts: canonicalJson(parts.map(({ lot, amount }) => ({ lot, amount }))),
  ...others,
});

/** What all facts about a grant say alike. */
interface Granted {
  grantId: string;
  generation: number;
  holder: string;
  unit: string;
  parts: readonly Part[];
}
