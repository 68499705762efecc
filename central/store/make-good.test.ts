import { expect, onTestFinished, test } from 'vitest';
import type { Fact } from '#shared/ledger/events.ts';
import { walletHolder } from '#shared/members/wallet.ts';
import { centreMachineAt, freshDatabase, withDatabase } from '#test/support/centre-database.ts';
import { joined, opened, tillPen, walletOf, type TillPen } from '#test/support/till-pen.ts';
import { openCentreStore } from './store.ts';

const unit = 'points:points';
const lot = '2026-11-22/2027-11-22';
const walletId = walletOf(1);
const reached: Fact[] = [
  {
    type: 'AchievementReached',
    body: {
      ...{
        walletId,
        programId: 'three',
        onceKey: '2026-11',
        saleId: 'sale-3',
        title: 'Three visits',
        badge: null,
      },
      revision: 1,
      needs: { period: '2026-11', fromDay: null, of: 'visits', measure: 'marks', need: 3 },
      prize: { unit, lot, amount: 50, voucherId: null, label: '' },
    },
  },
  {
    type: 'ValueAwarded',
    body: {
      ...{
        walletId,
        unit,
        drawer: 'till-1',
        lot,
        amount: 50,
        saleId: 'sale-3',
        programId: 'three',
        revision: 1,
      },
      reason: { code: 'CHALLENGE', params: {} },
    },
  },
];
/** What a till writes that takes a sale back which the goal misses then: so much is taken of what lies there, and the rest owed. */
const lost = (saleId: string, here: number, owed: number, forgiven = 0): Fact[] => [
  {
    type: 'AchievementLost',
    body: {
      ...{ walletId, programId: 'three', onceKey: '2026-11', title: 'Three visits', voucher: null },
      ...{ taken: here + owed, reachedWith: 'sale-3', saleId, reversalId: `back-${saleId}` },
    },
  },
  {
    type: 'ValueClawedBack',
    body: {
      ...{
        walletId,
        unit,
        parts: here > 0 ? [{ lot, amount: here }] : [],
        debt: owed,
        debtLot: '2026-11-22/-',
      },
      ...{ forgiven, saleId, reversalId: `back-${saleId}` },
    },
  },
];

async function chain() {
  const url = await freshDatabase();
  const machine = centreMachineAt(() => 1_795_000_100_000);
  const store = await openCentreStore({ url, machine, log: () => undefined });
  onTestFinished(() => store.close());
  const pens = ['till-1', 'till-2'].map((name) => tillPen(name)) as [TillPen, TillPen];
  for (const pen of pens) pen.write(opened(pen.writer), ...joined(1));
  const net = () =>
    withDatabase(url, async (client) => {
      const holders = [walletHolder(walletId), `debt:${walletId}`];
      const sum = 'SELECT coalesce(sum(amount), 0) AS net FROM balances WHERE holder = ANY($1) AND unit = $2';
      return Number((await client.query<{ net: string }>(sum, [holders, unit])).rows[0]?.net);
    });
  const told = async ({ writer, log }: TillPen) => {
    expect(await store.accept({ writer, envelopes: log })).toMatchObject({ ok: true });
    while ((await store.settle()) > 0);
  };
  return { store, pens, net, told };
}

test.each([
  ['all of it', 50, 0, 0],
  ['what was not forgiven', 20, 30, 0],
])('a prize that two tills took back is given back once: %s', async (_, owed, forgiven, left) => {
  const { store, pens, net, told } = await chain();
  const [one, two] = pens;
  one.write(...reached, ...lost('sale-1', 50, 0));
  two.write(...lost('sale-2', 0, owed, forgiven));
  await told(one);
  expect(await net()).toBe(0);
  await told(two);
  expect(await net()).toBe(left);
  expect(await store.settle()).toBe(0);
  expect((await store.verify()).faults).toEqual([]);
  await store.rebuild();
  expect(await store.settle()).toBe(0);
});

test('whichever log comes first', async () => {
  const { pens, net, told } = await chain();
  const [one, two] = pens;
  one.write(...reached, ...lost('sale-1', 50, 0));
  two.write(...lost('sale-2', 0, 50));
  await told(two);
  expect(await net()).toBe(-50);
  await told(one);
  expect(await net()).toBe(0);
});
