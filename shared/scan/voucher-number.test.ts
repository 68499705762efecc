import { expect, test } from 'vitest';
import { seeded } from '#test/support/seeded.ts';
import { voucherIdOf, voucherNumber } from './voucher-number.ts';

test('every id comes back from its number, the smallest and the largest too', () => {
  const chance = seeded(97);
  const ids = Array.from({ length: 500 }, () => chance.text('0123456789abcdef', 16));
  for (const id of ['0000000000000000', 'ffffffffffffffff', ...ids]) {
    expect(voucherNumber(id)).toMatch(/^99\d{22}$/);
    expect(voucherIdOf(voucherNumber(id))).toBe(id);
  }
});

test('one wrong digit, or two that changed places, are noticed', () => {
  const number = voucherNumber('0123456789abcdef');
  const places = Array.from({ length: number.length - 3 }, (_, index) => index + 3);
  const wrong = places.flatMap((place) =>
    [...'0123456789'].map((digit) => number.slice(0, place) + digit + number.slice(place + 1)),
  );
  const swapped = places
    .slice(1)
    .map(
      (place) =>
        number.slice(0, place - 1) +
        number.charAt(place) +
        number.charAt(place - 1) +
        number.slice(place + 1),
    );
  const passed = new Set([...wrong, ...swapped].filter((one) => voucherIdOf(one) !== null));
  expect(passed).toEqual(new Set([number]));
});
