import { expect, test, vi } from 'vitest';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { referralCodeOf } from '#shared/scan/formats/referral-code.format.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { acquainted, aChain, refusalIn, scan, sell, waiting, type Chain } from '#test/support/a-chain.ts';
import { cards } from '#test/support/a-till.ts';
import type { TillUnderTest } from '#test/support/open-till.ts';

const walletOf = (card: string) => walletIdOf(cardIdOf(card, nodeMachine.sha256), nodeMachine.sha256);
const anna = walletOf(cards.eightyPoints);
const friend = walletOf(cards.unknown);

const setUp = {
  name: 'Bring a friend',
  forReferrer: { kind: 'points', programId: 'points', amount: 50 },
  forFriend: { kind: 'credit', worthMinor: 300 },
  waitingDays: 14,
  lifeDays: 90,
};
const bringFriends = (open: TillUnderTest, change: object = {}) =>
  open.screen.call('programs.save', {
    programId: 'friends',
    type: 'referral',
    revision: 0,
    setup: JSON.stringify({ ...setUp, ...change }),
    ended: false,
  });
/** All that a member has of a unit, waiting or not, as a till knows it. */
const held = (open: TillUnderTest, walletId: string, unit: string): number =>
  open.till.store.look
    .lots(walletId)
    .filter((lot) => lot.unit === unit)
    .reduce((sum, { amount }) => sum + amount, 0);
const enrolFriend = async (open: TillUnderTest, person: object = {}) => {
  await scan(open, cards.unknown);
  await open.screen.call('referral.ask', { on: true });
  await scan(open, cards.eightyPoints);
  return open.screen.call('members.enrol', { person, anyway: true });
};
const saleIdOf = async (open: TillUnderTest, amountText: string): Promise<string> => {
  const answer = await sell(open, amountText);
  if (!answer.ok || !answer.outcome) throw new Error(`not sold: ${refusalIn(answer)}`);
  return answer.outcome.saleId;
};
let refunds = 0;
const refund = (open: TillUnderTest, saleId: string, amountText = '', kind: 'void' | 'refund' = 'refund') =>
  open.screen.call('refund.confirm', {
    ...{ saleId, kind, amountText, lines: [], note: '' },
    commandId: `friend-refund-${(refunds += 1)}`,
  });
const sound = async (chain: Chain, ...tills: TillUnderTest[]) => {
  for (const open of tills) await chain.uploaded(open);
  expect(tills.flatMap(({ till }) => till.store.verify().faults)).toEqual([]);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
};

test('a friend who was enrolled at one till and buys first at another brings something for both', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  expect(await bringFriends(one)).toEqual({ ok: true });
  expect(await enrolFriend(one)).toEqual({ ok: true });
  expect((await one.screen.call('checkout.visit', {})).member?.friends).toMatchObject({ wasSent: true });
  await vi.waitUntil(() => two.till.store.look.sentBy(friend) === anna, waiting);
  await vi.waitUntil(() => two.till.store.look.card(cardIdOf(cards.unknown, nodeMachine.sha256)), waiting);

  await scan(two, cards.unknown);
  const sold = await sell(two, '20.00');
  expect(sold.ok && sold.outcome?.forOthers).toMatchObject([{ unit: 'points:points', amount: 50 }]);
  // Both demo tills opened with 80 points of hers; what was sent for comes on top.
  await vi.waitUntil(() => held(one, anna, 'points:points') === 210, waiting);
  expect(held(two, friend, 'credit:EUR')).toBe(300);
  await scan(one, cards.eightyPoints);
  const { member } = await one.screen.call('checkout.visit', {});
  expect(member?.friends).toEqual({ code: referralCodeOf(anna), sent: 1, rewarded: 1, wasSent: false });
  // What waits is not spent.
  expect(member?.holdings.find(({ unit }) => unit === 'points:points')?.total).toBe(160);
  await sound(chain, one, two);
}, 60_000);

test('two tills that are both cut off write down who sent the friend, and agree on who was first', async () => {
  const chain = await aChain();
  const one = await chain.till('one');
  await bringFriends(one);
  await enrolFriend(one);
  await chain.uploaded(one);
  const two = await chain.till('two');
  await acquainted(one, two);
  await vi.waitUntil(() => two.till.store.look.sentBy(friend) === anna, waiting);
  two.till.store.commit({
    facts: [
      {
        type: 'MemberReferred',
        body: { walletId: friend, referrer: walletOf(cards.fresh), programId: 'friends', by: 'card' },
      },
    ],
    time: { atMs: nodeMachine.now(), day: '2026-11-22' },
  });
  expect(two.till.store.look.sentBy(friend)).toBe(anna);
  await sound(chain, one, two);
}, 60_000);

test('a refund within the waiting time takes back what both had, and a new sale brings it again; in parts, share by share, it ends with the last', async () => {
  const chain = await aChain();
  const one = await chain.till('one');
  await bringFriends(one);
  await enrolFriend(one);
  const both = () => [held(one, anna, 'points:points'), held(one, friend, 'credit:EUR')];
  await refund(one, await saleIdOf(one, '20.00'));
  expect(both()).toEqual([80, 0]);

  await scan(one, cards.unknown);
  const again = await saleIdOf(one, '20.00');
  expect(both()).toEqual([130, 300]);
  const part = await refund(one, again, '5.00');
  expect(part.ok && part.reversal.steps).toContainEqual({
    ...{ code: 'TAKEN_FROM_FRIEND', unit: 'points:points', label: '' },
    amount: 13,
  });
  expect(both()).toEqual([117, 225]);
  await refund(one, again);
  expect(both()).toEqual([80, 0]);

  // Where no more is taken back than is there, a part may have been forgiven: nothing comes a second time (decision 0051).
  await scan(one, cards.unknown);
  await saleIdOf(one, '8.00');
  expect(both()).toEqual([80, 0]);
  await sound(chain, one);
}, 60_000);

test('a void ends the same, and who lives with the friend or is the same person is refused in words', async () => {
  const chain = await aChain();
  const one = await chain.till('one');
  await bringFriends(one);
  await scan(one, cards.eightyPoints);
  await one.screen.call('members.change', { walletId: anna, person: { phone: '06301234567' }, anyway: true });
  expect(await enrolFriend(one, { phone: '+36 30 123 4567' })).toMatchObject({
    ok: false,
    refusal: { code: 'REFERRAL_SAME_HOUSEHOLD' },
  });
  expect(await enrolFriend(one, { name: 'Dora' })).toEqual({ ok: true });
  const sale = await saleIdOf(one, '20.00');
  await refund(one, sale, '', 'void');
  expect([held(one, anna, 'points:points'), held(one, friend, 'credit:EUR')]).toEqual([80, 0]);

  await one.screen.call('manager.merge', { from: friend, into: anna, by: 'owner' });
  await scan(one, cards.unknown);
  const own = await one.screen.call('referral.name', { text: referralCodeOf(anna) });
  expect(['REFERRAL_SELF', 'REFERRAL_NOT_NEW']).toContain(refusalIn(own));
  expect(one.till.store.look.referral(friend)).toBeNull();
  await sound(chain, one);
}, 60_000);

test('a refund at another till that the centre settles takes back from whoever sent the friend as well', async () => {
  const chain = await aChain();
  const bounded = {
    offline: { default: 'bounded' as const },
    limits: { perMemberMinor: 3_000, perTillMinor: 9_000 },
  };
  const [one, two] = [await chain.till('one', true, bounded), await chain.till('two', false, bounded)];
  await bringFriends(one);
  await scan(one, cards.eightyPoints);
  await one.screen.call('checkout.enrol', {});
  expect(await enrolFriend(one)).toEqual({ ok: true });
  const sale = await saleIdOf(one, '20.00');
  await chain.uploaded(one);
  expect(await refund(two, sale, '20.00')).toMatchObject({ ok: true, reversal: { provisional: true } });
  await two.close();
  const again = await chain.till('two', true, bounded);
  await chain.uploaded(again);
  await vi.waitUntil(
    async () => (await chain.column('SELECT count(*) FROM reversals WHERE settled = 1'))[0] === '1',
    waiting,
  );
  const net = await chain.column(
    `SELECT coalesce(sum(amount), 0) FROM balances WHERE unit = 'points:points' AND holder IN ($1, $2)`,
    `wallet:${anna}`,
    `debt:${anna}`,
  );
  expect(net).toEqual(['0']);
  await sound(chain, one, again);
}, 60_000);

test('an erased member sends nobody, and what is kept of it names no person', async () => {
  const chain = await aChain();
  const one = await chain.till('one');
  await bringFriends(one);
  await enrolFriend(one, { name: 'Dora' });
  await one.screen.call('members.erase', { walletId: anna });
  await scan(one, cards.unknown);
  const sold = await sell(one, '20.00');
  expect(sold.ok && sold.outcome?.forOthers).toBeUndefined();
  await scan(one, cards.fresh);
  expect(refusalIn(await one.screen.call('referral.name', { text: referralCodeOf(anna) }))).toBe(
    'REFERRAL_CODE_UNKNOWN',
  );
  const said = one.till.store.ownAfter(0, 500).find(({ type }) => type === 'MemberReferred');
  expect(Object.keys(JSON.parse(said?.body ?? '{}')).sort()).toEqual([
    'by',
    'programId',
    'referrer',
    'walletId',
  ]);
  await sound(chain, one);
}, 60_000);
