import type { VoucherOrder } from '#shared/api/vouchers.api.ts';

/** Vouchers of so much money, good from today on without an end, in plain words. */
export const moneyOrder = (amountMinor: number, more: Partial<VoucherOrder> = {}): VoucherOrder => ({
  worth: { kind: 'money', amountMinor },
  ...plainLook,
  ...more,
});

/** Papers of a coupon, as its program has it. */
export const couponOrder = (programId: string, more: Partial<VoucherOrder> = {}): VoucherOrder => ({
  worth: { kind: 'coupon', programId },
  ...plainLook,
  ...more,
});

const plainLook = { fromDay: null, untilDay: null, heading: '', smallPrint: '' };
