import { expect, test } from 'vitest';
import { restaurant } from './restaurant.template.ts';
import { retail } from './retail.template.ts';
import { services } from './services.template.ts';
import { packFor, setUpFor } from './set-up-for.ts';
import type { Template } from './template.ts';

const inForints = (pack: Template, programId: string) =>
  packFor(pack, 'HUF', (key) => `said ${key}`).find((one) => one.programId === programId)?.setup;

test('money, and points that money earns, are in the measure of a forint', () => {
  // 200 euros of meals bring ten back: 80 000 Ft bring 4 000.
  expect(inForints(restaurant, 'points')).toMatchObject({
    pointsPerUnit: 1,
    voucherAt: 80_000,
    voucherWorthMinor: 4_000,
    pointsLifeDays: 365,
    rates: [{ name: 'said pack.quiet-evenings', bp: 20_000, when: { weekdays: [1, 2, 3] } }],
  });
  expect(inForints(restaurant, 'wine-tasting')).toMatchObject({ quota: 20, costPoints: 20_000 });
  expect(inForints(restaurant, 'bring-a-friend')).toMatchObject({
    forReferrer: { programId: 'points', amount: 40_000 },
    minimumMinor: 8_000,
  });
  expect(inForints(retail, 'gift-cards')).toMatchObject({
    amounts: [{ minor: 8_000 }, { minor: 20_000 }, { minor: 40_000 }],
    freeAmount: { leastMinor: 4_000, mostMinor: 200_000 },
  });
});

test('tiers by spending follow the money; visits and pieces are counted alike everywhere', () => {
  expect(inForints(retail, 'clubs')).toMatchObject({ tiers: [{ from: 120_000 }, { from: 400_000 }] });
  expect(inForints(restaurant, 'guests')).toMatchObject({ tiers: [{ from: 5 }, { from: 15 }] });
  expect(inForints(services, 'visits')).toMatchObject({ voucherAt: 6, voucherWorthMinor: 8_000 });
});

test('what points buy follows them, and a currency of three decimals is written in thousandths', () => {
  const setup = {
    pointsProgramId: 'points',
    rewards: [{ key: 'coffee', name: 'A coffee', points: 80, effect: { kind: 'fixed', minor: 150 } }],
    payWithPoints: { points: 100, worthMinor: 100, step: 10, least: 50 },
  };
  expect(setUpFor('rewards', setup, 'EUR')).toEqual(setup);
  expect(setUpFor('rewards', setup, 'HUF')).toMatchObject({
    rewards: [{ points: 32_000, effect: { minor: 600 } }],
    payWithPoints: { points: 40_000, worthMinor: 400, step: 4_000, least: 20_000 },
  });
  expect(setUpFor('rewards', setup, 'KWD')).toMatchObject({
    rewards: [{ points: 80, effect: { minor: 1_500 } }],
  });
});
