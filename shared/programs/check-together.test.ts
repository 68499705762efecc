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
const codes = (all: Parameters<typeof running>[0]) =>
  checkTogether(running(all)).map(({ code, programId }) => [programId, code]);

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
