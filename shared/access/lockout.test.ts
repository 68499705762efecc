import { expect, test } from 'vitest';
import { afterWrong, isLockedOut, noTries } from './lockout.ts';
import { readPin } from './pin.ts';

test('four wrong tries cost nothing, the fifth half a minute, and each after it twice as long, up to an hour', () => {
  const nowMs = 1_000_000;
  let tries = noTries;
  const waitsS: number[] = [];
  for (let wrong = 1; wrong <= 14; wrong += 1) {
    tries = afterWrong(tries, nowMs);
    waitsS.push(tries.untilMs === 0 ? 0 : (tries.untilMs - nowMs) / 1_000);
  }
  expect(waitsS).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600]);
});

test('locked out until that very millisecond, and longer when the clock is set back', () => {
  const tries = { wrong: 5, untilMs: 30_000 };
  expect([0, 29_999, 30_000].map((nowMs) => isLockedOut(tries, nowMs))).toEqual([true, true, false]);
});

test.each([
  ['2580', true],
  ['13572468', true],
  ['123', 'PIN_NOT_DIGITS'],
  ['123456789', 'PIN_NOT_DIGITS'],
  ['12a4', 'PIN_NOT_DIGITS'],
  ['٤٥٦٧', 'PIN_NOT_DIGITS'],
  ['0000', 'PIN_TOO_EASY'],
  ['1234', 'PIN_TOO_EASY'],
  ['87654321', 'PIN_TOO_EASY'],
])('the PIN %s: %s', (typed, outcome) => {
  const read = readPin(typed);
  expect(read.ok || read.error.code).toBe(outcome);
});
