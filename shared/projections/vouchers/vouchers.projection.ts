import type { Projection } from '../projection.ts';

/** Every voucher, what it is worth, where it was made, and whether it was taken back. When it was used stands in `voucher_uses`. */
export const vouchers: Projection = {
  name: 'vouchers',
  version: 6,
  forTills: true,
  table: {
    name: 'vouchers',
    key: { voucher_id: 'text' },
    columns: {
      wallet_id: { type: 'text', merge: 'last' },
      unit: { type: 'text', merge: 'last' },
      amount: { type: 'integer', merge: 'last' },
      lot: { type: 'text', merge: 'last' },
      label: { type: 'text', merge: 'last' },
      token: { type: 'text', merge: 'last' },
      drawer: { type: 'text', merge: 'last' },
      issued_at: { type: 'integer', merge: 'min' },
      /** The use of a limited coupon that was taken when it was given. */
      use_lot: { type: 'text', merge: 'last' },
      issued_sale: { type: 'text', merge: 'last' },
      voided_at: { type: 'integer', merge: 'max' },
    },
  },
  rowsOf(fact, envelope) {
    if (fact.type === 'VoucherIssued') {
      const { voucherId, walletId, unit, amount, lot, label, token, saleId, useLot = null } = fact.body;
      const value = { unit, amount, lot, label, token, drawer: envelope.writer, use_lot: useLot };
      return [
        { voucher_id: voucherId, wallet_id: walletId, ...value, issued_at: envelope.at, issued_sale: saleId },
      ];
    }
    return fact.type === 'VoucherVoided' || fact.type === 'PlaceGivenUp'
      ? [{ voucher_id: fact.body.voucherId, voided_at: envelope.at }]
      : [];
  },
};
