import { lotOpening } from '../../ledger/posting.ts';
import type { Projection, Row } from '../projection.ts';

/** What each member was given or used once and does not have again, by the program's own key, and the sale it came with. */
export const benefits: Projection = {
  name: 'benefits',
  version: 4,
  forTills: true,
  table: {
    name: 'benefits',
    key: { wallet_id: 'text', once_key: 'text', sale_id: 'text' },
    columns: {
      given_day: { type: 'text', merge: 'min' },
      /** The voucher that it was; null for value. */
      voucher_id: { type: 'text', merge: 'max' },
      /** From which day on value could be used; null for a voucher or an offer. */
      opens_day: { type: 'text', merge: 'max' },
    },
  },
  rowsOf(fact, { day }): Row[] {
    if (fact.type === 'SaleRecorded') {
      const { walletId, saleId, reductions = [] } = fact.body;
      if (walletId === null) return [];
      return reductions.flatMap(({ programId, onceKey }) => {
        const used = { once_key: `${programId}/${onceKey}`, sale_id: saleId };
        return onceKey === undefined
          ? []
          : [{ wallet_id: walletId, ...used, given_day: day, voucher_id: null }];
      });
    }
    if (fact.type !== 'ValueAwarded' && fact.type !== 'VoucherIssued') return [];
    const { walletId, programId, onceKey, saleId } = fact.body;
    if (walletId === null || onceKey === undefined) return [];
    const voucherId = fact.type === 'VoucherIssued' ? fact.body.voucherId : null;
    const gift = { once_key: `${programId}/${onceKey}`, sale_id: saleId ?? '' };
    const opens = fact.type === 'ValueAwarded' ? { opens_day: lotOpening(fact.body.lot) } : {};
    return [{ wallet_id: walletId, ...gift, given_day: day, voucher_id: voucherId, ...opens }];
  },
};
