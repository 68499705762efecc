import { describe, expect, test } from 'vitest';
import {
  awarded,
  nothingEarlier,
  ownLot,
  ReversalBooks,
  saleDay,
  sold,
} from '#test/support/reversal-books.ts';

describe('the right to take a sale back', () => {
  const simple = () => {
    const books = new ReversalBooks();
    books.write([sold('sale-1', 1000), awarded('sale-1', 10, ownLot)]);
    return books;
  };

  test('is opened once, by the first reversal, and used up', () => {
    const books = simple();
    expect(books.reverse({ amountMinor: 400 }).facts[0]?.type).toBe('RefundOpened');
    expect(books.reverse({ amountMinor: 600 }).facts[0]?.type).toBe('SaleReversed');
    expect(books.ask({})).toMatchObject({ ok: false, error: { code: 'SALE_ALREADY_REVERSED' } });
  });

  test('is never larger than the sale', () => {
    const books = simple();
    expect(books.ask({ amountMinor: 1001 })).toMatchObject({
      error: { code: 'REFUND_TOO_LARGE', leftMinor: 1000 },
    });
    books.reverse({ amountMinor: 999 });
    expect(books.ask({ amountMinor: 2 })).toMatchObject({
      error: { code: 'REFUND_TOO_LARGE', leftMinor: 1 },
    });
    expect(books.ask({ amountMinor: 0 })).toMatchObject({ error: { code: 'AMOUNT_ZERO' } });
    expect(books.ask({ amountMinor: -5 })).toMatchObject({ error: { code: 'AMOUNT_ZERO' } });
  });

  test('lies with the till that sold until it is handed over, and then with nobody else', () => {
    const books = simple();
    expect(books.ask({}, { till: 'till-2' })).toMatchObject({
      error: { code: 'REFUND_ELSEWHERE', tillName: 'till-1' },
    });
    const right = { opened: true, here: [], elsewhere: [{ drawer: 'till-2', amount: 1000 }] };
    expect(books.ask({}, { right })).toMatchObject({
      error: { code: 'REFUND_ELSEWHERE', tillName: 'till-2' },
    });
    const granted = { opened: true, here: [{ lot: '2026-11-22/2027-11-22', amount: 600 }], elsewhere: [] };
    const there = books.ask({ amountMinor: 300 }, { till: 'till-2', right: granted });
    expect(there).toMatchObject({ ok: true, value: { moves: { left: { minor: 300 } } } });
  });

  test('is had in the currency of the sale, with the right in hand and without', () => {
    const books = simple();
    const elsewhere = { opened: true, here: [], elsewhere: [{ drawer: 'till-1', amount: 1000 }] };
    for (const right of [undefined, elsewhere])
      expect(
        books.ask({ amountMinor: 500 }, { currency: 'HUF', till: 'till-2', ...(right && { right }) }),
      ).toMatchObject({
        error: { code: 'REFUND_OTHER_CURRENCY', currency: 'EUR' },
      });
  });

  test('ends', () => {
    const books = simple();
    books.day = '2027-11-22';
    expect(books.ask({}).ok).toBe(true);
    books.day = '2027-11-23';
    expect(books.ask({})).toMatchObject({ error: { code: 'REFUND_TOO_LATE', expiryDay: '2027-11-22' } });
  });
});

test('a void is of the whole sale, on its day, before any refund', () => {
  const books = new ReversalBooks();
  books.write([sold('sale-1', 1000), awarded('sale-1', 10, ownLot)]);
  books.day = '2026-11-23';
  expect(books.ask({ kind: 'void' })).toMatchObject({ error: { code: 'VOID_TOO_LATE' } });
  books.day = saleDay;
  books.reverse({ amountMinor: 1 });
  expect(books.ask({ kind: 'void' })).toMatchObject({ error: { code: 'VOID_AFTER_REFUND' } });
});

test('lines say how much each; their sum is the refund', () => {
  const books = new ReversalBooks();
  books.write([sold('sale-1', 1000)]);
  const lines = [{ line: 0, amountMinor: 130 }];
  expect(books.ask({ lines, amountMinor: 140 })).toMatchObject({ error: { code: 'REFUND_LINES_DIFFER' } });
  expect(books.reverse({ lines }).moves.money.minor).toBe(130);
});

test('an unknown sale brings back money only as far as the owner lets it, and waits for the centre', () => {
  const books = new ReversalBooks();
  expect(books.ask({ amountMinor: 100 })).toMatchObject({ error: { code: 'SALE_UNKNOWN' } });
  const allowed = { unknownSaleMinor: 500 };
  expect(books.ask({ amountMinor: 501 }, {}, allowed)).toMatchObject({ error: { code: 'REFUND_TOO_LARGE' } });
  const earlier = { ...nothingEarlier, provisionalMinor: 450 };
  expect(books.ask({ amountMinor: 100 }, { earlier }, allowed)).toMatchObject({ error: { leftMinor: 50 } });
  const { facts, moves } = books.reverse({ amountMinor: 500 }, allowed);
  expect(facts).toMatchObject([
    { type: 'SaleReversed', body: { provisional: true, parts: [], walletId: null } },
  ]);
  expect(moves).toMatchObject({ provisional: true, left: null });
});

test('all that a till risks in a day counts, whatever sale it is said to be for', () => {
  const books = new ReversalBooks();
  const allowed = { unknownSaleMinor: 500, riskPerTillMinor: 900 };
  const earlier = { ...nothingEarlier, riskedTodayMinor: 700 };
  expect(books.ask({ amountMinor: 201 }, { earlier }, allowed)).toMatchObject({
    error: { code: 'REFUND_TOO_LARGE', leftMinor: 200 },
  });
  expect(books.ask({ amountMinor: 200 }, { earlier }, allowed).ok).toBe(true);
});

describe('a known sale whose right cannot be had now', () => {
  const asked = (amountMinor: number | null, earlier = nothingEarlier, unknownSaleMinor = 500) => {
    const books = new ReversalBooks();
    books.write([sold('sale-1', 1000, 300), awarded('sale-1', 10, ownLot)]);
    const right = { opened: true, here: [], elsewhere: [{ drawer: 'till-2', amount: 1000 }] };
    return books.ask({ amountMinor }, { right, earlier }, { unknownSaleMinor });
  };

  test('brings back money at a risk, for its own member, where the owner lets it', () => {
    expect(asked(400, nothingEarlier, 0)).toMatchObject({ error: { code: 'REFUND_ELSEWHERE' } });
    expect(asked(400)).toMatchObject({
      value: {
        facts: [{ body: { provisional: true, parts: [], originalTill: 'till-1', amount: { minor: 400 } } }],
        moves: { provisional: true },
      },
    });
  });

  test('never more than is known to be left of what was paid in money', () => {
    const earlier = { ...nothingEarlier, takenMinor: 350, awaitedMinor: 100 };
    expect(asked(251, earlier)).toMatchObject({ error: { code: 'REFUND_TOO_LARGE', leftMinor: 250 } });
    expect(asked(null, earlier)).toMatchObject({ value: { moves: { money: { minor: 250 } } } });
    expect(asked(1, { ...nothingEarlier, takenMinor: 700 })).toMatchObject({
      error: { code: 'SALE_ALREADY_REVERSED' },
    });
  });
});
