import { expect, test } from 'vitest';
import { unknownMember } from '#shared/members/member-facts.ts';
import { tiers } from './tiers.program.ts';

const setup = {
  by: 'spend' as const,
  tiers: [
    { name: 'Silver', from: 20_000 },
    { name: 'Gold', from: 60_000 },
  ],
  period: 'calendar-year' as 'calendar-year' | 'rolling' | 'lifetime',
};
const months = (spent: Record<string, number>) =>
  Object.entries(spent).map(([month, spentMinor]) => ({
    month,
    visits: 1,
    bought: 1,
    spentMinor,
    points: 0,
  }));
const stands = (spent: Record<string, number>, day: string, more: object = {}) =>
  tiers.standing(
    { ...unknownMember, months: months(spent) },
    tiers.setup.parse({ ...setup, ...more }),
    day,
    'tiers',
  );

test('a tier is reached in the month in which it is, and says how far the next one is', () => {
  expect(stands({ '2026-03': 19_999 }, '2026-03-31')).toMatchObject({
    tier: null,
    untilDay: null,
    next: { tier: 'Silver', have: 19_999, need: 20_000, of: 'spend' },
  });
  expect(stands({ '2026-03': 20_000 }, '2026-03-31')).toMatchObject({
    tier: 'Silver',
    untilDay: '2027-12-31',
    next: { tier: 'Gold', have: 20_000, need: 60_000 },
  });
  expect(stands({ '2026-03': 60_000 }, '2026-03-31')).toMatchObject({ tier: 'Gold', next: null });
});

test('what was reached in one year is held through the next, and then looked at again', () => {
  const spent = { '2026-03': 60_000, '2027-06': 20_000 };
  expect(stands(spent, '2027-12-31')?.tier).toBe('Gold');
  // In 2027 Silver was reached, so Silver is what is left of it; one step down comes to the same here.
  expect(stands(spent, '2028-01-01')?.tier).toBe(null);
  expect(stands({ ...spent, '2028-01': 20_000 }, '2028-01-15')?.tier).toBe('Silver');
});

test('a grace keeps a tier a little longer', () => {
  expect(stands({ '2026-03': 60_000 }, '2028-01-31', { graceMonths: 1 })?.tier).toBe('Gold');
  expect(stands({ '2026-03': 60_000 }, '2028-02-01', { graceMonths: 1 })?.tier).toBeNull();
});

test('who comes down one step at a time does not fall out at once', () => {
  const down = { downgrade: 'one-step' };
  expect(stands({ '2026-03': 60_000 }, '2028-01-01', down)).toMatchObject({
    tier: 'Silver',
    untilDay: '2029-12-31',
  });
  expect(stands({ '2026-03': 60_000 }, '2030-01-01', down)?.tier).toBeNull();
});

test('rolling months forget what lies before them', () => {
  const rolling = { period: 'rolling', rollingMonths: 3 };
  expect(stands({ '2026-01': 20_000 }, '2026-03-31', rolling)?.tier).toBe('Silver');
  expect(stands({ '2026-01': 20_000 }, '2026-04-01', rolling)?.tier).toBeNull();
  expect(stands({ '2026-01': 10_000, '2026-03': 10_000 }, '2026-03-31', rolling)?.tier).toBe('Silver');
});

test('for life is for life', () => {
  const spent = { '2020-01': 20_000 };
  expect(stands(spent, '2099-01-01', { period: 'lifetime' })).toMatchObject({
    tier: 'Silver',
    untilDay: null,
  });
});

test('a refund counts at once where nothing is held yet', () => {
  expect(stands({ '2026-03': 15_000, '2026-04': -15_000 }, '2026-04-30')).toMatchObject({
    next: { have: 0 },
  });
});

test('tiers that ask for less than the one before, or share a name, are no set-up', () => {
  const both = (names: string[], from: number[]) =>
    tiers.setup.safeParse({ ...setup, tiers: names.map((name, index) => ({ name, from: from[index] })) })
      .success;
  expect([both(['A', 'B'], [1, 1]), both(['A', 'A'], [1, 2]), both(['A', 'B'], [1, 2])]).toEqual([
    false,
    false,
    true,
  ]);
});
