import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createNotices } from './notices.ts';
import { createRecallBook } from './recall-book.ts';
import { createRefundRecalls } from './refund-recalls.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const want = { holder: 'sale:one' as const, unit: 'refund:EUR', amount: 500 };

function recalling() {
  const notices = createNotices();
  const heard: number[] = [];
  notices.listen(
    'till-one',
    () => heard.push(Date.now() - startedMs),
    () => {},
  );
  const startedMs = Date.now();
  const about = { awaited: { any: true, wants: [want], behind: null }, amount: 500 };
  let recalls = 0;
  const refunds = createRefundRecalls({
    store: {
      awaitedRefunds: async () => about.awaited,
      recallsFor: async () => [
        {
          ...want,
          till: 'till-one',
          recallId: `recall-${(recalls += 1)}`,
          amount: about.amount,
          because: 'recalled',
        },
      ],
    },
    sessions: { online: () => new Set(['till-one']) },
    recalls: createRecallBook(() => Date.now()),
    notices,
    log: () => {},
  });
  return { about, heard, refunds };
}

test('a till that did not answer is asked again, until nothing is awaited any more', async () => {
  const { about, heard, refunds } = recalling();
  refunds.look();
  await vi.advanceTimersByTimeAsync(4_999);
  expect(heard).toEqual([0]);
  await vi.advanceTimersByTimeAsync(1);
  expect(heard).toEqual([0, 5_000]);
  about.awaited = { any: false, wants: [], behind: null };
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard).toEqual([0, 5_000]);
  refunds.close();
});

test('asked in vain it is asked later each time, a hundred times a day at most; and soon again when something came', async () => {
  const { about, heard, refunds } = recalling();
  refunds.look();
  await vi.advanceTimersByTimeAsync(75_000);
  expect(heard).toEqual([0, 5_000, 15_000, 35_000, 75_000]);
  await vi.advanceTimersByTimeAsync(24 * 3_600_000);
  expect(heard.length).toBeGreaterThan(90);
  expect(heard.length).toBeLessThan(110);
  const gapsIn = async (ms: number): Promise<number[]> => {
    const before = heard.length;
    await vi.advanceTimersByTimeAsync(ms);
    return heard.flatMap((at, index) => (index > before ? at - (heard[index - 1] ?? 0) : []));
  };
  expect(await gapsIn(2 * 3_600_000)).not.toContain(5_000);
  // A part of it came, and the rest is asked for soon again, as it is when a till is on the line again.
  about.amount = 300;
  expect(await gapsIn(20 * 60_000)).toContain(5_000);
  expect(await gapsIn(2 * 3_600_000)).toContain(15 * 60_000);
  refunds.look();
  expect(await gapsIn(20 * 60_000)).toContain(5_000);
  refunds.close();
});
