import type { Projection } from '../projection.ts';

/** Every voucher, what it is worth, where it lies, and when it was used. Only the till it lies in writes its row. */
export const vouchers: Projection = {
  name: 'vouchers',
  version: 1,
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
      issued_sale: { type: 'text', merge: 'last' },
      redeemed_at: { type: 'integer', merge: 'max' },
      redeemed_sale: { type: 'text', merge: 'last' },
    },
  },
  rowsOf(fact, envelope) {
    if (fact.type === 'VoucherIssued') {
      const { voucherId, walletId, unit, amount, lot, label, token, saleId } = fact.body;
      const value = { unit, amount, lot, label, token, drawer: envelope.writer };
      return [
        { voucher_id: voucherId, wallet_id: walletId, ...value, issued_at: envelope.at, issued_sale: saleId },
      ];
    }
    if (fact.type !== 'VoucherRedeemed') return [];
    return [{ voucher_id: fact.body.voucherId, redeemed_at: envelope.at, redeemed_sale: fact.body.saleId }];
  },
};
