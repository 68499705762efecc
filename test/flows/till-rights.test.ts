import { expect, test, vi } from 'vitest';
import { nodeMachine } from '#electron/platform/machine.ts';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { acquainted, aChain, refusalIn, scan, sell, voucherFrom, waiting } from '#test/support/a-chain.ts';
import { cards } from '#test/support/a-till.ts';

const pointsOf = async (open: Parameters<typeof scan>[0]) => {
  const { member } = await open.screen.call('checkout.visit', {});
  return member?.holdings.find(({ type }) => type === 'points');
};

test('a voucher printed at one till is redeemed at another while the customer waits, once, and the first till hears of it', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  const token = await voucherFrom(one, cards.fresh);
  await chain.uploaded(one);
  expect(await scan(two, token)).toMatchObject({ ok: true });
  expect(await sell(two, '5.00')).toMatchObject({ ok: true, outcome: { due: { minor: 300 } } });
  await chain.uploaded(two);
  expect(refusalIn(await scan(two, token))).toBe('VOUCHER_SPENT');
  await vi.waitUntil(async () => refusalIn(await scan(one, token)) === 'VOUCHER_SPENT', waiting);
  await chain.uploaded(one);
  expect([one, two].flatMap(({ till }) => till.store.verify().faults)).toEqual([]);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
});

test('a voucher that two tills want at the same moment is redeemed by one of them', async () => {
  const chain = await aChain();
  const tills = [await chain.till('one'), await chain.till('two'), await chain.till('three')] as const;
  await acquainted(...tills);
  const token = await voucherFrom(tills[0], cards.fresh);
  await chain.uploaded(tills[0]);
  const outcomes = await Promise.all(
    tills.slice(1).map(async (open) => (await scan(open, token)).ok && (await sell(open, '5.00')).ok),
  );
  expect(outcomes.filter(Boolean)).toHaveLength(1);
  for (const open of tills) await chain.uploaded(open);
  expect(await chain.column(`SELECT type FROM ledger_event WHERE type = 'VoucherRedeemed'`)).toHaveLength(1);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
});

test('points follow their member: earned at one till, they complete a voucher at another', async () => {
  const chain = await aChain();
  const one = await chain.till('one');
  await scan(one, cards.unknown);
  await one.screen.call('checkout.enrol', {});
  await sell(one, '70.00');
  await chain.uploaded(one);
  const two = await chain.till('two');
  await vi.waitUntil(() => two.till.store.learnedTo() !== '' && two.till.status().link === 'online', waiting);
  await vi.waitUntil(
    async () => (await scan(two, cards.unknown)) && (await pointsOf(two))?.total === 70,
    waiting,
  );
  expect(await sell(two, '40.00')).toMatchObject({
    ok: true,
    outcome: { issued: [{ amount: 200 }], short: [] },
  });
  await chain.uploaded(two);
  expect(two.till.store.verify().faults).toEqual([]);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
});

test('points earned in another shop go home when their member has left, and complete a voucher there while home is cut off', async () => {
  const chain = await aChain({ after: (_, work) => void setTimeout(work, 100) });
  const [home, away] = [
    await chain.till('home', true, {}, 'Harbour'),
    await chain.till('away', true, {}, 'Station'),
  ];
  await acquainted(home, away);
  await scan(home, cards.unknown);
  await home.screen.call('checkout.enrol', {});
  await sell(home, '20.00');
  await scan(home, cards.unknown);
  await sell(home, '10.00');
  await chain.uploaded(home);
  await vi.waitUntil(
    async () => (await scan(away, cards.unknown)) && (await pointsOf(away))?.total === 30,
    waiting,
  );
  expect(await sell(away, '65.00')).toMatchObject({ ok: true, outcome: { issued: [] } });
  const lying = () =>
    chain.column(
      `SELECT drawer || ' ' || sum(amount) FROM balances WHERE holder LIKE 'wallet:%' AND amount > 0 GROUP BY drawer`,
    );
  await vi.waitUntil(async () => (await lying()).join() === `${home.till.store.writer} 95`, waiting);
  await vi.waitUntil(
    async () => (await scan(home, cards.unknown)) && (await pointsOf(home))?.total === 95,
    waiting,
  );
  await home.close();
  const cutOff = await chain.till('home', false, {}, 'Harbour');
  await scan(cutOff, cards.unknown);
  expect(await sell(cutOff, '10.00')).toMatchObject({
    ok: true,
    outcome: { issued: [{ amount: 200 }], short: [] },
  });
  expect([away, cutOff].flatMap(({ till }) => till.store.verify().faults)).toEqual([]);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
});

test('what lies at a till that is away is not there: the cashier reads where a voucher is and how many points were missing', async () => {
  const chain = await aChain();
  const one = await chain.till('one');
  const token = await voucherFrom(one, cards.fresh, '170.00');
  await chain.uploaded(one);
  await one.close();
  const two = await chain.till('two');
  await vi.waitUntil(
    () => two.till.status().link === 'online' && two.till.store.look.tills().length === 2,
    waiting,
  );
  expect(await scan(two, token)).toMatchObject({
    ok: false,
    // Both were given one name: which of them it is, its last digits say.
    refusal: {
      code: 'VOUCHER_ELSEWHERE',
      tillName: `Till 1 (${one.till.store.writer.slice(-4).toUpperCase()})`,
    },
  });
  await scan(two, cards.fresh);
  expect(await sell(two, '50.00')).toMatchObject({
    ok: true,
    outcome: { issued: [], short: [{ unit: 'points:points', amount: 50 }] },
  });
});

test('value of a customer who is at the counter is not given away under their hands', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await scan(one, cards.unknown);
  await one.screen.call('checkout.enrol', {});
  await sell(one, '70.00');
  await chain.uploaded(one);
  await scan(one, cards.unknown);
  await vi.waitUntil(
    async () => (await scan(two, cards.unknown)) && (await pointsOf(two))?.total === 70,
    waiting,
  );
  expect(await sell(two, '40.00')).toMatchObject({
    ok: true,
    outcome: { issued: [], short: [{ amount: 60 }] },
  });
  expect(await sell(one, '40.00')).toMatchObject({ ok: true, outcome: { issued: [{ amount: 200 }] } });
});

test('a till that is cut off takes a voucher of another as a risk where the owner allows it, up to the limit, and the centre hears what it was worth', async () => {
  const chain = await aChain();
  const bounded = { offline: { default: 'bounded' as const }, limits: { perTillMinor: 300 } };
  const [one, two] = [await chain.till('one'), await chain.till('two', true, bounded)];
  await acquainted(one, two);
  const tokens = [await voucherFrom(one, cards.fresh), await voucherFrom(one, cards.fresh)] as const;
  await chain.uploaded(one);
  const ids = one.till.store.look.latestVouchers(9).map(({ voucherId }) => voucherId);
  await vi.waitUntil(() => ids.every((id) => two.till.store.look.voucher(id)), waiting);
  await two.close();

  const cut = await chain.till('two', false, bounded);
  expect(await scan(cut, tokens[0])).toMatchObject({ ok: true });
  expect(await sell(cut, '5.00')).toMatchObject({
    ok: true,
    outcome: { due: { minor: 300 }, redeemed: [{ amount: 200 }] },
  });
  expect(refusalIn(await scan(cut, tokens[0]))).toBe('VOUCHER_SPENT');
  expect(await scan(cut, tokens[1])).toMatchObject({
    ok: false,
    refusal: { code: 'VOUCHER_OVER_LIMIT', leftMinor: 100 },
  });
  await cut.close();

  const back = await chain.till('two', true, bounded);
  await chain.uploaded(back);
  const risks = await chain.column(`SELECT body FROM ledger_event WHERE type = 'RiskTaken'`);
  expect(risks.map((body) => JSON.parse(body) as object)).toMatchObject([
    { amount: 200, worth: { minor: 200, currency: 'EUR' } },
  ]);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
});

test('where the owner wants nothing spent while a till is cut off, nothing is set aside for a basket either', async () => {
  const chain = await aChain();
  const cut = await chain.till('one', false, { offline: { default: 'off' as const } });
  const walletId = walletIdOf(cardIdOf(cards.eightyPoints, nodeMachine.sha256), nodeMachine.sha256);
  const wanted = { reservationId: 'basket-cut', walletId, unit: 'points:points', amount: 30 };
  expect(await cut.screen.call('basket.reserve', wanted)).toMatchObject({
    ok: false,
    refusal: { code: 'NOT_WHILE_OFFLINE' },
  });
  expect(cut.till.store.look.reservations()).toEqual([]);
});

test('what is above the owner’s float goes to the centre, and can be had at another till when the first is away', async () => {
  const chain = await aChain();
  const float = { float: { points: 10 } };
  const one = await chain.till('one', true, float);
  await vi.waitUntil(() => one.till.status().link === 'online', waiting);
  await scan(one, cards.unknown);
  await one.screen.call('checkout.enrol', {});
  expect(await sell(one, '70.00')).toMatchObject({ ok: true, outcome: { awards: [{ amount: 70 }] } });
  await chain.uploaded(one);
  await one.close();
  const two = await chain.till('two');
  await vi.waitUntil(() => two.till.status().link === 'online', waiting);
  await vi.waitUntil(
    async () => (await scan(two, cards.unknown)) && (await pointsOf(two))?.total === 70,
    waiting,
  );
  expect(await sell(two, '40.00')).toMatchObject({ ok: true, outcome: { issued: [{ amount: 200 }] } });
});
