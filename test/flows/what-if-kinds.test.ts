import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { businessDay } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { readEntries } from '#shared/projections/fold.ts';
import { programs } from '#shared/programs/programs.ts';
import { limitsOf } from '#shared/reports/what-if-limits.ts';
import { reverseSale } from '#shared/visit/reverse-sale.ts';
import { sellMembership } from '#shared/visit/membership.ts';
import { reversalCase } from '#electron/api/reversal-case.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { openLogReader } from '#electron/store/log-reader.ts';
import { planReplay, replayPart } from '#electron/what-if/replay-part.ts';
import { cards, openCounter, temporaryFolder, type CounterUnderTest } from '#test/support/a-till.ts';
import { aCoupon, program } from '#test/support/given.ts';
import { seeded } from '#test/support/seeded.ts';

const gift = { name: 'Every kind', lifeDays: 60 };
const coupon = { effect: { kind: 'percent', bp: 1_000 }, code: 'TEN10', limit: 9 };
/** One program of each kind that the demo shop has not, so set up that some dozen sales meet it. */
const otherKinds = [
  program('badges', {
    badges: [{ key: 'five', name: 'Five', picture: 'heart', earned: { kind: 'milestone', visits: 5 } }],
  }),
  program('benefits', { name: 'Gold', effect: { kind: 'percent', bp: 500 }, when: { tiers: ['Gold'] } }),
  program('cashback', { bp: 300, creditLifeDays: 90, caps: { perMonthMinor: 400 } }),
  program('challenges', {
    ...gift,
    goal: { kind: 'visits', count: 3 },
    round: { kind: 'calendar-month' },
    gift: { kind: 'points', programId: 'points', amount: 20 },
    badge: { picture: 'trophy' },
  }),
  program('coupons', aCoupon(coupon)),
  program('membership', { name: 'Club', priceMinor: 900, months: 1, off: { kind: 'percent', bp: 300 } }),
  program('occasions', { ...gift, occasion: { kind: 'welcome' }, gift: { kind: 'money', worthMinor: 150 } }),
  program('referral', {
    ...gift,
    forReferrer: { kind: 'voucher', worthMinor: 500 },
    forFriend: { kind: 'points', programId: 'points', amount: 30 },
    waitingDays: 5,
  }),
  program('rewards', {
    pointsProgramId: 'points',
    rewards: [{ key: 'cup', name: 'A cup', points: 40, effect: { kind: 'fixed', minor: 100 } }],
  }),
  program('tiers', {
    by: 'spend',
    tiers: [{ name: 'Gold', from: 9_000 }],
    period: 'rolling',
    rollingMonths: 2,
  }),
];

let nowMs = 0;
const machine: Machine = { ...nodeMachine, now: () => nowMs };
let folder: ReturnType<typeof temporaryFolder>;
let counter: CounterUnderTest;
beforeEach(async () => {
  nowMs = Date.parse('2026-06-01T08:00:00Z');
  folder = temporaryFolder();
  counter = await openCounter(folder.dir, machine);
});
afterEach(() => {
  counter.close();
  folder.remove();
});

const commit = (facts: readonly Fact[]) =>
  counter.store.commit({ facts, time: { atMs: nowMs, day: businessDay(nowMs, counter.settings) } });

/** Months of a shop with everything: what customers do is drawn, and each does what the counter allows. */
function beBusy(seed: number): void {
  const chance = seeded(seed);
  const { checkout, scan } = counter;
  const opened = { campaignId: 'coupons', limit: 9, lot: '2026-06-01/-' };
  commit([{ type: 'CampaignOpened', body: opened }, ...otherKinds]);
  expect(counter.store.look.programs().map(({ programId }) => programId)).toEqual(
    expect.arrayContaining(
      otherKinds.map((one) => (one.type === 'ProgramConfigured' ? one.body.programId : '')),
    ),
  );
  scan(cards.unknown);
  checkout.askReferrer(true);
  scan(cards.fresh);
  checkout.enrol();
  for (let sale = 0; sale < 60; sale += 1) {
    nowMs += chance.int(1, 40) * 3_600_000;
    checkout.clear();
    const card = chance.int(0, 1) === 0 ? cards.fresh : cards.unknown;
    scan(card);
    if (sale === 20) sellClub();
    if (chance.int(0, 2) === 0) checkout.count('coffee', chance.int(1, 4));
    if (chance.int(0, 4) === 0) scan('TEN10');
    if (chance.int(0, 2) === 0) checkout.choose('rewards/cup', true, '');
    if (chance.int(0, 2) === 0) checkout.choose('credit', true, '1.00');
    const own = counter.store.look.latestVouchers(30).filter((one) => one.redeemedAtMs === null);
    const paper = chance.int(0, 1) === 0 ? own[0] : undefined;
    if (paper) scan(paper.token);
    const amount = chance.int(8, 60).toFixed(2);
    if (!counter.sell(amount).ok) {
      checkout.clear();
      scan(card);
      counter.sell(amount);
    }
    const saleId = checkout.view().lastOutcome?.saleId ?? '';
    if (chance.int(0, 6) === 0) takeBack(saleId, chance.int(0, 1) === 0 ? null : 300);
  }
}

function sellClub(): void {
  const walletId = counter.checkout.view().member?.walletId ?? '';
  const { look, standing, writer } = counter.store;
  const here = { look, settings: counter.settings, till: writer, state: standing.state() };
  const wanted = { walletId, programId: 'membership', membershipId: nodeMachine.newId(), priceMinor: 900 };
  const sold = sellMembership(wanted, { ...here, day: businessDay(nowMs, counter.settings) });
  if (!sold.ok) throw new Error(sold.error.code);
  commit([sold.value]);
}

function takeBack(saleId: string, amountMinor: number | null): void {
  const wanted = { reversalId: nodeMachine.newId(), saleId, amountMinor, lines: [], note: '' };
  const about = reversalCase(saleId, nowMs, counter.store, counter.settings);
  const kind = amountMinor === null ? ('void' as const) : ('refund' as const);
  const reversal = reverseSale({ ...wanted, kind }, about);
  if (reversal.ok) commit(reversal.value.facts);
}

const replayed = (changed: { programId: string; type: string; setup: string }[], of = 1) => {
  const reader = openLogReader(path.join(folder.dir, 'till.db'));
  const asked = { changed, settings: counter.settings, from: null, to: null };
  const plan = planReplay(reader, asked);
  const result = replayPart(reader, asked, plan, { index: 0, of }, () => undefined);
  reader.close();
  return { ...result, apart: plan.apart };
};

test.each([1, 2, 3])(
  'a shop with every kind of program, replayed as it was, is its ledger: sales, months, programs, members (%i)',
  (seed) => {
    beBusy(seed);
    const kinds = new Set(readEntries(counter.store.ownAfter(0, 5_000)).map(({ fact }) => fact.type));
    for (const kind of [
      'CampaignUsed',
      'ProgressCounted',
      'AchievementReached',
      'SaleReversed',
      'ValueSpent',
    ])
      expect([...kinds]).toContain(kind);
    const { asItWas, changed, before, after, gains, losses, apart } = replayed([]);
    expect(asItWas).toEqual({ asked: 60, same: 60, otherwise: 0, taken: 0 });
    expect(changed).toEqual(asItWas);
    expect(after).toEqual(before);
    expect([...gains, ...losses]).toEqual([]);
    // Nine uses are for everybody together.
    expect(apart).toBe(false);
  },
  60_000,
);

test('a change of any kind moves its own cost, and a limited coupon stays within its uses', () => {
  beBusy(4);
  const costOf = (type: string, setup: object) => {
    const { before, after } = replayed([{ programId: type, type, setup: JSON.stringify(setup) }]);
    const [was, is] = [before, after].map(({ programs: all }) => all.find((one) => one.programId === type));
    return { was, is };
  };
  const better = costOf('coupons', aCoupon({ ...coupon, effect: { kind: 'percent', bp: 2_000 } }));
  expect(better.is?.costMinor).toBeGreaterThan(better.was?.costMinor ?? 0);
  expect(better.is?.times).toBeLessThanOrEqual(9);
  const uncapped = costOf('cashback', { bp: 300, creditLifeDays: 90 });
  expect(uncapped.is?.costMinor).toBeGreaterThan(uncapped.was?.costMinor ?? 0);
  const dearer = costOf('occasions', {
    ...{ ...gift, occasion: { kind: 'welcome' } },
    gift: { kind: 'money', worthMinor: 300 },
  });
  expect(dearer.is?.costMinor).toBe(2 * (dearer.was?.costMinor ?? 0));
}, 60_000);

test('what cannot be known is said of every kind', () => {
  for (const { type } of programs) expect(limitsOf(type, true)).toContain('behaviour');
  expect(limitsOf('coupons', true)[0]).toBe('coupons');
  expect(limitsOf('points', false)).toContain('other-tills');
});
