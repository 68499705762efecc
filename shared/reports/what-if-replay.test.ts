import { describe, expect, test } from 'vitest';
import { anna, bela, count, enrol, points, sell, shop } from '#test/support/a-shop.ts';
import { given, here, program, type Counter } from '#test/support/given.ts';
import { reverseAt } from '#test/support/reverse-at.ts';
import { readEntries } from '../projections/fold.ts';
import { ShopSettings } from '../settings/shop-settings.ts';
import { readChanges } from './what-if-changes.ts';
import { worthUnder } from '../programs/unit-worth.ts';
import { createReplay } from './what-if-replay.ts';
import { createSums } from './what-if-sums.ts';

const plain = {
  pointsPerUnit: 1,
  voucherAt: 100,
  voucherWorthMinor: 200,
  pointsLifeDays: 365,
  voucherLifeDays: 180,
};
const setUp = (more: object) => [{ programId: 'points', type: 'points', setup: { ...plain, ...more } }];

/** What this counter's log comes to before and after, with the points set up like this. */
function whatIf(counter: Counter, changes: object[], bounds: { from?: string; to?: string } = {}) {
  const changed = readChanges(JSON.stringify(changes), []);
  if (!changed.ok) throw new Error(changed.error);
  const [before, after] = [
    createSums(worthUnder(counter.look.programs(), 'EUR')),
    createSums(worthUnder(changed.value, 'EUR')),
  ];
  const { from = null, to = null } = bounds;
  const settings = ShopSettings.parse({});
  const common = { till: here.writer, settings, from, to, birthday: () => null, isTakenBack: () => true };
  const replay = createReplay({ ...common, changed: changed.value, before, after });
  const own = counter.envelopes.filter(({ writer }) => writer === here.writer);
  for (const { fact, envelope } of readEntries(own))
    replay.take({ fact, at: envelope.at, day: envelope.day });
  const counts = replay.finish();
  const [ledger, now] = [before.months(), after.months()];
  return { counts, ledger, now };
}
const saleIdOf = (counter: Counter): string => {
  const sales = readEntries(counter.envelopes).flatMap(({ fact }) =>
    fact.type === 'SaleRecorded' ? fact.body.saleId : [],
  );
  return sales.at(-1) ?? '';
};
/** Anna buys for 60.00, then for 50.00 with three coffees: 110 points, of which 100 become a voucher of 2.00. */
function twoSales(): Counter {
  const counter = given(shop);
  counter.when(counter.scan(anna), sell('60'));
  counter.when(counter.scan(anna), count('coffee', 3), sell('50'));
  return counter;
}

test('the set-up of today gives again exactly what the ledger says, and its cost by its own exchange rate', () => {
  const { counts, ledger, now } = whatIf(twoSales(), setUp({}));
  expect(counts).toEqual({ asked: 2, same: 2, otherwise: 0, taken: 0 });
  expect(now).toEqual(ledger);
  expect(now).toEqual([
    expect.objectContaining({
      ...{ month: '2026-11', sales: 2, members: 1, vouchersMade: 1, vouchersUsed: 0 },
      awarded: { 'points:points': 110, 'stamps:stamps': 3 },
      // 110 points at 2.00 for 100; the voucher was bought with them and is not counted again.
      costMinor: 220,
    }),
  ]);
});

test('twice the points are twice the points, and what follows from them', () => {
  const { counts, ledger, now } = whatIf(twoSales(), setUp({ pointsPerUnit: 2 }));
  expect(ledger[0]).toMatchObject({ awarded: { 'points:points': 110 }, vouchersMade: 1, costMinor: 220 });
  expect(now[0]).toMatchObject({
    awarded: { 'points:points': 220, 'stamps:stamps': 3 },
    ...{ vouchersMade: 2, costMinor: 440, members: 1 },
  });
  expect(counts).toMatchObject({ asked: 2, same: 0 });
});

test('a voucher that was used then is used, and one that does not exist is paid with money', () => {
  const counter = given(shop);
  const first = counter.when(counter.scan(anna), sell('100'));
  const token = first.ok
    ? first.value.facts.flatMap((fact) => (fact.type === 'VoucherIssued' ? fact.body.token : []))
    : [];
  counter.when(counter.scan(anna), counter.scan(token[0] ?? ''), sell('10'));
  expect(whatIf(counter, setUp({})).now[0]).toMatchObject({
    vouchersUsed: 1,
    awarded: { 'points:points': 108 },
  });
  expect(whatIf(counter, setUp({})).counts).toMatchObject({ same: 2, otherwise: 0 });
  // At 500 points nobody has one: the second sale earns on all of its 10.00.
  const dear = whatIf(counter, setUp({ voucherAt: 500 }));
  expect(dear.now[0]).toMatchObject({ vouchersMade: 0, vouchersUsed: 0, awarded: { 'points:points': 110 } });
  expect(dear.counts).toMatchObject({ asked: 2, same: 0, otherwise: 1 });
});

describe('what was taken back', () => {
  test('a refund takes back the same share of what was earned otherwise', () => {
    const counter = given(shop);
    counter.when(counter.scan(anna), sell('40'));
    expect(reverseAt(counter, { saleId: saleIdOf(counter), amountMinor: 1_000 }).ok).toBe(true);
    const same = whatIf(counter, setUp({}));
    expect(same.now).toEqual(same.ledger);
    expect(same.now[0]).toMatchObject({
      awarded: { 'points:points': 40 },
      takenBack: { 'points:points': 10 },
    });
    const double = whatIf(counter, setUp({ pointsPerUnit: 2 })).now[0];
    expect(double).toMatchObject({ takenBack: { 'points:points': 20 }, costMinor: 120 });
  });

  test('a voided sale leaves nothing: neither points nor the voucher they became', () => {
    const counter = given(shop);
    counter.when(counter.scan(anna), sell('60'));
    expect(reverseAt(counter, { saleId: saleIdOf(counter), kind: 'void' }).ok).toBe(true);
    counter.when(counter.scan(anna), sell('30'));
    expect(whatIf(counter, setUp({})).now[0]).toMatchObject({
      takenBack: { 'points:points': 60 },
      costMinor: 60,
    });
    // Twice 60 make a voucher, which the void takes along with all that was spent on it; twice 30 make none.
    const { now } = whatIf(counter, setUp({ pointsPerUnit: 2 }));
    expect(now[0]).toMatchObject({
      awarded: { 'points:points': 180 },
      takenBack: { 'points:points': 120 },
      ...{ vouchersMade: 1, costMinor: 120 },
    });
  });
});

test('the change holds from its day on, and the days behind the last are not counted', () => {
  const counter = given(shop);
  for (const day of ['2026-10-31', '2026-11-01', '2026-12-01']) {
    counter.onDay(day);
    counter.when(counter.scan(anna), sell('10'));
  }
  const { ledger, now } = whatIf(counter, setUp({ pointsPerUnit: 3 }), {
    from: '2026-11-01',
    to: '2026-11-30',
  });
  expect(ledger.map(({ month, awarded }) => [month, awarded])).toEqual([
    ['2026-11', { 'points:points': 10 }],
  ]);
  expect(now.map(({ month, awarded }) => [month, awarded])).toEqual([['2026-11', { 'points:points': 30 }]]);
});

test('a set-up that changed on the way is replayed as it stood on each day', () => {
  const counter = given(shop);
  counter.when(counter.scan(anna), sell('10'));
  counter.learns([program('points', { ...plain, pointsPerUnit: 5 }, 2)]);
  counter.when(counter.scan(bela), enrol, sell('10'));
  const coffee = [{ programId: 'more-coffee', type: 'stamps', setup: stamps }];
  const { counts, now } = whatIf(counter, coffee);
  expect(counts).toMatchObject({ asked: 2, same: 2 });
  expect(now[0]).toMatchObject({ members: 2, awarded: { 'points:points': 60 } });
});
const stamps = { item: 'tea', itemLabel: 'Tea', stampsNeeded: 5, reward: 'Free tea', couponLifeDays: 30 };

test.each([
  ['no JSON', '{', 'not JSON'],
  ['no list', '{}', 'a list'],
  ['a field missing', '[{"programId":"points","setup":{}}]', 'Entry 1, field "type"'],
  ['an id nobody may have', '[{"programId":"My Points","type":"points","setup":{}}]', 'field "programId"'],
  ['a kind nobody knows', '[{"programId":"points","type":"gold","setup":{}}]', 'no kind "gold"'],
  [
    'another kind than it is',
    '[{"programId":"points","type":"stamps","setup":{}}]',
    'is of the kind "points"',
  ],
  [
    'a wrong choice',
    JSON.stringify(setUp({ pointsPerUnit: -1 })),
    'Entry 1 (points), field "setup.pointsPerUnit"',
  ],
  ['one twice', JSON.stringify([...setUp({}), ...setUp({})]), 'twice'],
])('a file with %s is refused by its place', (_, text, said) => {
  const read = readChanges(text, [{ programId: 'points', type: 'points' }]);
  expect(read.ok ? '' : read.error).toContain(said);
});

test('the points of this test are those of the shop', () => {
  expect(points.type === 'ProgramConfigured' && JSON.parse(points.body.setup)).toEqual(plain);
});
