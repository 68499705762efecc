import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startSettling } from './settling.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const store = (settle: () => Promise<number>) => ({
  settle,
  expireOwn: async () => 0,
  tidy: async () => undefined,
});

test('after trouble it tries again by itself, soon and then ever later', async () => {
  const said: string[] = [];
  const settle = vi.fn<() => Promise<number>>().mockRejectedValue(new Error('away'));
  const settling = startSettling(
    store(settle),
    () => {},
    (line) => void said.push(line),
  );
  await vi.advanceTimersByTimeAsync(499);
  expect(settle).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(settle).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(999);
  expect(settle).toHaveBeenCalledTimes(2);
  settle.mockResolvedValue(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(settle).toHaveBeenCalledTimes(3);
  expect(said).toEqual(['settling: away', 'settling: away']);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(settle).toHaveBeenCalledTimes(3);
  await settling.close();
});

test('closed, it does nothing more', async () => {
  const settle = vi.fn<() => Promise<number>>().mockRejectedValue(new Error('away'));
  const settling = startSettling(
    store(settle),
    () => {},
    () => {},
  );
  await vi.advanceTimersByTimeAsync(0);
  await settling.close();
  settling.wake();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(settle).toHaveBeenCalledTimes(1);
});
