import type { Projection, Row } from '../projection.ts';

/** Every membership that was paid for: whose, under which program, from when, and from when on it holds no more. */
export const memberships: Projection = {
  name: 'memberships',
  version: 1,
  forTills: true,
  table: {
    name: 'memberships',
    key: { membership_id: 'text' },
    lookedUpBy: ['wallet_id'],
    columns: {
      wallet_id: { type: 'text', merge: 'max' },
      program_id: { type: 'text', merge: 'max' },
      writer: { type: 'text', merge: 'max' },
      from_day: { type: 'text', merge: 'min' },
      months: { type: 'integer', merge: 'max' },
      price: { type: 'integer', merge: 'max' },
      ended_day: { type: 'text', merge: 'min' },
    },
  },
  rowsOf(fact, { writer }): Row[] {
    if (fact.type === 'MembershipSold') {
      const { membershipId, walletId, programId, fromDay, months, price } = fact.body;
      const whose = { membership_id: membershipId, wallet_id: walletId, program_id: programId, writer };
      return [{ ...whose, from_day: fromDay, months, price: price.minor }];
    }
    if (fact.type !== 'MembershipEnded') return [];
    return [{ membership_id: fact.body.membershipId, ended_day: fact.body.endedDay }];
  },
};
