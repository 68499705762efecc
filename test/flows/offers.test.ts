import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OutcomeView } from '#shared/api/checkout.api.ts';
import type { ReversalAnswer } from '#shared/api/refund.api.ts';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';

const programs = [
  {
    programId: 'points',
    type: 'points',
    setup: {
      pointsPerUnit: 1,
      voucherAt: 5_000,
      voucherWorthMinor: 200,
      pointsLifeDays: 365,
      voucherLifeDays: 180,
    },
  },
  { programId: 'cashback', type: 'cashback', setup: { bp: 1_000, creditLifeDays: 365 } },
  {
    programId: 'rewards',
    type: 'rewards',
    setup: {
      pointsProgramId: 'points',
      rewards: [{ key: 'cake', name: 'A cake', points: 60, effect: { kind: 'fixed', minor: 350 } }],
    },
  },
  {
    programId: 'welcome',
    type: 'occasions',
    setup: {
      occasion: { kind: 'welcome' },
      name: 'Welcome',
      gift: {
        kind: 'coupon',
        label: 'Half a coffee',
        effect: { kind: 'percent', bp: 5_000, mostMinor: 100 },
      },
      lifeDays: 30,
    },
  },
];

let folder: ReturnType<typeof temporaryFolder>;
let open: TillUnderTest;
const start = async () => {
  open = await openTestTill(folder.dir, { demo: false });
};
beforeEach(async () => {
  folder = temporaryFolder();
  writeFileSync(path.join(folder.dir, 'settings.json'), JSON.stringify({ shop: 'Bar Aurora', programs }));
  await start();
});
afterEach(async () => {
  await open.close();
  folder.remove();
});

let commands = 0;
const commandId = () => `offers-${(commands += 1)}`;
const scan = (text: string) => open.screen.call('checkout.scan', { deviceId: 'test', text });
const choose = (offerId: string, amountText = '') =>
  open.screen.call('checkout.choose', { offerId, chosen: true, amountText });
async function sell(amountText: string): Promise<OutcomeView> {
  const answer = await open.screen.call('checkout.confirm', { commandId: commandId(), amountText });
  if (!answer.ok || !answer.outcome) throw new Error('refused');
  return answer.outcome;
}
const refund = (saleId: string, amountText: string, kind: 'void' | 'refund' = 'refund') =>
  open.screen.call('refund.confirm', {
    saleId,
    kind,
    amountText,
    lines: [],
    commandId: commandId(),
    note: '',
  });
const moneyOf = (answer: ReversalAnswer) => (answer.ok ? answer.reversal.money.minor : answer.refusal.code);
const walletId = walletIdOf(cardIdOf(cards.unknown, nodeMachine.sha256), nodeMachine.sha256);
const held = () => {
  const sums: Record<string, number> = {};
  for (const { unit, amount } of open.till.store.look.lots(walletId)) sums[unit] = (sums[unit] ?? 0) + amount;
  return sums;
};

/** A member who has bought for 100.00: 100 points, 10.00 of credit, and a coupon for being new. */
async function member(): Promise<{ coupon: string }> {
  await scan(cards.unknown);
  await open.screen.call('checkout.enrol', {});
  await sell('100.00');
  expect(held()).toEqual({ 'points:points': 100, 'credit:EUR': 1_000 });
  return { coupon: open.till.store.look.latestVouchers(1)[0]?.token ?? '' };
}

test('points, credit and a coupon pay together; taken back at once, all is as it was', async () => {
  const { coupon } = await member();
  await scan(cards.unknown);
  await scan(coupon);
  await choose('rewards/cake');
  await choose('credit', '2.00');
  const seen = await open.screen.call('checkout.offers', { amountText: '12.50' });
  expect(seen).toMatchObject({ full: { minor: 1_250 }, due: { minor: 600 } });
  const { saleId, total, due, reductions } = await sell('12.50');
  expect({ total, due }).toEqual({ total: seen.due, due: seen.due });
  expect(reductions.map(({ offMinor, reason }) => [reason.code, offMinor])).toEqual([
    ['COUPON', 100],
    ['REWARD', 350],
    ['PAID_WITH_CREDIT', 200],
  ]);
  expect(held()).toEqual({ 'points:points': 100 - 60 + 6, 'credit:EUR': 1_000 - 200 + 60 });
  await open.close();
  await start();
  expect(moneyOf(await refund(saleId, '', 'void'))).toBe(600);
  expect(held()).toEqual({ 'points:points': 100, 'credit:EUR': 1_000 });
  expect(open.till.store.verify().faults).toEqual([]);
  await scan(cards.unknown);
  expect((await scan(coupon)).ok).toBe(true);
});

test('taken back in parts it ends where it would have ended at once', async () => {
  await member();
  await scan(cards.unknown);
  await choose('rewards/cake');
  await choose('credit');
  const { saleId, due } = await sell('20.01');
  expect(due.minor).toBe(2_001 - 350 - 1_000);
  for (const part of ['1.11', '3.33', '0.07'])
    expect(typeof moneyOf(await refund(saleId, part))).toBe('number');
  expect(moneyOf(await refund(saleId, ''))).toBe(due.minor - 111 - 333 - 7);
  expect(held()).toEqual({ 'points:points': 100, 'credit:EUR': 1_000 });
  expect(open.till.store.verify().faults).toEqual([]);
});

test('what credit paid whole comes back whole, and the points that paid the rest of another sale', async () => {
  await member();
  for (const offers of [['credit'], ['rewards/cake', 'credit']]) {
    await scan(cards.unknown);
    for (const offerId of offers) await choose(offerId);
    const before = held();
    const { saleId, total } = await sell('3.60');
    expect(total.minor).toBe(0);
    expect(held()).not.toEqual(before);
    expect((await refund(saleId, '', 'void')).ok).toBe(true);
    expect(held()).toEqual({ 'points:points': 100, 'credit:EUR': 1_000 });
  }
  expect(open.till.store.verify().faults).toEqual([]);
});

test('a welcome that was used is not given again when its sale is taken back', async () => {
  await scan(cards.unknown);
  await open.screen.call('checkout.enrol', {});
  const { saleId } = await sell('5.00');
  await scan(open.till.store.look.latestVouchers(1)[0]?.token ?? '');
  await sell('4.00');
  const taken = await refund(saleId, '', 'void');
  expect(taken.ok && taken.reversal.steps).toMatchObject([
    { code: 'CLAWED_BACK' },
    { code: 'CLAWED_BACK' },
    { code: 'VOUCHER_KEPT' },
  ]);
  await scan(cards.unknown);
  expect((await sell('5.00')).issued).toEqual([]);
});

test('a welcome is given once, and once more when its sale was taken back', async () => {
  await scan(cards.unknown);
  await open.screen.call('checkout.enrol', {});
  const first = await sell('5.00');
  expect(first.issued.map(({ label }) => label)).toEqual(['Half a coffee']);
  expect(moneyOf(await refund(first.saleId, '', 'void'))).toBe(500);
  await scan(cards.unknown);
  expect((await sell('5.00')).issued).toHaveLength(1);
  await scan(cards.unknown);
  expect((await sell('5.00')).issued).toHaveLength(0);
});

test('a coupon that takes nothing off a sale is not used up by it', async () => {
  const { coupon } = await member();
  await scan(coupon);
  const answer = await open.screen.call('checkout.confirm', { commandId: commandId(), amountText: '0' });
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'OFFER_NOT_NOW' } });
  const { total } = await sell('3.00');
  expect(total.minor).toBe(200);
});
