import { afterEach, beforeEach, expect, test } from 'vitest';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { friendKey } from '#shared/members/referral.ts';
import { lotOf } from '#shared/ledger/posting.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { cards, openCounter, temporaryFolder } from '#test/support/a-till.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const walletOf = (card: string) => walletIdOf(cardIdOf(card, nodeMachine.sha256), nodeMachine.sha256);
const [anna, friend] = [walletOf(cards.eightyPoints), walletOf(cards.fresh)];
const total = { minor: 2_000, currency: 'EUR' };
const about = { saleId: 'first-of-a-friend', walletId: friend };

const award = (opensDay: string, drawer: string): Fact => ({
  type: 'ValueAwarded',
  body: {
    ...{
      walletId: anna,
      unit: 'points:points',
      drawer,
      lot: lotOf(opensDay, null),
      amount: 50,
      programId: 'friends',
    },
    ...{ saleId: about.saleId, revision: 1, onceKey: friendKey(friend) },
    reason: { code: 'FRIEND_SENT', params: { name: 'Bring a friend' } },
  },
});
const takenBack = (originalTill: string): Fact => ({
  type: 'SaleReversed',
  body: {
    ...{ ...about, reversalId: 'all-of-it', kind: 'refund', amount: total, lines: [], note: '', whole: true },
    ...{ parts: [{ lot: '2026-11-22/2027-11-22', amount: 2_000 }], originalTill, provisional: false },
  },
});

test.each([
  { told: 'while the reward waits', opensDay: '2026-12-06', backDay: '2026-12-05', rewarded: false },
  { told: 'on the last day it waits for', opensDay: '2026-12-06', backDay: '2026-12-06', rewarded: true },
  { told: 'long after', opensDay: '2026-12-06', backDay: '2027-02-01', rewarded: true },
  {
    told: 'on the very day, without a waiting time',
    opensDay: '2026-11-22',
    backDay: '2026-11-22',
    rewarded: false,
  },
  {
    told: 'a day later, without a waiting time',
    opensDay: '2026-11-22',
    backDay: '2026-11-23',
    rewarded: true,
  },
])(
  'a friend’s first sale that is taken back whole $told leaves the reward as had: $rewarded',
  async ({ opensDay, backDay, rewarded }) => {
    const { store, close } = await openCounter(folder.dir);
    const { writer } = store;
    const on = (day: string, ...facts: Fact[]) =>
      store.commit({ facts, time: { atMs: Date.parse(`${day}T10:00:00Z`), day } });
    on(
      '2026-11-22',
      {
        type: 'MemberReferred',
        body: { walletId: friend, referrer: anna, programId: 'friends', by: 'card' },
      },
      { type: 'SaleRecorded', body: { ...about, total, paidWithVouchersMinor: 0, items: [] } },
      award(opensDay, writer),
    );
    expect(store.look.referral(friend)?.rewarded).toBe(true);
    on(
      backDay,
      { type: 'RefundOpened', body: { saleId: about.saleId, total, lot: '2026-11-22/2027-11-22' } },
      takenBack(writer),
    );
    expect(store.look.referral(friend)?.rewarded).toBe(rewarded);
    expect(store.look.friendsOf(anna)).toEqual({ sent: 1, rewarded: rewarded ? 1 : 0 });
    close();
  },
);

test('a reward that somebody had who was held to be the referrer is not given again once they are two', async () => {
  const { store, close } = await openCounter(folder.dir);
  const day = '2026-11-22';
  const note = (...facts: Fact[]) =>
    store.commit({ facts, time: { atMs: Date.parse(`${day}T10:00:00Z`), day } });
  const other = walletOf(cards.ean);
  const two = { from: other, into: anna, by: 'manager' };
  note(
    {
      type: 'MemberReferred',
      body: { walletId: friend, referrer: other, programId: 'friends', by: 'card' },
    },
    { type: 'MembersMerged', body: two },
  );
  expect(store.look.referral(friend)).toMatchObject({ referrer: anna, rewarded: false });
  note(
    { type: 'SaleRecorded', body: { ...about, total, paidWithVouchersMinor: 0, items: [] } },
    award('2026-12-06', store.writer),
  );
  note({ type: 'MergeUndone', body: two });
  expect(store.look.referral(friend)).toMatchObject({ referrer: other, rewarded: true });
  close();
});
