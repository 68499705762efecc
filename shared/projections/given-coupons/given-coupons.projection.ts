import { givenByHand } from '../../ledger/given-by-hand.ts';
import type { Projection, Row } from '../projection.ts';

/** Every coupon that somebody gave to a member by hand, and where that stands in whose log. What became of it stands with the vouchers. */
export const givenCoupons: Projection = {
  name: 'given-coupons',
  version: 1,
  forTills: true,
  table: {
    name: 'given_coupons',
    key: { voucher_id: 'text' },
    lookedUpBy: ['wallet_id', 'given_day'],
    columns: {
      wallet_id: { type: 'text', merge: 'max' },
      given_day: { type: 'text', merge: 'min' },
      writer: { type: 'text', merge: 'max' },
      seq: { type: 'integer', merge: 'max' },
    },
  },
  rowsOf(fact, { day, writer, seq }): Row[] {
    if (fact.type !== 'VoucherIssued' || fact.body.reason.code !== givenByHand) return [];
    const { voucherId, walletId } = fact.body;
    if (walletId === null) return [];
    return [{ voucher_id: voucherId, wallet_id: walletId, given_day: day, writer, seq }];
  },
};
