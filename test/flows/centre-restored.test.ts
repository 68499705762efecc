import { expect, onTestFinished, test } from 'vitest';
import { centre as centreWriter, suspenseOf } from '#shared/ledger/drawer.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { GivenRights } from '#shared/sync/protocol.ts';
import { backup, withDatabase } from '#test/support/centre-database.ts';
import { aCentre, aLine, ann, unit, where } from '#test/support/rights-line.ts';
import { awarded, joined, walletOf } from '#test/support/till-pen.ts';

const wellKept = { faults: [], differences: [], overdrawn: [] };
const lot = '2026-11-22/-';

test('a centre put back in time grants nothing until every till was there, and then stands by what it forgot', async () => {
  const before = await aCentre();
  const one = await aLine(before.url, 'till-1');
  const two = await aLine(before.url, 'till-2');
  await one.say(...joined(1), awarded(1, 100, 'centre'));
  await two.accept((await two.want(10)).grants);
  const lost = await two.want(5);
  expect(lost.grants).toHaveLength(1);
  const copy = await backup(before.databaseUrl);

  // All of this the backup does not know.
  await two.accept((await two.want(25)).grants.slice(1));
  await one.say(awarded(1, 7, 'till-1'));
  expect(await where(before)).toMatchObject({ 'till-2': 30 });
  const port = Number(new URL(before.url).port);
  await before.close();
  const after = await aCentre(copy, port);

  expect(await one.openAgain()).toMatchObject({ verdict: 'ok', recovering: true });
  expect(await one.want(5)).toEqual({ grants: [], short: [{ holder: ann, unit, amount: 5 }] });
  expect((await after.store.overview()).recovering).toBe(1);
  await two.openAgain();
  expect((await two.openAgain()).recovering).toBe(false);
  expect((await one.want(5)).short).toEqual([]);
  expect(await where(after)).toEqual({ centre: 65, 'transit:till-1': 5, 'till-1': 7, 'till-2': 30 });
  expect(await after.store.verify()).toMatchObject(wellKept);
  expect((await after.store.overview()).quarantine.count).toBe(0);
});

test('a till that is gone is not waited for once the owner says so', async () => {
  const before = await aCentre();
  const one = await aLine(before.url, 'till-1');
  await aLine(before.url, 'till-2');
  const copy = await backup(before.databaseUrl);
  await one.say(...joined(1), awarded(1, 100, 'centre'));
  const port = Number(new URL(before.url).port);
  await before.close();
  const after = await aCentre(copy, port);
  expect((await one.openAgain()).recovering).toBe(true);
  expect(
    await after.store.decideAsOwner({ kind: 'exclude-till', till: 'till-2', by: 'owner' }),
  ).toMatchObject({
    ok: true,
  });
  expect((await one.openAgain()).recovering).toBe(false);
  expect((await one.want(40)).short).toEqual([]);
});

const own = '2026-11-22/2027-11-22';
const toRefund = { holder: 'sale:sale-1', unit: 'refund:EUR' };
const paper = {
  voucherId: '00f1e2d3c4b5a697',
  unit: 'credit:EUR',
  amount: 200,
  lot: '2026-11-22/2027-05-21',
};
const returned = (holder: string, of: string, parts: { lot: string; amount: number }[]): Fact => ({
  type: 'RightsReturned',
  body: { holder, unit: of, parts, because: 'recalled', recallId: null },
});
const total = { minor: 1_000, currency: 'EUR' };
const earned = { programId: 'points', revision: 1, saleId: 'sale-1' };
/** A sale whose points became a voucher at once; the right to refund it and the voucher went to the centre. */
const soldForVoucher: Fact[] = [
  {
    type: 'SaleRecorded',
    body: { saleId: 'sale-1', walletId: walletOf(1), total, paidWithVouchersMinor: 0, items: [] },
  },
  {
    type: 'ValueAwarded',
    body: {
      ...{ walletId: walletOf(1), unit, drawer: 'till-1', lot: own, amount: 100, ...earned },
      reason: { code: 'POINTS_PER_UNIT', params: { points: 100, perUnit: 1, baseMinor: 1_000 } },
    },
  },
  {
    type: 'ValueSpent',
    body: {
      ...{
        walletId: walletOf(1),
        unit,
        parts: [{ lot: own, amount: 100 }],
        reservationId: null,
        ...earned,
      },
      reason: { code: 'POINTS_BECOME_VOUCHER', params: { points: 100, worthMinor: 200 } },
    },
  },
  {
    type: 'VoucherIssued',
    body: {
      ...{ ...paper, walletId: walletOf(1), label: '', token: '0'.repeat(208), ...earned },
      reason: { code: 'POINTS_BECOME_VOUCHER', params: { points: 100, worthMinor: 200 } },
    },
  },
  { type: 'RefundOpened', body: { saleId: 'sale-1', total, lot: own } },
  returned(toRefund.holder, toRefund.unit, [{ lot: own, amount: 1_000 }]),
  returned(`voucher:${paper.voucherId}`, paper.unit, [{ lot: paper.lot, amount: 200 }]),
];
const takenBack = (
  reversalId: string,
  minor: number,
  how: { provisional: boolean; beforeMinor?: number },
): Fact => ({
  type: 'SaleReversed',
  body: {
    ...{
      reversalId,
      saleId: 'sale-1',
      kind: 'refund',
      amount: { minor, currency: 'EUR' },
      lines: [],
      note: '',
    },
    ...{
      originalTill: 'till-1',
      walletId: walletOf(1),
      parts: how.provisional ? [] : [{ lot: own, amount: minor }],
    },
    ...how,
  },
});

test('a refund at a risk that a restored centre forgot to have settled is settled as before, though a till built on it meanwhile', async () => {
  const before = await aCentre();
  const [one, two, three] = [
    await aLine(before.url, 'till-1'),
    await aLine(before.url, 'till-2'),
    await aLine(before.url, 'till-3'),
  ];
  await one.say(...joined(1), ...soldForVoucher);
  const copy = await backup(before.databaseUrl);

  // 202 of 1,000 at a risk: 21 points, for which the voucher becomes points again, and 79 stay.
  await three.say(takenBack('at-a-risk', 202, { provisional: true }));
  await before.store.settle();
  expect(await where(before)).toEqual({ centre: 79 });
  const wants = [
    { ...toRefund, amount: 798 },
    { holder: ann, unit, amount: 79 },
  ];
  const { grants } = GivenRights.parse((await two.till.ask('POST', '/v1/rights', { wants, after: 0 })).body);
  await two.accept(grants);
  await two.say(takenBack('by-right', 101, { provisional: false, beforeMinor: 202 }), {
    type: 'ValueClawedBack',
    body: {
      ...{
        walletId: walletOf(1),
        saleId: 'sale-1',
        reversalId: 'by-right',
        unit,
        parts: [{ lot: own, amount: 10 }],
      },
      ...{ debt: 0, debtLot: '2026-11-22/-', forgiven: 0 },
    },
  });
  // What comes later must not pay for what the voucher paid.
  await one.say(awarded(1, 60, 'centre', own));
  const port = Number(new URL(before.url).port);
  await before.close();
  const after = await aCentre(copy, port);
  for (const till of [one, two, three]) await till.openAgain();
  expect((await three.openAgain()).recovering).toBe(false);
  await after.store.settle();
  expect(await where(after), 'as long as the rest of the right is away').toMatchObject({
    'transit:till-2': -79,
  });
  await two.say(returned(toRefund.holder, toRefund.unit, [{ lot: own, amount: 697 }]));
  await after.store.settle();

  expect(await where(after)).toEqual({ centre: 60, 'till-2': 69 });
  expect(await where(after, `voucher:${paper.voucherId}`)).toEqual({});
  expect(await where(after, toRefund.holder)).toEqual({ centre: 697 });
  const stretches = await withDatabase(copy, (client) =>
    client.query('SELECT reversal_id, taken_from::int, taken::int, fault FROM reversals ORDER BY taken_from'),
  );
  expect(stretches.rows).toEqual([
    { reversal_id: 'at-a-risk', taken_from: 0, taken: 202, fault: null },
    { reversal_id: 'by-right', taken_from: 202, taken: 101, fault: null },
  ]);
  expect((await after.store.overview()).quarantine.count).toBe(0);
  expect(await after.store.verify()).toMatchObject(wellKept);
});

test('a revoked till is heard no more, and what was in its drawer and on its way is at the centre', async () => {
  const centre = await aCentre();
  const one = await aLine(centre.url, 'till-1');
  const two = await aLine(centre.url, 'till-2');
  await one.say(...joined(1), awarded(1, 60, 'till-1'), awarded(1, 40, 'centre'));
  await one.want(15);
  const notices = await one.till.listen();
  onTestFinished(() => notices.close());
  const decision = { kind: 'revoke-till', till: 'till-1', because: 'stolen', by: 'owner' } as const;
  const decided = await fetch(`${centre.url}/api/decisions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(decision),
  });
  expect(await decided.json()).toEqual({ facts: 3 });
  expect(await where(centre)).toEqual({ centre: 100 });
  await expect.poll(() => notices.heard, { timeout: 5_000 }).toContain('retired');
  expect(await one.till.ask('GET', '/v1/story?cursor=')).toMatchObject({ status: 401 });
  expect((await one.openAgain()).verdict).toBe('retired');
  expect(
    await centre.store.accept({ writer: 'till-1', envelopes: one.pen.write(awarded(1, 9, 'till-1')) }),
  ).toMatchObject({
    error: { code: 'RETIRED' },
  });
  expect((await two.want(100)).short).toEqual([]);
  expect(await centre.store.decideAsOwner(decision), 'only once').toEqual({
    ok: false,
    error: { code: 'TILL_UNKNOWN' },
  });
  expect(await centre.store.verify()).toMatchObject(wellKept);
});

test('value in suspense, open risks and lost refunds wait for the owner with what they cost, until he decides', async () => {
  const centre = await aCentre();
  const one = await aLine(centre.url, 'till-1');
  const voucher = 'voucher:00f1e2d3c4b5a697';
  const suspended = (holder: string, of: string, amount: number): Fact => ({
    type: 'RightsSuspended',
    body: { holder, unit: of, parts: [{ lot, amount }], epoch: 2 },
  });
  const issued: Fact = {
    type: 'GiftCardLoaded',
    body: {
      giftCardId: 'c'.repeat(32),
      tail: 'CCCC',
      unit: 'gift:EUR',
      drawer: 'till-1',
      lot,
      amount: 500,
      vat: { kind: 'mpv' },
      saleId: 's-gift',
      programId: 'gift-cards',
      revision: 1,
    },
  };
  const risk: Fact = {
    type: 'RiskTaken',
    body: {
      riskId: 'risk-1',
      holder: voucher,
      unit: 'credit:EUR',
      amount: 200,
      lot,
      saleId: 'sale-1',
      worth: { minor: 200, currency: 'EUR' },
    },
  };
  const gift = `gift-card:${'c'.repeat(32)}`;
  await one.say(...joined(1), awarded(1, 60, 'till-1'), issued, risk);
  await one.say(suspended(ann, unit, 60), suspended(gift, 'gift:EUR', 500));
  const inbox = async () => (await centre.store.overview()).conflicts;
  expect(await inbox()).toMatchObject({
    count: 3,
    latest: [
      {
        id: 'risk-1',
        kind: 'risk',
        till: 'till-1',
        holder: voucher,
        amount: 200,
        moneyMinor: 200,
        currency: 'EUR',
      },
      { kind: 'suspense', till: 'till-1', tillName: 'till-1', holder: gift, amount: 500, moneyMinor: 500 },
      { kind: 'suspense', holder: ann, amount: 60, moneyMinor: null, currency: null },
    ],
  });
  const by = 'owner';
  const decide = centre.store.decideAsOwner;
  const done = { ok: true, value: { facts: 1 } };
  expect(await decide({ kind: 'release-suspense', till: 'till-1', holder: ann, unit, by })).toEqual(done);
  expect(
    await decide({ kind: 'write-off-suspense', till: 'till-1', holder: gift, unit: 'gift:EUR', by }),
  ).toEqual(done);
  expect(await decide({ kind: 'write-off-risk', riskId: 'risk-1', by })).toEqual(done);
  expect(await inbox()).toEqual({ count: 0, latest: [] });
  expect(await decide({ kind: 'write-off-risk', riskId: 'risk-1', by })).toMatchObject({ ok: false });
  expect(await where(centre)).toEqual({ [centreWriter]: 60 });
  expect(await where(centre)).not.toHaveProperty([suspenseOf('till-1')]);
  expect(await centre.store.verify()).toMatchObject(wellKept);
});

const cakes = { holder: 'campaign:cakes', unit: 'uses:cakes' };
const hundredCakes: Fact = {
  type: 'ProgramConfigured',
  body: {
    programId: 'cakes',
    type: 'coupons',
    revision: 1,
    setup: JSON.stringify({
      name: 'Cakes',
      limit: 100,
      code: 'SUMMER10',
      effect: { kind: 'percent', bp: 1000 },
    }),
  },
};

test.each(['there', 'gone'])(
  'uses of a coupon that a restored centre forgot to have opened are leased once and stay within their limit, while a third till is %s',
  async (third) => {
    const before = await aCentre();
    const one = await aLine(before.url, 'till-1');
    const two = await aLine(before.url, 'till-2');
    const three = await aLine(before.url, 'till-3');
    await one.say(...joined(1));
    const copy = await backup(before.databaseUrl);
    await one.say(hundredCakes);
    await before.store.settle();
    const asker = { writer: 'till-2', generation: 1, after: 0 };
    await two.accept((await before.store.giveRights(asker, [{ ...cakes, amount: 20 }])).grants);
    const port = Number(new URL(before.url).port);
    await before.close();
    const after = await aCentre(copy, port);
    await one.openAgain();
    await two.openAgain();
    const revoke = { kind: 'revoke-till', till: 'till-3', because: 'lost', by: 'owner' } as const;
    if (third === 'gone') await after.store.decideAsOwner(revoke);
    else await three.openAgain();
    await after.store.settle();
    expect(await where(after, cakes.holder)).toEqual({ centre: 80, 'till-2': 20 });
    expect((await after.store.overview()).conflicts.count).toBe(0);
    expect(await after.store.verify()).toMatchObject(wellKept);
  },
);

test.each(['there', 'gone'])(
  'value in suspense that was released, granted and forgotten is there once when the owner decides again, while a third till is %s',
  async (third) => {
    const before = await aCentre();
    const one = await aLine(before.url, 'till-1');
    const two = await aLine(before.url, 'till-2');
    const three = await aLine(before.url, 'till-3');
    const suspended = { holder: ann, unit, parts: [{ lot, amount: 50 }], epoch: 1 };
    await one.say(...joined(1), awarded(1, 50, 'till-1'), { type: 'RightsSuspended', body: suspended });
    const copy = await backup(before.databaseUrl);
    const release = { kind: 'release-suspense', till: 'till-1', holder: ann, unit, by: 'owner' } as const;
    await before.store.decideAsOwner(release);
    await two.accept((await two.want(50)).grants);
    const port = Number(new URL(before.url).port);
    await before.close();
    const after = await aCentre(copy, port);
    await one.openAgain();
    await two.openAgain();
    const revoke = { kind: 'revoke-till', till: 'till-3', because: 'lost', by: 'owner' } as const;
    if (third === 'gone') await after.store.decideAsOwner(revoke);
    else await three.openAgain();
    // The restore was noticed by the second that called: the first shows its log in the new generation.
    await one.openAgain();
    await after.store.settle();
    await after.store.decideAsOwner(release);
    await after.store.settle();
    expect(await where(after)).toEqual({ 'till-2': 50 });
    expect((await after.store.overview()).conflicts.count).toBe(0);
    expect(await after.store.verify()).toMatchObject(wellKept);
  },
);
