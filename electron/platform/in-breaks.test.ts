import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inBreaks } from './in-breaks.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Work of so many pieces. */
function work(pieces: number) {
  let done = 0;
  const breaks = inBreaks({
    quietMs: 2_000,
    pauseMs: 20,
    piece() {
      done += 1;
      return done < pieces;
    },
  });
  return { breaks, done: () => done };
}

test('is done piece by piece while nobody is busy, and then never again', () => {
  const { breaks, done } = work(3);
  vi.advanceTimersByTime(1_999);
  expect(done()).toBe(0);
  vi.advanceTimersByTime(1 + 20);
  expect(done()).toBe(2);
  vi.advanceTimersByTime(20);
  breaks.touch();
  vi.advanceTimersByTime(100_000);
  expect(done()).toBe(3);
});

test('waits when somebody is busy', () => {
  const { breaks, done } = work(100);
  vi.advanceTimersByTime(2_000);
  for (let customer = 0; customer < 10; customer += 1) {
    breaks.touch();
    vi.advanceTimersByTime(1_999);
  }
  expect(done()).toBe(1);
  vi.advanceTimersByTime(1);
  expect(done()).toBe(2);
});

test('stops for good, also when somebody is busy afterwards', () => {
  const { breaks, done } = work(100);
  vi.advanceTimersByTime(2_000);
  breaks.stop();
  breaks.touch();
  vi.advanceTimersByTime(100_000);
  expect(done()).toBe(1);
});
