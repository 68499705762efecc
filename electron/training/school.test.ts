import { expect, test } from 'vitest';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { drillsOf } from './school.ts';

const { settings } = demoShop;
const points = (setup: object) => ({
  programId: 'points',
  type: 'points',
  setup: { pointsPerUnit: 1, voucherAt: 100, voucherWorthMinor: 200, ...setup },
});

test('the sample programs teach every drill, with the amounts that belong to them', () => {
  const { lacks, words, pointsNeeded } = drillsOf(settings);
  expect([...lacks]).toEqual([]);
  expect(pointsNeeded).toBe(40);
  expect(words).toEqual({ voucher: '€100.00', points: 40, missing: '€40.00', take: '€10.00' });
});

test('a shop without vouchers or rewards says which drills it cannot teach, and teaches the others', () => {
  const lacksOf = (...programs: object[]) => [
    ...drillsOf({ ...settings, programs: programs as typeof settings.programs }).lacks,
  ];
  const stamps = { programId: 'coffee', type: 'stamps', setup: { stampsNeeded: 8 } };
  expect(lacksOf(stamps)).toEqual(['voucher', 'reward']);
  expect(lacksOf(points({}))).toEqual(['reward']);
  expect(lacksOf(points({ earnBy: 'visit' }))).toEqual(['voucher', 'reward']);
  expect(lacksOf(points({ voucherAt: 1_000_000 }))).toEqual(['voucher', 'reward']);
  expect(lacksOf(points({ pendingDays: 3 }))).toEqual(['voucher', 'reward']);
  const dear = { pointsProgramId: 'points', rewards: [{ points: 500 }] };
  expect(lacksOf(points({}), { programId: 'r', type: 'rewards', setup: dear })).toEqual(['reward']);
});
