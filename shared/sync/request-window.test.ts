import { expect, test } from 'vitest';
import { createRequestWindow } from './request-window.ts';

test('each number is good once, in any order within the window', () => {
  const window = createRequestWindow(4);
  expect([3, 1, 2, 4].map((n) => window.take(n))).toEqual([true, true, true, true]);
  expect([1, 2, 3, 4].map((n) => window.take(n))).toEqual([false, false, false, false]);
});

test('what fell behind the window is gone, also if it was never used', () => {
  const window = createRequestWindow(4);
  expect(window.take(10)).toBe(true);
  expect([6, 7, 10].map((n) => window.take(n))).toEqual([false, true, false]);
});

test('what is no number of a request is refused', () => {
  const window = createRequestWindow();
  for (const n of [0, -1, 1.5, Number.NaN, Infinity]) expect(window.take(n), String(n)).toBe(false);
});
