import type { Fact } from '../../ledger/events.ts';
import { holderKind } from '../../ledger/holder.ts';
import { voucherHolder } from '../../members/wallet.ts';
import type { Projection } from '../projection.ts';

/** Every voucher, what it is worth, where it lies, and when it was used. Only the till it lies in writes its row. */
export const vouchers: Projection = {
  name: 'vouchers',
  version: 5,
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
      redeemed_at: { type: 'integer', merge: 'max' },
      /** When it last became good again; it is used as long as it was redeemed later than that. */
      restored_at: { type: 'integer', merge: 'max' },
      voided_at: { type: 'integer', merge: 'max' },
      redeemed_sale: { type: 'text', merge: 'max' },
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
    if (fact.type === 'VoucherRestored')
      return [{ voucher_id: fact.body.voucherId, restored_at: envelope.at }];
    if (fact.type === 'VoucherVoided' || fact.type === 'PlaceGivenUp')
      return [{ voucher_id: fact.body.voucherId, voided_at: envelope.at }];
    const used = usedIn(fact);
    return used ? [{ voucher_id: used.voucherId, redeemed_at: envelope.at, redeemed_sale: used.saleId }] : [];
  },
};

/** A voucher is used up when it is redeemed, and also where a till that did not hold it took it as a risk. */
function usedIn(fact: Fact): { voucherId: string; saleId: string } | undefined {
  if (fact.type === 'VoucherRedeemed') return fact.body;
  if (fact.type !== 'RiskTaken' || holderKind(fact.body.holder) !== 'voucher') return undefined;
  const { holder, saleId } = fact.body;
  return { voucherId: holder.slice(voucherHolder('').length), saleId };
}
