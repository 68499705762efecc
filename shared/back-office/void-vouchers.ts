import type { Fact } from '../ledger/events.ts';
import type { Part } from '../ledger/posting.ts';
import type { KnownVoucher } from '../visit/look-up.ts';

/** A voucher that is to be taken back, with what of it lies in this till's own drawer. */
export interface VoucherToVoid {
  voucher: Pick<KnownVoucher, 'voucherId' | 'unit' | 'amount'>;
  here: readonly Part[];
}

/** Takes back those vouchers that lie here whole. Used ones have nothing left, and those at other tills are theirs to take back. */
export const voidVouchers = (
  vouchers: readonly VoucherToVoid[],
  because: 'mistake' | 'misused',
  given: Pick<Extract<Fact, { type: 'VoucherVoided' }>['body'], 'walletId' | 'use'> = {},
): Extract<Fact, { type: 'VoucherVoided' }>[] =>
  vouchers.flatMap(({ voucher: { voucherId, unit, amount }, here }) => {
    const [part, ...others] = here;
    if (!part || others.length > 0 || part.amount !== amount) return [];
    return [
      {
        type: 'VoucherVoided',
        body: { voucherId, unit, amount, lot: part.lot, saleId: null, because, ...given },
      },
    ];
  });
