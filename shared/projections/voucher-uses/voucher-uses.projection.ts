import type { Fact } from '../../ledger/events.ts';
import { holderKind } from '../../ledger/holder.ts';
import { voucherHolder } from '../../members/wallet.ts';
import type { Projection } from '../projection.ts';

/**
 * Each use of a voucher, by the sale it was taken for, and whether that sale's refund made it good again. A voucher is used as long as one of
 * its uses did not come back: which of them was later needs no clock.
 */
export const voucherUses: Projection = {
  name: 'voucher-uses',
  version: 1,
  forTills: true,
  table: {
    name: 'voucher_uses',
    key: { voucher_id: 'text', sale_id: 'text' },
    columns: {
      used_at: { type: 'integer', merge: 'max' },
      restored_at: { type: 'integer', merge: 'max' },
    },
  },
  rowsOf(fact, { at }) {
    if (fact.type === 'VoucherRestored')
      return [{ voucher_id: fact.body.voucherId, sale_id: fact.body.saleId, restored_at: at }];
    const used = usedIn(fact);
    return used ? [{ voucher_id: used.voucherId, sale_id: used.saleId, used_at: at }] : [];
  },
};

/** A voucher is used up when it is redeemed, and also where a till that did not hold it took it as a risk. */
function usedIn(fact: Fact): { voucherId: string; saleId: string } | undefined {
  if (fact.type === 'VoucherRedeemed') return fact.body;
  if (fact.type !== 'RiskTaken' || holderKind(fact.body.holder) !== 'voucher') return undefined;
  const { holder, saleId } = fact.body;
  return { voucherId: holder.slice(voucherHolder('').length), saleId };
}
