import { describe, expect, test } from 'vitest';
import { giftCardSpent } from './events/gift-card-spent.event.ts';
import { membersMerged } from './events/members-merged.event.ts';
import { reversalSettled } from './events/reversal-settled.event.ts';
import { saleReversed } from './events/sale-reversed.event.ts';
import { valueClawedBack } from './events/value-clawed-back.event.ts';
import { valueReserved } from './events/value-reserved.event.ts';
import { valueSpent } from './events/value-spent.event.ts';
import { holderKind } from './holder.ts';
import type { Posting } from './posting.ts';

const lot = '2026-11-22/-';
/** Which kinds of holders lose and gain, and how much: `wallet -5`. */
const told = (postings: readonly Posting[]): string[] =>
  postings.map(({ holder, amount }) => `${holderKind(holder)} ${amount}`);

describe('value set aside for a basket', () => {
  const reservationId = 'basket-1';
  const parts = [{ lot, amount: 30 }];

  test('is spent out of the reservation, once, and not out of the wallet again', () => {
    const setAside = valueReserved.postings({ ...valueReserved.example, reservationId, parts }, 'till-1');
    const spent = valueSpent.postings({ ...valueSpent.example, reservationId, parts }, 'till-1');
    expect(told([...setAside, ...spent])).toEqual(['wallet -30', 'reserved 30', 'reserved -30', 'house 30']);
    expect(spent[0]?.holder).toBe(setAside[1]?.holder);
  });

  test('of a gift card likewise', () => {
    const paid = { ...giftCardSpent.example, parts };
    expect(told(giftCardSpent.postings({ ...paid, reservationId }, 'till-1'))).toEqual([
      'reserved -30',
      'house 30',
    ]);
    expect(told(giftCardSpent.postings({ ...paid, reservationId: null }, 'till-1'))).toEqual([
      'gift-card -30',
      'house 30',
    ]);
  });
});

describe('a reversal', () => {
  const { example } = saleReversed;
  const fits = (change: object): boolean => saleReversed.schema.safeParse({ ...example, ...change }).success;

  test('takes as much of the right to refund as it pays back', () => {
    expect(fits({})).toBe(true);
    expect(fits({ parts: [{ lot, amount: 339 }] })).toBe(false);
    expect(fits({ parts: [{ lot, amount: 341 }] })).toBe(false);
    expect(fits({ parts: [] })).toBe(false);
    expect(
      fits({
        parts: [
          { lot, amount: 300 },
          { lot: '2026-11-20/-', amount: 40 },
        ],
      }),
    ).toBe(true);
    expect(fits({ amount: { minor: 0, currency: 'EUR' }, parts: [] })).toBe(false);
  });

  test('takes nothing while it is provisional, and then waits for the centre', () => {
    expect(fits({ provisional: true })).toBe(false);
    expect(fits({ provisional: true, parts: [] })).toBe(true);
    expect(saleReversed.postings({ ...example, provisional: true, parts: [] }, 'till-2')).toEqual([]);
  });

  test('claws back what is there; the rest is owed, or forgiven and nobody’s', () => {
    const clawed = (parts: { lot: string; amount: number }[], debt: number, forgiven: number) =>
      told(valueClawedBack.postings({ ...valueClawedBack.example, parts, debt, forgiven }, 'till-1'));
    expect(clawed([{ lot, amount: 5 }], 0, 0)).toEqual(['wallet -5', 'house 5']);
    expect(clawed([{ lot, amount: 5 }], 3, 2)).toEqual(['wallet -5', 'house 5', 'debt -3', 'house 3']);
    expect(clawed([], 3, 0)).toEqual(['debt -3', 'house 3']);
    expect(clawed([], 0, 8)).toEqual([]);
  });

  test('is settled without a member only if nothing is taken back from one', () => {
    const settled = { ...reversalSettled.example, walletId: null };
    expect(reversalSettled.schema.safeParse(settled).success).toBe(false);
    const nobodys = { ...settled, clawed: [], debts: [], given: [] };
    expect(reversalSettled.schema.safeParse(nobodys).success).toBe(true);
    expect(told(reversalSettled.postings(nobodys, 'centre'))).toEqual(['sale -300', 'house 300']);
  });
});

test('a wallet is not merged with itself', () => {
  const { from } = membersMerged.example;
  expect(membersMerged.schema.safeParse({ ...membersMerged.example, into: from }).success).toBe(false);
});
