import { assert } from '../base/assert.ts';
import { civilFromDays, dayNumber, type Day } from '../base/business-time.ts';

/** What a voucher says of itself. It names the voucher; what it is still worth is known to the drawer it lies in. */
export interface VoucherToken {
  /** The first 8 hex digits of the issuing till's public key: which key to check the signature with. */
  keyId: string;
  /** 16 hex digits, random. */
  voucherId: string;
  /** Whole minor units for money, pieces for a coupon. */
  amount: number;
  /** What is counted: 1 money, 2 a coupon for a thing, 3 the money of a sale whose receipt may be claimed. */
  kind: 'credit' | 'coupon' | 'claim';
  /** The last day on which it is good, or null for no end. */
  expiryDay: Day | null;
}

export const tokenBodyBytes = 22;
export const signatureBytes = 64;
/** 86 bytes as one big-endian number never need more. */
export const tokenDigits = 208;
const version = 1;
const kinds = ['credit', 'coupon', 'claim'] as const;

/**
 * The 22 bytes that are signed: version (1), kind (1), key id (4), voucher id (8), amount (4), expiry as days since
 * 1970-01-01 or 0 (4). Big-endian. Throws when a field does not fit, which is our own mistake.
 */
export function encodeTokenBody(token: VoucherToken): Uint8Array {
  assert(
    /^[0-9a-f]{8}$/.test(token.keyId) && /^[0-9a-f]{16}$/.test(token.voucherId),
    'ids of a voucher are hex',
  );
  assert(
    Number.isInteger(token.amount) && token.amount > 0 && token.amount < 2 ** 32,
    'a voucher is worth something',
  );
  const body = new Uint8Array(tokenBodyBytes);
  const view = new DataView(body.buffer);
  view.setUint8(0, version);
  view.setUint8(1, kinds.indexOf(token.kind) + 1);
  view.setUint32(2, Number.parseInt(token.keyId, 16));
  view.setBigUint64(6, BigInt(`0x${token.voucherId}`));
  view.setUint32(14, token.amount);
  view.setUint32(18, token.expiryDay ? dayNumber(token.expiryDay) : 0);
  return body;
}

/** Writes the token of a voucher, signed with a key of its own. */
export interface TokenSigner {
  tokenOf(voucher: Omit<VoucherToken, 'keyId'>): string;
}

/** Signs tokens with this key. */
export const tokenSigner = (key: { keyId: string; sign(message: Uint8Array): Uint8Array }): TokenSigner => ({
  tokenOf(voucher) {
    const body = encodeTokenBody({ ...voucher, keyId: key.keyId });
    return toDigits(body, key.sign(body));
  },
});

/** The fields of a body, or undefined when it is of a version or kind that this till does not know. */
export function decodeTokenBody(body: Uint8Array): VoucherToken | undefined {
  if (body.length !== tokenBodyBytes) return undefined;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const kind = kinds[view.getUint8(1) - 1];
  const expiry = view.getUint32(18);
  if (view.getUint8(0) !== version || !kind || expiry > 200_000) return undefined;
  return {
    keyId: view.getUint32(2).toString(16).padStart(8, '0'),
    voucherId: view.getBigUint64(6).toString(16).padStart(16, '0'),
    amount: view.getUint32(14),
    kind,
    expiryDay: expiry === 0 ? null : civilFromDays(expiry),
  };
}

/** Body and signature as 208 decimal digits: QR numeric mode packs them as tightly as Base45, and every keyboard has them. */
export function toDigits(body: Uint8Array, signature: Uint8Array): string {
  assert(body.length === tokenBodyBytes && signature.length === signatureBytes, 'a whole token');
  const bytes = new Uint8Array(tokenBodyBytes + signatureBytes);
  bytes.set(body);
  bytes.set(signature, tokenBodyBytes);
  const view = new DataView(bytes.buffer);
  const rest = bytes.length % 8;
  let number = 0n;
  for (const byte of bytes.subarray(0, rest)) number = (number << 8n) | BigInt(byte);
  for (let at = rest; at < bytes.length; at += 8) number = (number << 64n) | view.getBigUint64(at);
  return number.toString().padStart(tokenDigits, '0');
}

/** The bytes behind 208 digits, or undefined when the number is larger than 86 bytes can be. */
export function fromDigits(digits: string): { body: Uint8Array; signature: Uint8Array } | undefined {
  let hex = BigInt(digits).toString(16);
  const length = (tokenBodyBytes + signatureBytes) * 2;
  if (hex.length > length) return undefined;
  hex = hex.padStart(length, '0');
  const bytes = Uint8Array.from({ length: length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
  return { body: bytes.slice(0, tokenBodyBytes), signature: bytes.slice(tokenBodyBytes) };
}
