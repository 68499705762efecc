import { describe, expect, test } from 'vitest';
import { civilFromDays } from '../base/business-time.ts';
import { seeded } from '#test/support/seeded.ts';
import {
  decodeTokenBody,
  encodeTokenBody,
  fromDigits,
  signatureBytes,
  toDigits,
  tokenBodyBytes,
  tokenDigits,
  type VoucherToken,
} from './voucher-token.ts';

const token: VoucherToken = {
  keyId: '0abc1234',
  voucherId: '00f1e2d3c4b5a697',
  amount: 200,
  kind: 'credit',
  expiryDay: '2027-05-21',
};
const signature = Uint8Array.from({ length: signatureBytes }, (_, index) => index);

test('the signed bytes stand where they always stood', () => {
  expect(Buffer.from(encodeTokenBody(token)).toString('hex')).toBe(
    '01010abc123400f1e2d3c4b5a697000000c8000051df',
  );
});

test('a voucher says of itself what was written into it', () => {
  const chance = seeded(31);
  for (let round = 0; round < 2000; round += 1) {
    const any: VoucherToken = {
      keyId: chance.text('0123456789abcdef', 8),
      voucherId: chance.text('0123456789abcdef', 16),
      amount: chance.pick([1, 200, 2 ** 31, 2 ** 32 - 1, chance.int(1, 1e9)]),
      kind: chance.pick(['credit', 'coupon'] as const),
      expiryDay: chance.pick([null, civilFromDays(chance.int(1, 200_000))]),
    };
    const digits = toDigits(encodeTokenBody(any), chance.bytes(signatureBytes));
    expect(digits).toMatch(/^\d{208}$/);
    expect(decodeTokenBody(fromDigits(digits)?.body ?? new Uint8Array())).toEqual(any);
  }
});

test('body and signature come back byte for byte, leading zeros and all ones too', () => {
  for (const fill of [0, 1, 255]) {
    const body = new Uint8Array(tokenBodyBytes).fill(fill);
    const mark = new Uint8Array(signatureBytes).fill(fill);
    const digits = toDigits(body, mark);
    expect(digits).toHaveLength(tokenDigits);
    expect(fromDigits(digits)).toEqual({ body, signature: mark });
  }
});

test('a number larger than 86 bytes is no token', () => {
  const largest = 2n ** BigInt((tokenBodyBytes + signatureBytes) * 8) - 1n;
  expect(fromDigits(largest.toString())?.signature[63]).toBe(255);
  expect(fromDigits((largest + 1n).toString())).toBeUndefined();
  expect(fromDigits('9'.repeat(tokenDigits))).toBeUndefined();
});

describe('what this till does not know it does not guess', () => {
  const altered = (place: number, value: number): Uint8Array => {
    const body = encodeTokenBody(token);
    body[place] = value;
    return body;
  };
  test('the calendar ends with day 200000', () => {
    const expiring = (day: number): Uint8Array => {
      const body = encodeTokenBody(token);
      new DataView(body.buffer).setUint32(18, day);
      return body;
    };
    expect(decodeTokenBody(expiring(200_000))?.expiryDay).toBe('2517-08-01');
    expect(decodeTokenBody(expiring(200_001))).toBeUndefined();
  });

  test.each([
    ['a newer version', altered(0, 2)],
    ['no version', altered(0, 0)],
    ['no kind', altered(1, 0)],
    ['an unknown kind', altered(1, 4)],
    ['a day after the calendar', altered(18, 255)],
    ['a body too short', encodeTokenBody(token).slice(1)],
    ['nothing', new Uint8Array()],
  ])('%s', (_, body) => {
    expect(decodeTokenBody(body)).toBeUndefined();
  });
});

test('a body is read where it lies, also inside larger bytes', () => {
  const larger = new Uint8Array(100);
  larger.set(encodeTokenBody(token), 40);
  expect(decodeTokenBody(larger.subarray(40, 40 + tokenBodyBytes))).toEqual(token);
});

describe('a token that cannot be right is never made', () => {
  test.each<[string, Partial<VoucherToken>]>([
    ['worth nothing', { amount: 0 }],
    ['worth less than nothing', { amount: -1 }],
    ['worth half a cent', { amount: 0.5 }],
    ['worth more than fits', { amount: 2 ** 32 }],
    ['with a short id', { voucherId: '12' }],
    ['with a key id that is no hex', { keyId: 'ABCDEFGH' }],
  ])('%s', (_, wrong) => {
    expect(() => encodeTokenBody({ ...token, ...wrong })).toThrow(/of a voucher are hex|is worth something/);
  });

  test('half a signature', () => {
    expect(() => toDigits(encodeTokenBody(token), signature.slice(1))).toThrow('a whole token');
  });
});
