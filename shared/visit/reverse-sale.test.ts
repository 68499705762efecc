import { describe, expect, test } from 'vitest';
import {
  awarded,
  burned,
  eventfulTill,
  had,
  member,
  nothingEarlier,
  ownLot,
  redeemed,
  ReversalBooks,
  saleDay,
  sold,
  voucherOf,
} from '#test/support/reversal-books.ts';
import { seeded, type Chance } from '#test/support/seeded.ts';
import type { ReversalPolicy } from './reverse-case.ts';
import { cutsVoucher } from './reverse-share.ts';

const old = '2026-01-01/2026-12-31';
const voucher = 'bbbbbbbbbbbbbbbb';
const wallet = `wallet:${member}`;
const points = (books: ReversalBooks) =>
  books
    .of(wallet)
    .map(({ lot, amount }) => [lot, amount] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** 80 old points, a sale that earns 23, and 100 of them become a voucher. */
function withVoucher(): ReversalBooks {
  const books = new ReversalBooks();
  books.write([
    had(80, old),
    sold('sale-1', 2340),
    awarded('sale-1', 23, ownLot),
    burned('sale-1', [
      { lot: old, amount: 80 },
      { lot: ownLot, amount: 20 },
    ]),
    voucherOf('sale-1', voucher),
  ]);
  return books;
}

/** Cuts a total into random refunds, none of which would cut a voucher in two. */
function someSplit(chance: Chance, books: ReversalBooks): number[] {
  const sale = books.facts.find((fact) => fact.type === 'SaleRecorded' && fact.body.saleId === 'sale-1');
  if (sale?.type !== 'SaleRecorded') throw new Error('no sale');
  const { minor } = sale.body.total;
  const cuts = Array.from({ length: chance.int(1, 6) }, () => chance.int(1, minor)).filter(
    (at) => !cutsVoucher(sale.body, at),
  );
  const ends = [...new Set([...cuts, minor])].sort((a, b) => a - b);
  return chance.shuffled(ends.map((end, index) => end - (ends[index - 1] ?? 0)));
}

/** Reverses what is left, if anything is. */
function finish(books: ReversalBooks, policy: Partial<ReversalPolicy> = {}): void {
  if (books.ask({}, {}, policy).ok) books.reverse({}, policy);
  expect(books.ask({}, {}, policy)).toMatchObject({ error: { code: 'SALE_ALREADY_REVERSED' } });
}

describe('what was given once', () => {
  /** A sale that earned twenty, which are spent since. */
  const spent = (): ReversalBooks => {
    const books = new ReversalBooks();
    books.write([
      sold('sale-1', 1_000),
      awarded('sale-1', 20, ownLot),
      burned(null, [{ lot: ownLot, amount: 20 }]),
    ]);
    return books;
  };
  const isWhole = (books: ReversalBooks, policy: Partial<ReversalPolicy>, ...amounts: (number | null)[]) => {
    const facts = amounts.flatMap((amountMinor) => books.reverse({ amountMinor }, policy).facts);
    return facts.some((fact) => fact.type === 'SaleReversed' && fact.body.whole === true);
  };
  const within = { debt: 'within-balance' } as const;

  test('may be given again when its sale is taken back, unless somebody keeps it: then it would be had twice', () => {
    expect(isWhole(spent(), { debt: 'debt' }, null)).toBe(true);
    expect(isWhole(spent(), within, null)).toBe(false);
    // Nor by a part that finds the points there again, after one that forgave them.
    const parts = spent();
    expect(isWhole(parts, within, 999)).toBe(false);
    parts.write([had(50, old)]);
    expect(isWhole(parts, within, 1)).toBe(false);
    const kept = new ReversalBooks();
    kept.write([sold('sale-1', 1_000), awarded('sale-1', 20, ownLot)]);
    expect(isWhole(kept, within, null)).toBe(true);
  });
});

describe('any order and split of partial refunds', () => {
  test.each(['debt', 'within-balance'] as const)('ends where one full refund ends (%s)', (debt) => {
    let [refused, split] = [0, 0];
    const refusals = new Set<string>();
    for (let seed = 0; seed < 400; seed += 1) {
      const chance = seeded(seed);
      const books = eventfulTill(chance);
      const whole = books.copy();
      whole.reverse({}, { debt });
      for (const amountMinor of someSplit(chance, books)) {
        const step = books.ask({ amountMinor }, {}, { debt });
        // A shuffled order may stop where a voucher would be cut: then the rest is taken in one go.
        if (!step.ok) {
          refusals.add(step.error.code);
          refused += 1;
          break;
        }
        books.write(step.value.facts);
        split += 1;
      }
      finish(books, { debt });
      expect(books.customers(), `seed ${seed}`).toEqual(whole.customers());
      expect(books.house(), `seed ${seed}`).toEqual(whole.house());
    }
    expect(split).toBeGreaterThan(800);
    expect(refused).toBeGreaterThan(5);
    expect([...refusals]).toEqual(['REFUND_CUTS_VOUCHER']);
  });

  test('never takes more than was earned and never gives more than was used, whatever the split', () => {
    for (let seed = 1000; seed < 1100; seed += 1) {
      const chance = seeded(seed);
      const books = eventfulTill(chance);
      const before = books.facts.length;
      for (const amountMinor of someSplit(chance, books)) {
        const step = books.ask({ amountMinor });
        if (step.ok) books.write(step.value.facts);
      }
      finish(books);
      const [sale, after] = [books.facts.slice(0, before), books.facts.slice(before)];
      const earned = sale.reduce(
        (sum, fact) =>
          sum + (fact.type === 'ValueAwarded' && fact.body.saleId === 'sale-1' ? fact.body.amount : 0),
        0,
      );
      const clawed = after.reduce((sum, fact) => {
        if (fact.type !== 'ValueClawedBack') return sum;
        const { parts, debt, forgiven } = fact.body;
        return sum + parts.reduce((total, { amount }) => total + amount, 0) + debt + forgiven;
      }, 0);
      expect(clawed, `seed ${seed}`).toBe(earned);
    }
  });
});

test('a sale and its full reversal leave every customer as if nothing had been, in every lot', () => {
  for (let seed = 2000; seed < 2200; seed += 1) {
    const chance = seeded(seed);
    const books = new ReversalBooks();
    books.write([had(chance.int(1, 90), old), had(chance.int(1, 90), '2026-06-01/-'), had(30, ownLot)]);
    const before = books.customers();
    const earned = chance.int(1, 60);
    books.write([sold('sale-1', chance.int(1, 5000)), awarded('sale-1', earned, ownLot)]);
    if (chance.int(0, 1))
      books.write([
        burned('sale-1', [
          { lot: old, amount: 1 },
          { lot: ownLot, amount: chance.int(1, 30 + earned) },
        ]),
        voucherOf('sale-1', voucher),
      ]);
    books.reverse({ kind: 'void' });
    expect(books.customers(), `seed ${seed}`).toEqual(before);
    expect(books.house()['house:redeemed points:points']).toBeUndefined();
  }
});

test('half of a sale takes half of its points back, in the member’s disfavour by less than a point', () => {
  const books = new ReversalBooks();
  books.write([sold('sale-1', 2340), awarded('sale-1', 23, ownLot)]);
  const { moves } = books.reverse({ amountMinor: 1170 });
  expect(moves).toMatchObject({
    money: { minor: 1170 },
    left: { minor: 1170 },
    steps: [{ code: 'CLAWED_BACK', unit: 'points:points', amount: 12, label: '' }],
  });
  expect(points(books)).toEqual([[ownLot, 11]]);
});

test('the voucher that the sale made is taken back with it, and the points it cost come back to their lots', () => {
  const books = withVoucher();
  const { moves } = books.reverse({ kind: 'void' });
  expect(moves.steps.map(({ code }) => code)).toEqual(['VOUCHER_VOIDED', 'GIVEN_BACK', 'CLAWED_BACK']);
  expect(points(books)).toEqual([[old, 80]]);
  expect(books.of(`voucher:${voucher}`)).toEqual([]);
});

test('a small refund leaves the voucher alone as long as the award’s own points suffice', () => {
  const books = withVoucher();
  expect(books.reverse({ amountMinor: 300 }).moves.steps).toEqual([
    { code: 'CLAWED_BACK', unit: 'points:points', amount: 3, label: '' },
  ]);
  expect(books.of(`voucher:${voucher}`)).toHaveLength(1);
  expect(books.reverse({ amountMinor: 10 }).moves.steps[0]?.code).toBe('VOUCHER_VOIDED');
  expect(
    books
      .copy()
      .reverse({})
      .moves.steps.map(({ code }) => code),
  ).toEqual(['CLAWED_BACK']);
  expect(points(books)).toEqual([
    [old, 80],
    [ownLot, 19],
  ]);
});

test('a voucher that the award did not pay for is left alone until the whole sale goes back', () => {
  const books = new ReversalBooks();
  books.write([
    had(100, old),
    sold('sale-1', 1000),
    awarded('sale-1', 10, ownLot),
    burned('sale-1', [{ lot: old, amount: 100 }]),
    voucherOf('sale-1', voucher),
    sold('sale-2', 100),
    burned('sale-2', [{ lot: ownLot, amount: 10 }]),
  ]);
  expect(books.reverse({ amountMinor: 500 }).moves.steps.map(({ code }) => code)).toEqual(['DEBT_MADE']);
  expect(books.reverse({}).moves.steps.map(({ code }) => code)).toContain('VOUCHER_VOIDED');
  expect(points(books)).toEqual([[old, 90]]);
});

test('of what the sale used up, what lasts longest comes back first', () => {
  const books = new ReversalBooks();
  books.write([
    had(10, old),
    had(10, '2026-06-01/2027-06-01'),
    sold('sale-1', 1000),
    burned('sale-1', [
      { lot: old, amount: 10 },
      { lot: '2026-06-01/2027-06-01', amount: 10 },
    ]),
  ]);
  books.reverse({ amountMinor: 600 });
  expect(points(books)).toEqual([
    [old, 2],
    ['2026-06-01/2027-06-01', 10],
  ]);
});

describe('when the points were spent meanwhile', () => {
  const spent = () => {
    const books = withVoucher();
    books.write([sold('sale-2', 500, 200), redeemed('sale-2', voucher)]);
    return books;
  };

  test('the rest is owed', () => {
    const books = spent();
    const { moves } = books.reverse({});
    expect(moves.steps).toEqual([
      { code: 'CLAWED_BACK', unit: 'points:points', amount: 3, label: '' },
      { code: 'DEBT_MADE', unit: 'points:points', amount: 20, label: '' },
      { code: 'VOUCHER_KEPT', unit: 'credit:EUR', amount: 200, label: '' },
    ]);
    expect(books.of(`debt:${member}`)).toMatchObject([
      { drawer: 'till-1', lot: `${saleDay}/-`, amount: -20 },
    ]);
  });

  test('or forgiven', () => {
    const books = spent();
    expect(books.reverse({}, { debt: 'within-balance' }).moves.steps).toContainEqual({
      code: 'FORGIVEN',
      unit: 'points:points',
      amount: 20,
      label: '',
    });
    expect(books.of(`debt:${member}`)).toEqual([]);
  });

  test('or the reversal is refused and nothing moves', () => {
    const refused = spent().ask({}, {}, { debt: 'refuse' });
    expect(refused).toEqual({
      ok: false,
      error: { code: 'REFUND_OVERDRAWS', unit: 'points:points', missing: 20 },
    });
  });

  test('what lies in another drawer is owed here even where nobody may owe: it is not lost', () => {
    const books = spent();
    books.write([had(50, '2026-11-01/-', 'points:points', 'centre')]);
    expect(books.reverse({}, { debt: 'refuse' }).moves.steps).toContainEqual({
      code: 'DEBT_MADE',
      unit: 'points:points',
      amount: 20,
      label: '',
    });
  });

  test('what comes back in a later reversal pays the debt first', () => {
    const books = new ReversalBooks();
    books.write([
      had(10, old),
      sold('sale-1', 1000),
      burned('sale-1', [{ lot: old, amount: 10 }]),
      awarded('sale-1', 10, ownLot),
      sold('sale-2', 100),
      burned('sale-2', [{ lot: ownLot, amount: 10 }]),
    ]);
    books.reverse({ amountMinor: 10 });
    expect(books.of(`debt:${member}`)).toMatchObject([{ amount: -1 }]);
    const codes = books.reverse({}).moves.steps.map(({ code }) => code);
    expect(codes).toContain('DEBT_REPAID');
    expect(books.customers()).toEqual([]);
  });
});

test('what has expired since is not taken back a second time', () => {
  const books = new ReversalBooks();
  books.write([sold('sale-1', 1000), awarded('sale-1', 10, '2026-11-22/2026-11-30')]);
  books.day = '2026-12-05';
  expect(books.reverse({}).moves.steps).toEqual([
    { code: 'FORGIVEN', unit: 'points:points', amount: 10, label: '' },
  ]);
});

test('money first, then the vouchers, whole: nothing between', () => {
  const books = new ReversalBooks();
  books.write([voucherOf('earlier', voucher), sold('sale-1', 1000, 200), redeemed('sale-1', voucher)]);
  expect(books.reverse({ amountMinor: 700 }).moves.money.minor).toBe(700);
  expect(books.ask({ amountMinor: 200 })).toEqual({
    ok: false,
    error: { code: 'REFUND_CUTS_VOUCHER', moneyMinor: 100, leftMinor: 300, currency: 'EUR' },
  });
  const { moves } = books.reverse({});
  expect(moves.money.minor).toBe(100);
  expect(moves.steps).toContainEqual({
    code: 'VOUCHER_RESTORED',
    unit: 'credit:EUR',
    amount: 200,
    label: '',
  });
  expect(books.of(`voucher:${voucher}`)).toMatchObject([{ amount: 200, drawer: 'till-1' }]);
});

test.each(['void', 'refund'] as const)(
  'a sale of nothing but a coupon is undone once, where it was made (%s)',
  (kind) => {
    const books = new ReversalBooks();
    books.write([voucherOf('earlier', voucher), sold('sale-1', 0), redeemed('sale-1', voucher)]);
    expect(books.ask({ kind }, { till: 'till-2' }).ok).toBe(false);
    books.reverse({ kind });
    expect(books.facts).toContainEqual(
      expect.objectContaining({
        type: 'SaleReversed',
        body: expect.objectContaining({ kind: 'void' }) as object,
      }),
    );
    expect(books.of(`voucher:${voucher}`)).toHaveLength(1);
    const earlier = { ...nothingEarlier, voided: true };
    expect(books.ask({}, { earlier })).toMatchObject({ error: { code: 'SALE_ALREADY_REVERSED' } });
  },
);

test('a voucher given for the sale and used since is owed in money', () => {
  const books = new ReversalBooks();
  books.write([
    sold('sale-1', 1000),
    voucherOf('sale-1', voucher),
    sold('sale-2', 900, 200),
    redeemed('sale-2', voucher),
  ]);
  expect(books.ask({}, {}, { debt: 'refuse' })).toMatchObject({ error: { code: 'REFUND_OVERDRAWS' } });
  books.reverse({});
  expect(books.of(`debt:${member}`)).toMatchObject([{ unit: 'credit:EUR', amount: -200 }]);
});

test('a voucher given for the sale that somebody voided since is owed by nobody', () => {
  const books = new ReversalBooks();
  const lot = '2026-11-22/2027-05-21';
  books.write([
    sold('sale-1', 1000),
    voucherOf('sale-1', voucher),
    {
      type: 'VoucherVoided',
      body: { voucherId: voucher, unit: 'credit:EUR', amount: 200, lot, saleId: null, because: 'misused' },
    },
  ]);
  expect(books.ask({}, {}, { debt: 'refuse' }).ok).toBe(true);
  const { facts } = books.reverse({});
  expect(facts.map(({ type }) => type)).toEqual(['RefundOpened', 'SaleReversed']);
  expect(books.of(`debt:${member}`)).toEqual([]);
});
