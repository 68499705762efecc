import type { Projection, Row } from '../projection.ts';

/** Each member's wallet: since when, and until when. What they did stands month by month in `activity`. No person in it. */
export const members: Projection = {
  name: 'members',
  version: 4,
  forTills: true,
  table: {
    name: 'members',
    key: { wallet_id: 'text' },
    columns: {
      enrolled_day: { type: 'text', merge: 'min' },
      erased_at: { type: 'integer', merge: 'max' },
    },
  },
  rowsOf(fact, { day, at }): Row[] {
    if (fact.type === 'MemberEnrolled') return [{ wallet_id: fact.body.walletId, enrolled_day: day }];
    return fact.type === 'MemberErased' ? [{ wallet_id: fact.body.walletId, erased_at: at }] : [];
  },
};
