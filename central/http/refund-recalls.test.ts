import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createNotices } from './notices.ts';
import { createRecallBook } from './recall-book.ts';
import { createRefundRecalls } from './refund-recalls.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const want = { holder: 'sale:one' as const, unit: 'refund:EUR', amount: 500 };

test('a till that did not answer is asked again, until nothing is awaited any more', async () => {
  const notices = createNotices();
  const heard: string[] = [];
  notices.listen(
    'till-one',
    (notice) => heard.push(notice),
    () => {},
  );
  let awaited = { any: true, wants: [want] };
  let recalls = 0;
  const refunds = createRefundRecalls({
    store: {
      awaitedRefunds: async () => awaited,
      recallsFor: async () => [{ till: 'till-one', recallId: `recall-${(recalls += 1)}`, ...want }],
    },
    sessions: { online: () => new Set(['till-one']) },
    recalls: createRecallBook(() => Date.now()),
    notices,
    log: () => {},
  });
  refunds.look();
  await vi.advanceTimersByTimeAsync(4_999);
  expect(heard).toEqual(['recall']);
  await vi.advanceTimersByTimeAsync(1);
  expect(heard).toEqual(['recall', 'recall']);
  awaited = { any: false, wants: [] };
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard).toEqual(['recall', 'recall']);
  refunds.close();
});
