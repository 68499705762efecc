import { givenByHand } from '../../ledger/given-by-hand.ts';
import type { Projection, Row } from '../projection.ts';

/** Every coupon that somebody gave to a member by hand, when and who did. What became of it stands with the vouchers. */
export const givenCoupons: Projection = {
  name: 'given-coupons',
  version: 2,
  forTills: true,
  table: {
    name: 'given_coupons',
    key: { voucher_id: 'text' },
    lookedUpBy: ['wallet_id', 'given_day'],
    columns: {
      wallet_id: { type: 'text', merge: 'max' },
      given_day: { type: 'text', merge: 'min' },
      /** Who of the staff, as an id; null where nobody has to sign in. */
      given_by: { type: 'text', merge: 'max' },
    },
  },
  rowsOf(fact, { day }): Row[] {
    if (fact.type !== 'VoucherIssued' || fact.body.reason.code !== givenByHand) return [];
    const { voucherId, walletId, givenBy = null } = fact.body;
    if (walletId === null) return [];
    return [{ voucher_id: voucherId, wallet_id: walletId, given_day: day, given_by: givenBy }];
  },
};
