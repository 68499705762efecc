import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { OutcomeView } from '#shared/api/checkout.api.ts';
import type { ReversalAnswer } from '#shared/api/refund.api.ts';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { acquainted, aChain, scan, sell, waiting } from '#test/support/a-chain.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';

const challenge = (gift: object, programId = 'three-visits') => ({
  programId,
  type: 'challenges',
  setup: {
    name: 'Three visits',
    goal: { kind: 'visits', count: 3 },
    round: { kind: 'open' },
    gift,
    badge: { picture: 'trophy' },
  },
});
const fifty = { kind: 'points', programId: 'points', amount: 50 };
const coupon = { kind: 'coupon', label: 'A cake' };
const walletId = walletIdOf(cardIdOf(cards.unknown, nodeMachine.sha256), nodeMachine.sha256);

let commands = 0;
const refund = (open: TillUnderTest, saleId: string) =>
  open.screen.call('refund.confirm', {
    ...{ saleId, kind: 'refund', amountText: '', lines: [], note: '' },
    commandId: `challenges-${(commands += 1)}`,
  });
const codesOf = (answer: ReversalAnswer): string[] =>
  answer.ok ? answer.reversal.steps.map(({ code }) => code) : [answer.refusal.code];
async function sold(open: TillUnderTest, amountText = '10.00'): Promise<OutcomeView> {
  await scan(open, cards.unknown);
  const answer = await sell(open, amountText);
  if (!answer.ok || !answer.outcome) throw new Error('not sold');
  return answer.outcome;
}
async function enrolled(open: TillUnderTest): Promise<void> {
  await scan(open, cards.unknown);
  await open.screen.call('checkout.enrol', {});
}
const seen = async (open: TillUnderTest) => {
  await scan(open, cards.unknown);
  const { member } = await open.screen.call('checkout.visit', {});
  return { pursuits: member?.pursuits, badges: member?.badges.map(({ title, picture }) => [title, picture]) };
};
/** What a till heard of the member, without anybody at its counter. */
const heard = ({ till }: TillUnderTest) => {
  const { reached, counted } = till.store.look.memberFacts(walletId);
  return { reached: reached.length, counted: counted('three-visits', 'turn-1').length };
};
const net = (open: TillUnderTest, unit: string): number => {
  const { look } = open.till.store;
  return [...look.lots(walletId), ...look.debts(walletId)]
    .filter((lot) => lot.unit === unit)
    .reduce((sum, { amount }) => sum + amount, 0);
};

test('three visits bring points and a badge, are seen on the way, and are lost with a sale that goes back, over restarts', async () => {
  const folder = temporaryFolder();
  const points = {
    ...{ pointsPerUnit: 1, voucherAt: 5_000, voucherWorthMinor: 200 },
    ...{ pointsLifeDays: 365, voucherLifeDays: 180 },
  };
  const programs = [{ programId: 'points', type: 'points', setup: points }, challenge(fifty)];
  writeFileSync(path.join(folder.dir, 'settings.json'), JSON.stringify({ shop: 'Bar Aurora', programs }));
  let open = await openTestTill(folder.dir, { demo: false });
  onTestFinished(async () => {
    await open.close();
    folder.remove();
  });
  const restart = async () => {
    await open.close();
    open = await openTestTill(folder.dir, { demo: false });
  };
  await enrolled(open);
  const { saleId } = await sold(open);
  await sold(open);
  await restart();
  expect(await seen(open)).toMatchObject({
    pursuits: [{ title: 'Three visits', have: 2, need: 3, of: 'visits', untilDay: null, reached: false }],
    badges: [],
  });
  const third = await sold(open);
  expect(third.reached).toEqual([{ programId: 'three-visits', title: 'Three visits', badge: 'trophy' }]);
  expect(net(open, 'points:points')).toBe(80);
  await restart();
  expect(await seen(open)).toMatchObject({ badges: [['Three visits', 'trophy']], pursuits: [{ have: 0 }] });
  const told = await open.screen.call('members.export', { walletId, language: 'en' });
  expect(told?.text).toMatch(/Reached on .*: Three visits/);
  expect(codesOf(await refund(open, saleId))).toEqual(['REACHED_NO_MORE', 'CLAWED_BACK']);
  expect(net(open, 'points:points')).toBe(20);
  await restart();
  expect(await seen(open)).toMatchObject({ badges: [], pursuits: [{ have: 2 }] });
  expect((await sold(open)).reached).toHaveLength(1);
  expect(net(open, 'points:points')).toBe(80);
  expect(open.till.store.verify().faults).toEqual([]);
});

test('visits at two tills count together, and a refund at one takes back the coupon that the other gave', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  const { programId, type, setup } = challenge(coupon);
  const save = { programId, type, revision: 0, setup: JSON.stringify(setup), ended: false };
  expect(await one.screen.call('programs.save', save)).toMatchObject({ ok: true });
  await enrolled(one);
  const { saleId } = await sold(one);
  await sold(one);
  await chain.uploaded(one);
  await vi.waitUntil(() => heard(two).counted === 2, waiting);
  const third = await sold(two);
  expect(third).toMatchObject({ reached: [{ title: 'Three visits' }], issued: [{ label: 'A cake' }] });
  const token = two.till.store.look.latestVouchers(1)[0]?.token ?? '';
  await chain.uploaded(two);
  await vi.waitUntil(() => heard(one).reached === 1, waiting);
  expect(codesOf(await refund(one, saleId))).toEqual(['REACHED_NO_MORE', 'VOUCHER_VOIDED', 'CLAWED_BACK']);
  await chain.uploaded(one);
  await vi.waitUntil(() => heard(two).reached === 0, waiting);
  await two.screen.call('checkout.clear', {});
  expect(await scan(two, token)).toMatchObject({ refusal: { code: 'VOUCHER_VOIDED' } });
  expect((await sold(two)).reached).toHaveLength(1);
  for (const open of [one, two]) await chain.uploaded(open);
  expect([one, two].flatMap(({ till }) => till.store.verify().faults)).toEqual([]);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
});

test('a refund that waited for the centre takes back what was reached, once the centre settles it', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  const { programId, type, setup } = challenge(fifty);
  const save = { programId, type, revision: 0, setup: JSON.stringify(setup), ended: false };
  await one.screen.call('programs.save', save);
  await enrolled(one);
  const { saleId } = await sold(one);
  await sold(one);
  await sold(one);
  expect((await seen(one)).badges).toHaveLength(1);
  await chain.uploaded(one);
  await one.close();
  const bounded = {
    offline: { default: 'bounded' as const },
    limits: { perMemberMinor: 2_000, perTillMinor: 2_000 },
  };
  await two.close();
  const away = await chain.till('away', false, bounded);
  const provisional = await away.screen.call('refund.confirm', {
    ...{ saleId, kind: 'refund', amountText: '10.00', lines: [], note: '' },
    commandId: `challenges-${(commands += 1)}`,
  });
  expect(provisional).toMatchObject({ ok: true, reversal: { provisional: true } });
  await away.close();
  const back = await chain.till('away', true, bounded);
  const again = await chain.till('one');
  await vi.waitUntil(
    async () =>
      (await chain.column('SELECT count(*) FROM achievements WHERE lost_day IS NOT NULL'))[0] === '1',
    waiting,
  );
  await vi.waitUntil(() => heard(again).reached === 0, waiting);
  await chain.uploaded(back);
  expect(
    await chain.column(
      `SELECT coalesce(sum(amount), 0) FROM balances WHERE unit = 'points:points' AND holder IN ($1, $2)`,
      `wallet:${walletId}`,
      `debt:${walletId}`,
    ),
  ).toEqual(['20']);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
});
