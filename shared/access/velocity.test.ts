import { expect, test } from 'vitest';
import { AccessRules } from './rules.ts';
import { notHereToday, tooOften } from './velocity.ts';

const { velocity } = AccessRules.parse({
  velocity: { visitsPerDay: 3, earnedPerDay: 100, minutesBetween: 5 },
});
const nowMs = 10_000_000;
const today = { visits: 1, earned: 40, lastAtMs: nowMs - 5 * 60_000 };

test.each([
  ['a member who was not here', notHereToday, 100, undefined],
  ['one who was here five minutes ago', today, 60, undefined],
  ['one who was here just now', { ...today, lastAtMs: nowMs - 1 }, 0, 'CARD_AGAIN'],
  ['one who was here as often as may be', { ...today, visits: 3 }, 0, 'VISITS_MANY'],
  ['one who would earn more than may be', today, 61, 'EARNED_MUCH'],
  ['one who earned it all and earns nothing now', { ...today, earned: 200 }, 0, undefined],
] as const)('%s: %s', (_, member, earns, code) => {
  expect(tooOften(member, earns, velocity, nowMs)?.code).toBe(code);
});

test('no limit asks nobody', () => {
  const free = { visitsPerDay: null, earnedPerDay: null, minutesBetween: 0 };
  expect(tooOften({ visits: 999, earned: 1e9, lastAtMs: nowMs }, 1e9, free, nowMs)).toBeUndefined();
});
