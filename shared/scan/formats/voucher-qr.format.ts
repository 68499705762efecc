import type { CodeFormat } from '../format.ts';
import { decodeTokenBody, fromDigits, tokenDigits } from '../voucher-token.ts';

/** Our signed voucher, or the claim code of a receipt: 208 digits in a QR code of version 6, level M. Whether the signature holds is for the visit to ask. */
export const voucherQr: CodeFormat = {
  name: 'voucher-qr',
  recognise(text) {
    if (!/^\d{100,}$/.test(text)) return undefined;
    if (text.length !== tokenDigits)
      return { kind: 'unreadable', format: 'voucher-qr', reason: 'WRONG_LENGTH' };
    const signed = fromDigits(text);
    const token = signed && decodeTokenBody(signed.body);
    if (!signed || !token) return { kind: 'unreadable', format: 'voucher-qr', reason: 'UNKNOWN_VERSION' };
    return token.kind === 'claim'
      ? { kind: 'claim', claimId: token.voucherId.slice(-12), proof: { token, signed } }
      : { kind: 'voucher', token, signed };
  },
};
