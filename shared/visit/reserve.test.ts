import { expect, test } from 'vitest';
import { postingsOf } from '../ledger/envelope.ts';
import type { Fact } from '../ledger/events.ts';
import type { Part } from '../ledger/posting.ts';
import { release, releaseTimedOut, reserve, spendReserved, type Reservation } from './reserve.ts';

const walletId = '4bf5122f344554c53bde2ebb8cd2b7e3';
const wallet = `wallet:${walletId}`;
const unit = 'points:points';
const now = { atMs: 1_795_000_000_000, day: '2026-11-22' };
const early = '2026-01-01/2026-12-31';
const late = '2026-06-01/2027-06-01';
const origin = {
  walletId,
  saleId: 'sale-1',
  programId: 'points',
  revision: 1,
  reason: { code: 'POINTS_BECOME_VOUCHER', params: {} },
};

/** One wallet and what is set aside of it, moved by facts alone. */
function drawer(start: Record<string, number>) {
  const amounts = new Map(Object.entries(start).map(([lot, amount]) => [`${wallet} ${lot}`, amount]));
  const reserved = new Map<string, Reservation>();
  const parts = (holder: string): Part[] =>
    [...amounts].flatMap(([name, amount]) =>
      name.startsWith(`${holder} `) && amount > 0 ? [{ lot: name.slice(holder.length + 1), amount }] : [],
    );
  return {
    parts: () => parts(wallet),
    total: () => [...amounts.values()].reduce((sum, amount) => sum + amount, 0),
    reservation(reservationId: string): Reservation | undefined {
      const known = reserved.get(reservationId);
      return known && { ...known, parts: parts(`reserved:${reservationId}`) };
    },
    write(facts: readonly Fact[]) {
      for (const fact of facts) {
        if (fact.type === 'ValueReserved') reserved.set(fact.body.reservationId, fact.body);
        for (const { holder, lot, amount } of postingsOf(fact, 'till-1')) {
          if (holder.startsWith('house:')) continue;
          const left = (amounts.get(`${holder} ${lot}`) ?? 0) + amount;
          expect(left).toBeGreaterThanOrEqual(0);
          amounts.set(`${holder} ${lot}`, left);
        }
      }
    },
  };
}
const wanted = (reservationId: string, amount: number) => ({ reservationId, holder: wallet, unit, amount });
const facts = (result: { ok: true; value: Fact[] } | { ok: false; error: unknown }): Fact[] => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

test('two baskets cannot use the same value', () => {
  const till = drawer({ [early]: 30, [late]: 50 });
  till.write(facts(reserve(wanted('a', 60), till.parts(), now, 15)));
  expect(reserve(wanted('b', 21), till.parts(), now, 15)).toEqual({
    ok: false,
    error: { code: 'RESERVATION_SHORT', available: 20 },
  });
  till.write(facts(reserve(wanted('b', 20), till.parts(), now, 15)));
  expect(till.parts()).toEqual([]);
});

test('what expires first is set aside first, and what is over or pending not at all', () => {
  const till = drawer({ [early]: 30, [late]: 50, '2020-01-01/2021-01-01': 99, '2026-12-24/2027-12-24': 99 });
  const [fact] = facts(reserve(wanted('a', 60), till.parts(), now, 15));
  expect(fact).toMatchObject({
    body: {
      parts: [
        { lot: early, amount: 30 },
        { lot: late, amount: 30 },
      ],
      untilMs: now.atMs + 900_000,
    },
  });
  expect(reserve(wanted('a', 81), till.parts(), now, 15)).toMatchObject({ error: { available: 80 } });
});

test('a paid basket uses up what was set aside, once', () => {
  const till = drawer({ [early]: 30 });
  till.write(facts(reserve(wanted('a', 25), till.parts(), now, 15)));
  till.write(facts(spendReserved(till.reservation('a'), origin)));
  expect(till.total()).toBe(5);
  expect(spendReserved(till.reservation('a'), origin)).toEqual({
    ok: false,
    error: { code: 'RESERVATION_GONE' },
  });
  expect(release(till.reservation('a'))).toEqual({ ok: false, error: { code: 'RESERVATION_GONE' } });
});

test('a basket that was given up gives all of it back, in its lots', () => {
  const till = drawer({ [early]: 30, [late]: 50 });
  const before = till.parts();
  till.write(facts(reserve(wanted('a', 60), till.parts(), now, 15)));
  till.write(facts(release(till.reservation('a'))));
  expect(till.parts()).toEqual(before);
});

test('a basket that takes too long gives back what it held, and only that one', () => {
  const till = drawer({ [late]: 50 });
  till.write(facts(reserve(wanted('slow', 10), till.parts(), now, 15)));
  till.write(facts(reserve(wanted('new', 10), till.parts(), { ...now, atMs: now.atMs + 60_000 }, 15)));
  const waiting = ['slow', 'new'].flatMap((id) => till.reservation(id) ?? []);
  expect(releaseTimedOut(waiting, now.atMs + 899_999, 15)).toEqual([]);
  const released = releaseTimedOut(waiting, now.atMs + 900_000, 15);
  expect(released).toMatchObject([{ body: { reservationId: 'slow', because: 'timed-out' } }]);
  till.write(released);
  expect(till.parts()).toEqual([{ lot: late, amount: 40 }]);
});

test('what was set aside by a clock that was far ahead comes back once it is right; minutes are nothing', () => {
  const till = drawer({ [late]: 50 });
  const setAside = (id: string, aheadMs: number): void =>
    till.write(facts(reserve(wanted(id, 10), till.parts(), { ...now, atMs: now.atMs + aheadMs }, 15)));
  setAside('year', 365 * 86_400_000);
  setAside('minutes', 5 * 60_000);
  const waiting = ['year', 'minutes'].flatMap((id) => till.reservation(id) ?? []);
  expect(releaseTimedOut(waiting, now.atMs, 15)).toMatchObject([{ body: { reservationId: 'year' } }]);
});
