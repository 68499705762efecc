import { expect, onTestFinished, test, vi } from 'vitest';
import { createChanges } from './changes.ts';

test('a change is told at once, many that follow are told together after a rest, and then silence', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const changes = createChanges(700);
  const heard = vi.fn<() => void>();
  const leave = changes.listen(heard);
  for (let count = 0; count < 10; count++) changes.announce();
  expect(heard).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(699);
  expect(heard).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(heard).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(10_000);
  expect(heard).toHaveBeenCalledTimes(2);
  changes.announce();
  expect(heard).toHaveBeenCalledTimes(3);
  leave();
  vi.advanceTimersByTime(700);
  changes.announce();
  expect(heard).toHaveBeenCalledTimes(3);
});
