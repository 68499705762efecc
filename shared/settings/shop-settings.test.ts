import { expect, test } from 'vitest';
import { floatOf, offlineModeOf, ShopSettings } from './shop-settings.ts';

test('a shop that chose nothing keeps all its value where it was earned, and takes no risk', () => {
  const settings = ShopSettings.parse({});
  expect(settings.drawers).toEqual({
    float: { points: null, stamps: null, credit: null, coupon: null, gift: null },
    offline: { default: 'strict', points: null, stamps: null, credit: null, coupon: null, gift: null },
    limits: { perMemberMinor: 1_000, perTillMinor: 10_000, couponMinor: 300 },
    debt: 'within-balance',
    reservationMinutes: 15,
  });
  expect([offlineModeOf(settings, 'points:points'), floatOf(settings, 'points:points')]).toEqual([
    'strict',
    null,
  ]);
});

test('what is chosen for a kind of unit counts for it alone', () => {
  const settings = ShopSettings.parse({
    drawers: { float: { points: 0 }, offline: { default: 'bounded', credit: 'off' } },
  });
  expect([floatOf(settings, 'points:points'), floatOf(settings, 'stamps:coffee')]).toEqual([0, null]);
  expect([offlineModeOf(settings, 'credit:EUR'), offlineModeOf(settings, 'stamps:coffee')]).toEqual([
    'off',
    'bounded',
  ]);
});

test('a mode that does not exist is refused', () => {
  expect(ShopSettings.safeParse({ drawers: { offline: { points: 'perhaps' } } }).success).toBe(false);
  expect(ShopSettings.safeParse({ drawers: { offline: { pointz: 'off' } } }).success).toBe(false);
});
