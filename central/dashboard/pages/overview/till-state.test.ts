import { expect, test } from 'vitest';
import { tillState } from './till-state.ts';

test('a till is online for a minute after its last word, offline over a night, and silent after a day and a half', () => {
  const now = 1_795_000_000_000;
  expect(tillState(now - 59_000, now)).toBe('online');
  expect(tillState(now - 61_000, now)).toBe('offline');
  expect(tillState(now - 35 * 3_600_000, now)).toBe('offline');
  expect(tillState(now - 37 * 3_600_000, now)).toBe('silent');
  expect(tillState(now + 5_000, now)).toBe('online');
});
