import { expect, test, vi } from 'vitest';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { acquainted, aChain, refusalIn, scan, sell, waiting } from '#test/support/a-chain.ts';
import { cards } from '#test/support/a-till.ts';
import type { TillUnderTest } from '#test/support/open-till.ts';

const walletId = walletIdOf(cardIdOf(cards.eightyPoints, nodeMachine.sha256), nodeMachine.sha256);
const setUp = (open: TillUnderTest) =>
  open.screen.call('programs.save', {
    ...{ programId: 'club', type: 'membership', revision: 0, ended: false },
    setup: JSON.stringify({ name: 'Club', priceMinor: 2_900, off: { kind: 'percent', bp: 1_000 } }),
  });
const buy = (open: TillUnderTest, commandId: string, priceMinor = 2_900) =>
  open.screen.call('membership.sell', { commandId, walletId, programId: 'club', priceMinor });
const held = async (open: TillUnderTest) => {
  await scan(open, cards.eightyPoints);
  const { member } = await open.screen.call('checkout.visit', {});
  return member?.memberships?.[0];
};
const months = (open: TillUnderTest) =>
  open.till.store.look.memberFacts(walletId).memberships.reduce((sum, term) => sum + term.months, 0);

test('is sold once however often it is asked, holds at every till, and is taken back only where it was sold', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  await setUp(one);
  expect(await buy(one, 'club-sale-1')).toMatchObject({ ok: true });
  expect(await buy(one, 'club-sale-1')).toMatchObject({ ok: true });
  expect(months(one)).toBe(12);
  await vi.waitUntil(() => months(two) === 12, waiting);
  await vi.waitUntil(
    () => two.till.store.look.programs().some(({ programId }) => programId === 'club'),
    waiting,
  );
  const there = await held(two);
  expect(there).toMatchObject({ untilDay: expect.any(String), back: null });
  const sold = await sell(two, '10.00');
  expect(sold.ok && sold.outcome?.total.minor).toBe(900);
  const end = (open: TillUnderTest) =>
    open.screen.call('membership.end', { walletId, membershipId: 'club-sale-1' });
  expect(await end(two)).toMatchObject({ ok: false, refusal: { code: 'MEMBERSHIP_ELSEWHERE' } });
  expect(await end(one)).toMatchObject({ ok: true });
  expect(await end(one)).toMatchObject({ ok: true });
  expect(await held(one)).toMatchObject({ untilDay: null, back: null });
  const books = () =>
    chain.column(
      `SELECT account || ' ' || sum(amount) FROM books WHERE account LIKE 'memberships%' GROUP BY account ORDER BY 1`,
    );
  await chain.uploaded(one);
  expect(await books()).toEqual(['memberships 2900', 'memberships-returned 2900']);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
  await vi.waitUntil(
    () => two.till.store.look.memberFacts(walletId).memberships[0]?.endedDay !== null,
    waiting,
  );
}, 60_000);

test('sold at two tills that do not know of each other, both years count', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one', false), await chain.till('two', false)];
  for (const open of [one, two]) await setUp(open);
  expect(await buy(one, 'club-sale-one')).toMatchObject({ ok: true });
  expect(await buy(two, 'club-sale-two')).toMatchObject({ ok: true });
  const alone = (await held(one))?.untilDay ?? '';
  await one.close();
  await two.close();
  const [again, other] = [await chain.till('one'), await chain.till('two')];
  await vi.waitUntil(() => months(again) === 24 && months(other) === 24, waiting);
  const both = (await held(again))?.untilDay ?? '';
  expect(Number(both.slice(0, 4)) - Number(alone.slice(0, 4))).toBe(1);
  expect((await held(other))?.untilDay).toBe(both);
}, 60_000);

test('is not sold at another price than the customer was told, nor to nobody', async () => {
  const chain = await aChain();
  const one = await chain.till('one', false);
  await setUp(one);
  expect(refusalIn(await buy(one, 'club-sale-2', 1_900))).toBe('MEMBERSHIP_OTHER_PRICE');
  const nobody = await one.screen.call('membership.sell', {
    ...{ commandId: 'club-sale-3', walletId: 'ab'.repeat(16), programId: 'club', priceMinor: 2_900 },
  });
  expect(refusalIn(nobody)).toBe('MEMBER_UNKNOWN');
  expect(months(one)).toBe(0);
}, 60_000);

test('follows a member who turned out to be another to that one, at every till, and goes back when they are parted', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  await setUp(one);
  expect(await buy(one, 'club-sale-merged')).toMatchObject({ ok: true });
  const into = walletIdOf(cardIdOf(cards.fresh, nodeMachine.sha256), nodeMachine.sha256);
  const merge = { from: walletId, into, by: 'ada' };
  expect(await one.screen.call('manager.merge', merge)).toEqual({ ok: true });
  const untilDay = async (open: TillUnderTest, card: string) => {
    await scan(open, card);
    const { member } = await open.screen.call('checkout.visit', {});
    return member?.memberships?.[0]?.untilDay ?? null;
  };
  // Both cards open the one wallet, and what was paid for in the other holds there.
  const paidUntil = await untilDay(one, cards.fresh);
  expect(paidUntil).toMatch(/^\d{4}-/);
  expect(await untilDay(one, cards.eightyPoints)).toBe(paidUntil);
  await vi.waitUntil(async () => (await untilDay(two, cards.fresh)) === paidUntil, waiting);
  const sold = await sell(two, '10.00');
  expect(sold.ok && sold.outcome?.total.minor).toBe(900);
  expect(await one.screen.call('manager.undo-merge', merge)).toEqual({ ok: true });
  // What the centre told of the merge, before it heard of the parting, is older than our own word.
  expect(await untilDay(one, cards.fresh)).toBeNull();
  expect(await untilDay(one, cards.eightyPoints)).toBe(paidUntil);
  // Taken back from whoever has it now, once.
  expect(await one.screen.call('manager.merge', merge)).toEqual({ ok: true });
  const end = { walletId: into, membershipId: 'club-sale-merged' };
  expect(await one.screen.call('membership.end', end)).toMatchObject({ ok: true });
  expect(await untilDay(one, cards.fresh)).toBeNull();
  for (const who of [into, walletId])
    expect(await one.screen.call('membership.end', { ...end, walletId: who })).toMatchObject({ ok: true });
  await chain.uploaded(one);
  const ended = `SELECT seq FROM ledger_event WHERE type = 'MembershipEnded'`;
  expect(await chain.column(ended)).toHaveLength(1);
  await vi.waitUntil(async () => (await untilDay(two, cards.fresh)) === null, waiting);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
}, 60_000);

test('one’s own word on who is one member holds until the centre has heard it, and then everybody’s', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  const into = walletIdOf(cardIdOf(cards.fresh, nodeMachine.sha256), nodeMachine.sha256);
  const merge = { from: walletId, into, by: 'ada' };
  const isOne = ({ till }: TillUnderTest) => till.store.look.mainOf(walletId) === into;
  expect(await two.screen.call('manager.merge', merge)).toEqual({ ok: true });
  await vi.waitUntil(() => isOne(one), waiting);
  // Cut off, it parts and merges what another merged.
  await one.close();
  const alone = await chain.till('one', false);
  for (const merged of [false, true, false]) {
    const call = merged ? 'manager.merge' : 'manager.undo-merge';
    expect(await alone.screen.call(call, merge)).toEqual({ ok: true });
    expect(isOne(alone)).toBe(merged);
  }
  await alone.close();
  const back = await chain.till('one');
  await chain.uploaded(back);
  await vi.waitUntil(() => !isOne(two), waiting);
  expect(isOne(back)).toBe(false);
  expect(await two.screen.call('manager.merge', merge)).toEqual({ ok: true });
  await vi.waitUntil(() => isOne(back), waiting);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
}, 60_000);
