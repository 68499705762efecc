import { expect, test } from 'vitest';
import { openCounter, temporaryFolder } from '#test/support/a-till.ts';
import { aLongHistory, cardOf } from './a-long-history.ts';

test('a long history is one that a till could have had: whole, with every read table, its cards known and its vouchers used', async () => {
  const { dir, remove } = temporaryFolder();
  const size = { members: 50, events: 900 };
  const till = await openCounter(dir);
  const before = till.store.head().seq;
  for (const commit of aLongHistory(size, till.store.writer)) till.store.commit(commit);
  expect(till.store.head().seq - before).toBeGreaterThan(size.events - 4);
  expect(till.store.head().seq - before).toBeLessThanOrEqual(size.events);
  expect(till.store.verify().faults).toEqual([]);
  const counts = new Map<string, number>();
  for (const { type } of till.store.ownAfter(before, 1_000)) counts.set(type, (counts.get(type) ?? 0) + 1);
  expect(counts.get('CardAttached')).toBe(50);
  expect(counts.get('VoucherIssued')).toBeGreaterThan(50);
  expect(counts.get('VoucherRedeemed')).toBeGreaterThan(50);
  till.scan(cardOf(17));
  expect(till.checkout.view().member?.tail).toBe(cardOf(17).slice(-4));
  till.close();
  remove();
});
