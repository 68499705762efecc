import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { sumOf } from '#shared/ledger/posting.ts';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { acquainted, aChain, scan, sell, waiting } from '#test/support/a-chain.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';

const walletOf = (card: string) => walletIdOf(cardIdOf(card, nodeMachine.sha256), nodeMachine.sha256);
const unit = 'points:points';
const [from, into] = [walletOf(cards.eightyPoints), walletOf(cards.fresh)];
const merge = { from, into, by: 'anna' };
const refund = { kind: 'refund' as const, amountText: '', lines: [], note: '' };

const enrolled = async (open: TillUnderTest, card: string) => {
  await scan(open, card);
  await open.screen.call('checkout.enrol', {});
  await open.screen.call('checkout.clear', {});
};
const pointsAt = async (open: TillUnderTest, card: string) => {
  await scan(open, card);
  const { member } = await open.screen.call('checkout.visit', {});
  await open.screen.call('checkout.clear', {});
  return member?.holdings.find(({ type }) => type === 'points')?.total ?? 0;
};
const inWallet = ({ till }: TillUnderTest, walletId: string) =>
  sumOf(till.store.look.heldBy(`wallet:${walletId}`).filter((lot) => lot.unit === unit));

test('a member of two cards has what lies in both, whichever is shown, and parted again each has what nobody used', async () => {
  const folder = temporaryFolder();
  const open = await openTestTill(folder.dir, {});
  onTestFinished(async () => {
    await open.close();
    folder.remove();
  });
  await enrolled(open, cards.fresh);
  await scan(open, cards.fresh);
  await sell(open, '50.00');
  expect(await open.screen.call('manager.merge', merge)).toEqual({ ok: true });
  expect(await pointsAt(open, cards.eightyPoints)).toBe(130);
  await scan(open, cards.eightyPoints);
  const sold = await sell(open, '10.00');
  expect(sold).toMatchObject({ ok: true, outcome: { issued: [{ amount: 200 }], short: [] } });
  expect(await pointsAt(open, cards.fresh)).toBe(40);
  expect(await open.screen.call('manager.undo-merge', merge)).toEqual({ ok: true });
  const [one, other] = [await pointsAt(open, cards.eightyPoints), await pointsAt(open, cards.fresh)];
  expect(one + other).toBe(40);
  expect([inWallet(open, from), inWallet(open, into)]).toEqual([one, other]);
  expect(open.till.store.verify().faults).toEqual([]);
});

test('what a member owes under one card is paid by what they earn under the other', async () => {
  const folder = temporaryFolder();
  const settings = { ...demoShop.settings, drawers: { debt: 'debt' } };
  writeFileSync(path.join(folder.dir, 'settings.json'), JSON.stringify(settings));
  const open = await openTestTill(folder.dir, { demo: false });
  onTestFinished(async () => {
    await open.close();
    folder.remove();
  });
  for (const card of [cards.fresh, cards.eightyPoints]) await enrolled(open, card);
  await scan(open, cards.eightyPoints);
  const earned = await sell(open, '50.00');
  const saleId = earned.ok ? (earned.outcome?.saleId ?? '') : '';
  const adjust = { walletId: from, unit, amount: -50, expiryDay: null, note: 'x', by: 'anna' };
  expect(await open.screen.call('manager.adjust', adjust)).toEqual({ ok: true });
  const back = { ...refund, saleId, commandId: 'back-it-comes' };
  expect(await open.screen.call('refund.confirm', back)).toMatchObject({ ok: true });
  expect(sumOf(open.till.store.look.debts(from))).toBe(-50);
  await open.screen.call('checkout.clear', {});
  expect(await open.screen.call('manager.merge', merge)).toEqual({ ok: true });
  await scan(open, cards.fresh);
  expect(await sell(open, '30.00')).toMatchObject({ ok: true });
  expect(sumOf(open.till.store.look.debts(into))).toBe(-20);
  expect(await pointsAt(open, cards.fresh)).toBe(0);
  await scan(open, cards.fresh);
  await sell(open, '30.00');
  expect(sumOf(open.till.store.look.debts(from))).toBe(0);
  expect(await pointsAt(open, cards.fresh)).toBe(10);
  expect(open.till.store.verify().faults).toEqual([]);
});

test('what lies under the other card at another till is fetched while the member waits, and the centre pays one card’s debt with the other’s value', async () => {
  const chain = await aChain();
  const [one, two] = [
    await chain.till('one', true, { debt: 'debt' }),
    await chain.till('two', true, { debt: 'debt' }),
  ];
  await acquainted(one, two);
  await enrolled(one, cards.eightyPoints);
  await enrolled(two, cards.fresh);
  await scan(one, cards.eightyPoints);
  const earned = await sell(one, '70.00');
  await chain.uploaded(one);
  await vi.waitUntil(async () => (await pointsAt(two, cards.eightyPoints)) === 70, waiting);
  expect(await two.screen.call('manager.merge', merge)).toEqual({ ok: true });
  await scan(two, cards.fresh);
  expect(await sell(two, '40.00')).toMatchObject({
    ok: true,
    outcome: { issued: [{ amount: 200 }], short: [] },
  });
  await chain.uploaded(two);
  await vi.waitUntil(async () => (await pointsAt(one, cards.eightyPoints)) === 10, waiting);
  // The first sale comes back after its points are gone: its card owes 60, which the centre has paid by what the other one earns.
  const saleId = earned.ok ? (earned.outcome?.saleId ?? '') : '';
  const back = { ...refund, saleId, commandId: 'back-it-comes' };
  expect(await one.screen.call('refund.confirm', back)).toMatchObject({ ok: true });
  await chain.uploaded(one);
  const owed = () => chain.column(`SELECT coalesce(sum(amount), 0) FROM balances WHERE holder LIKE 'debt:%'`);
  await vi.waitUntil(async () => (await owed()).join() === '-60', waiting);
  await vi.waitUntil(async () => sumOf(two.till.store.look.debts(into)) === -60, waiting);
  await scan(two, cards.fresh);
  expect(await sell(two, '75.00')).toMatchObject({ ok: true });
  await chain.uploaded(two);
  await vi.waitUntil(async () => (await owed()).join() === '0', waiting);
  await vi.waitUntil(async () => (await pointsAt(one, cards.eightyPoints)) === 15, waiting);
  expect([one, two].flatMap(({ till }) => till.store.verify().faults)).toEqual([]);
  expect(await chain.centre.store.verify()).toMatchObject({ faults: [], overdrawn: [] });
}, 60_000);
