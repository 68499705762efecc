import type { CodeFormat } from '../format.ts';
import { voucherIdOf } from '../voucher-number.ts';

/** The bars on a voucher: its id in digits, for scanners that read no QR code. */
export const voucherNumber: CodeFormat = {
  name: 'voucher-number',
  recognise(text) {
    const voucherId = voucherIdOf(text);
    if (voucherId === undefined) return undefined;
    return voucherId === null
      ? { kind: 'unreadable', format: 'voucher-number', reason: 'CHECK_CHARACTERS' }
      : { kind: 'voucher-number', voucherId };
  },
};
