import { expect, onTestFinished, test, vi } from 'vitest';
import { atMostEvery } from './at-most-every.ts';

test('the first wish is granted at once, many that follow are granted together, and then there is rest', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const work = vi.fn<() => void>();
  const wish = atMostEvery(3_000, work);
  for (let count = 0; count < 10; count += 1) wish.ask();
  expect(work).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(2_999);
  expect(work).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(work).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(60_000);
  expect(work).toHaveBeenCalledTimes(2);
  wish.ask();
  wish.ask();
  wish.stop();
  vi.advanceTimersByTime(60_000);
  expect(work).toHaveBeenCalledTimes(3);
});
