import type { Projection, Row } from '../projection.ts';

/** Who was in at a till from where in its log on: of any fact, the last row before it says who did it. Null while nobody was in. */
export const sessions: Projection = {
  name: 'sessions',
  version: 1,
  forTills: false,
  table: {
    name: 'sessions',
    key: { writer: 'text', seq: 'integer' },
    columns: { staff_id: { type: 'text', merge: 'last' } },
  },
  rowsOf(fact, { writer, seq }): Row[] {
    if (fact.type === 'StaffSignedIn') return [{ writer, seq, staff_id: fact.body.staffId }];
    return fact.type === 'StaffSignedOut' ? [{ writer, seq, staff_id: null }] : [];
  },
};
