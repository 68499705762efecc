import { expect, test } from 'vitest';
import { checkTogether } from './check-together.ts';
import { configure, programs } from './programs.ts';
import { setupSchema, setupWords } from './setup-schema.ts';
import { templates } from './templates.ts';

const running = (all: Record<string, [type: string, setup: object]>) =>
  Object.entries(all).map(([programId, [type, setup]]) => {
    const found = configure({ programId, type, revision: 1, setup: JSON.stringify(setup) });
    if (!found) throw new Error(`${programId} is no set-up`);
    return found;
  });
const codes = (all: Parameters<typeof running>[0], currency = 'EUR') =>
  checkTogether(running(all), ['new', 'regular'], currency).map(({ code, programId }) => [programId, code]);

const points: [string, object] = [
  'points',
  { pointsPerUnit: 1, voucherAt: 100, voucherWorthMinor: 200, pointsLifeDays: null, voucherLifeDays: null },
];
const reward = (cost: number) => ({
  key: 'a',
  name: 'A',
  points: cost,
  effect: { kind: 'fixed', minor: 100 },
});
const rewards = (cost: number): [string, object] => [
  'rewards',
  { pointsProgramId: 'points', rewards: [reward(cost)] },
];
const percent = { kind: 'percent', bp: 500 };

test('programs that go together have nothing odd', () => {
  const tiers: [string, object] = [
    'tiers',
    { by: 'visits', tiers: [{ name: 'Gold', from: 3 }], period: 'lifetime' },
  ];
  const gold: [string, object] = ['benefits', { name: 'Gold', effect: percent, when: { tiers: ['Gold'] } }];
  expect(codes({ points, rewards: rewards(200), tiers, gold })).toEqual([]);
});

test('points that nobody gives, and rewards that nobody reaches, are named', () => {
  expect(codes({ rewards: rewards(50) })).toEqual([['rewards', 'POINTS_PROGRAM_MISSING']]);
  expect(codes({ points, rewards: rewards(201) })).toEqual([['rewards', 'REWARD_OUT_OF_REACH']]);
  const welcome: [string, object] = [
    'occasions',
    {
      occasion: { kind: 'welcome' },
      name: 'Hello',
      gift: { kind: 'points', programId: 'gone', amount: 5 },
      lifeDays: null,
    },
  ];
  expect(codes({ points, welcome })).toEqual([['welcome', 'POINTS_PROGRAM_MISSING']]);
});

test('places for points that nobody gives, and segments that the shop has not, are named', () => {
  const tasting = (change: object): [string, object] => ['experiences', { name: 'Tasting', ...change }];
  expect(codes({ tasting: tasting({ costPoints: 50 }) })).toEqual([['tasting', 'POINTS_PROGRAM_MISSING']]);
  expect(codes({ points, tasting: tasting({ costPoints: 500 }) })).toEqual([
    ['tasting', 'REWARD_OUT_OF_REACH'],
  ]);
  expect(codes({ tasting: tasting({ when: { segments: ['new', 'Seniors'] } }) })).toEqual([
    ['tasting', 'SEGMENT_MISSING'],
  ]);
  expect(codes({ tasting: tasting({}) })).toEqual([]);
});

test('a tier that no program has is named wherever it is asked for', () => {
  const [type, setup] = points;
  const rated: [string, object] = [
    type,
    { ...setup, rates: [{ name: 'Gold', bp: 20_000, when: { tiers: ['Gold'] } }] },
  ];
  expect(codes({ points: rated })).toEqual([['points', 'TIER_MISSING']]);
});

test('credit from two sides, and two that stand alone, are named', () => {
  const cashback: [string, object] = ['cashback', { bp: 300, creditLifeDays: null }];
  expect(codes({ cashback, more: cashback })).toEqual([['more', 'CREDIT_TWICE']]);
  const alone: [string, object] = ['benefits', { name: 'Alone', effect: percent, exclusive: true }];
  expect(codes({ alone, other: alone })).toEqual([['other', 'EXCLUSIVE_TWICE']]);
});

test('two that stand alone are odd only when both may hold at one moment for one member', () => {
  const alone = (when: object): [string, object] => [
    'benefits',
    { name: 'Alone', effect: percent, exclusive: true, when },
  ];
  const odd = (one: object, other: object): boolean =>
    codes({ one: alone(one), other: alone(other) }).some(([, code]) => code === 'EXCLUSIVE_TWICE');
  expect(odd({ weekdays: [1, 2] }, { weekdays: [2, 3] })).toBe(true);
  expect(odd({ weekdays: [1, 2] }, { weekdays: [3] })).toBe(false);
  expect(odd({ weekdays: [1] }, {})).toBe(true);
  expect(odd({ fromClock: '08:00', toClock: '12:00' }, { fromClock: '11:59' })).toBe(true);
  expect(odd({ fromClock: '08:00', toClock: '12:00' }, { fromClock: '12:00' })).toBe(false);
  expect(odd({ fromClock: '22:00', toClock: '02:00' }, { fromClock: '01:00', toClock: '03:00' })).toBe(true);
  expect(odd({ fromClock: '22:00', toClock: '02:00' }, { fromClock: '02:00', toClock: '22:00' })).toBe(false);
  expect(odd({ toDay: '2026-11-30' }, { fromDay: '2026-11-30' })).toBe(true);
  expect(odd({ toDay: '2026-11-30' }, { fromDay: '2026-12-01' })).toBe(false);
  expect(odd({ segments: ['new'] }, { segments: ['regular'] })).toBe(false);
  const third = codes({
    one: alone({ weekdays: [1] }),
    other: alone({ weekdays: [2] }),
    third: alone({ weekdays: [2] }),
  });
  expect(third).toEqual([['third', 'EXCLUSIVE_TWICE']]);
});

test('points from two sides are named: both are called points', () => {
  expect(codes({ points, more: points })).toEqual([['more', 'POINTS_TWICE']]);
});

test('gift cards sold twice are named: the counter goes by one set-up', () => {
  const gifts: [string, object] = ['gift-cards', { name: 'Gift card', amounts: [{ minor: 2_500 }] }];
  expect(codes({ gifts, more: gifts })).toEqual([['more', 'GIFT_CARDS_TWICE']]);
});

test.each(templates)('the pack for a $id runs unchanged, with nothing odd', ({ programs: pack }) => {
  const all = Object.fromEntries(
    pack.map(({ programId, type, setup }) => [programId, [type, setup] as [string, object]]),
  );
  expect(running(all)).toHaveLength(pack.length);
  expect(codes(all)).toEqual([]);
});

test('every kind has a form, and every field of it a name', () => {
  for (const { type, example } of programs) {
    const schema = setupSchema(type);
    expect(schema?.type).toBe('object');
    const { fields } = setupWords();
    expect(Object.keys(example as object).filter((name) => !fields.includes(name))).toEqual([]);
  }
});

test('a challenge that asks for more days than its round has is named, and a badge for a tier that nobody has', () => {
  const challenge = (goal: object, round: object): [string, object] => [
    'challenges',
    { name: 'Often', goal, round, gift: { kind: 'coupon', label: 'A cake' } },
  ];
  const days = (count: number) => ({ kind: 'days', count });
  const weeks = (count: number) => ({ kind: 'weeks', count });
  const odd = [['often', 'GOAL_OUT_OF_REACH']];
  expect(codes({ often: challenge(days(7), { kind: 'week' }) })).toEqual([]);
  expect(codes({ often: challenge(days(8), { kind: 'week' }) })).toEqual(odd);
  const dates = { kind: 'dates', fromDay: '2026-12-01', toDay: '2026-12-08' };
  expect(codes({ often: challenge(days(9), dates) })).toEqual(odd);
  expect(codes({ often: challenge(weeks(2), dates) })).toEqual([]);
  expect(codes({ often: challenge(weeks(3), dates) })).toEqual(odd);
  expect(codes({ often: challenge(days(9_999), { kind: 'open' }) })).toEqual([]);
  expect(codes({ often: challenge({ kind: 'visits', count: 99 }, { kind: 'week' }) })).toEqual([]);
  const gold = { key: 'gold', name: 'Gold', earned: { kind: 'tier', tier: 'Gold' } };
  expect(codes({ badges: ['badges', { badges: [gold] }] })).toEqual([['badges', 'TIER_MISSING']]);
});

test('a voucher that gives back more than half of what earned it is named, in the measure of each currency', () => {
  const worth = (voucherWorthMinor: number, more: object = {}): [string, object] => [
    'points',
    { ...points[1], voucherWorthMinor, ...more },
  ];
  const much = [['points', 'VOUCHER_WORTH_MUCH']];
  // 100 points are earned by 100 euros, 100 yen, or 100 dinars of a thousand fils.
  const halves = { EUR: 5_000, JPY: 50, KWD: 50_000 };
  for (const [currency, half] of Object.entries(halves)) {
    expect(codes({ points: worth(half) }, currency)).toEqual([]);
    expect(codes({ points: worth(half + 1) }, currency)).toEqual(much);
    // Where points count double, half of the money earns it.
    const rates = [{ name: 'Twice', bp: 20_000 }];
    expect(codes({ points: worth(half / 2, { rates }) }, currency)).toEqual([]);
    expect(codes({ points: worth(half / 2 + 1, { rates }) }, currency)).toEqual(much);
  }
  // The example of euros, as it stands in a shop of yen.
  expect(checkTogether(running({ points }), [], 'JPY')).toEqual([
    { code: 'VOUCHER_WORTH_MUCH', programId: 'points', names: 'points', percent: 200 },
  ]);
  // Of visits it is known what they come to at least, if the shop says so; of pieces never.
  const visits = { earnBy: 'visit', voucherAt: 6, minimumMinor: 2_000 };
  expect(codes({ points: worth(6_000, visits) })).toEqual([]);
  expect(codes({ points: worth(6_001, visits) })).toEqual(much);
  expect(codes({ points: worth(6_001, { ...visits, minimumMinor: 0 }) })).toEqual([]);
  expect(codes({ points: worth(6_001, { ...visits, earnBy: 'piece' }) })).toEqual([]);
});

test('programs that give money back are taken together: what one gives pays for what the others count', () => {
  const back = (bp: number): [string, object] => ['cashback', { bp, creditLifeDays: null }];
  const points30: [string, object] = ['points', { ...points[1], voucherWorthMinor: 3_000 }];
  expect(codes({ back: back(2_000), points: points30 })).toEqual([]);
  expect(checkTogether(running({ back: back(2_001), points: points30 }), [], 'EUR')).toEqual([
    { code: 'TOGETHER_WORTH_MUCH', programId: 'back', names: 'points', percent: 50 },
  ]);
  // Three in a ring, none of which is much by itself.
  expect(
    checkTogether(running({ a: back(2_000), b: back(2_000), points: points30 }), [], 'EUR'),
  ).toContainEqual({
    ...{ code: 'TOGETHER_WORTH_MUCH', programId: 'b', names: 'points, a', percent: 70 },
  });
  // Where one is much by itself, it is the one to be looked at.
  expect(
    codes({ back: back(2_000), points: ['points', { ...points[1], voucherWorthMinor: 6_000 }] }),
  ).toEqual([['points', 'VOUCHER_WORTH_MUCH']]);
  expect(codes({ back: back(6_000) })).toEqual([['back', 'VOUCHER_WORTH_MUCH']]);
});
