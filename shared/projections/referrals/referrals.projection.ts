import type { Projection, Row } from '../projection.ts';

/** Who was sent by whom, and when that was said: of two sayings about one member the earlier counts. */
export const referrals: Projection = {
  name: 'referrals',
  version: 1,
  forTills: true,
  table: {
    name: 'referrals',
    key: { wallet_id: 'text', referrer: 'text' },
    lookedUpBy: ['referrer'],
    columns: {
      /** Hybrid clock of whoever said it. */
      said_at: { type: 'text', merge: 'min' },
      day: { type: 'text', merge: 'min' },
      program_id: { type: 'text', merge: 'max' },
    },
  },
  rowsOf(fact, { hlc, day }): Row[] {
    if (fact.type !== 'MemberReferred') return [];
    const { walletId, referrer, programId } = fact.body;
    return [{ wallet_id: walletId, referrer, said_at: hlc, day, program_id: programId }];
  },
};
