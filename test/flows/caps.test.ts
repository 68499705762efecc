import { expect, test, vi } from 'vitest';
import { acquainted, aChain, scan, sell, waiting } from '#test/support/a-chain.ts';
import { cards } from '#test/support/a-till.ts';
import type { TillUnderTest } from '#test/support/open-till.ts';

const limitDay = async (open: TillUnderTest, caps: object) => {
  const { programs } = await open.screen.call('programs.list', {});
  const points = programs.find(({ programId }) => programId === 'points');
  if (!points) throw new Error('no points');
  const setup = JSON.stringify({ ...(JSON.parse(points.setup) as object), caps });
  expect(await open.screen.call('programs.save', { ...points, setup })).toEqual({ ok: true });
};
const buy = async (open: TillUnderTest, amountText: string) => {
  await scan(open, cards.fresh);
  const answer = await sell(open, amountText);
  if (!answer.ok || !answer.outcome) throw new Error('not sold');
  const { saleId, keptBack, awards } = answer.outcome;
  return { saleId, keptBack, points: awards.reduce((sum, { amount }) => sum + amount, 0) };
};

test('a day’s limit holds across tills that hear of each other, says what it kept back, and a refund gives room back', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  await limitDay(one, { perDay: 30 });
  const first = await buy(one, '20.00');
  expect(first).toMatchObject({ points: 20, keptBack: undefined });
  await vi.waitUntil(
    () => two.till.store.look.countedByAll('points', periodOf(one), 'all').length === 1,
    waiting,
  );
  expect(await buy(two, '25.00')).toMatchObject({
    points: 10,
    keptBack: [{ unit: 'points:points', kind: 'day', limit: 30, got: 10, of: 25 }],
  });
  await vi.waitUntil(
    () => one.till.store.look.countedByAll('points', periodOf(one), 'all').length > 1,
    waiting,
  );
  expect(await buy(one, '5.00')).toMatchObject({ points: 0, keptBack: [{ got: 0, of: 5 }] });
  const refunded = await one.screen.call('refund.confirm', {
    ...{ saleId: first.saleId, kind: 'refund', amountText: '10.00', lines: [], note: '' },
    commandId: 'caps-refund-1',
  });
  expect(refunded.ok).toBe(true);
  expect(await buy(one, '50.00')).toMatchObject({ points: 10 });
  for (const open of [one, two]) await chain.uploaded(open);
  expect([one, two].flatMap(({ till }) => till.store.verify().faults)).toEqual([]);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
}, 60_000);

test('a till’s own limit counts what it gave to everybody, and not what others gave', async () => {
  const chain = await aChain();
  const one = await chain.till('one', false);
  await limitDay(one, { perTillDay: 12 });
  expect(await buy(one, '10.00')).toMatchObject({ points: 10 });
  await scan(one, cards.eightyPoints);
  const other = await sell(one, '10.00');
  expect(other.ok && other.outcome?.keptBack).toMatchObject([{ kind: 'till', limit: 12, got: 2, of: 10 }]);
  const again = await chain.till('two', false);
  await limitDay(again, { perTillDay: 12 });
  expect(await buy(again, '10.00')).toMatchObject({ points: 10 });
}, 60_000);

/** The period in which today’s sales of this till count. */
function periodOf(open: TillUnderTest): string {
  const counted = open.till.store.ownAfter(0, 500).findLast(({ type }) => type === 'ProgressCounted');
  const { counts } = JSON.parse(counted?.body ?? '{"counts":[]}') as { counts: { period: string }[] };
  return counts[0]?.period ?? '';
}
