import { expect, test } from 'vitest';
import type { Fact } from '../ledger/events.ts';
import { joinMerged } from './join-merged.ts';

const [from, into, third] = ['a', 'b', 'c'].map((letter) => letter.repeat(32)) as [string, string, string];
const unit = 'points:points';
const [old, young] = ['2026-01-01/2026-12-31', '2026-02-01/-'];
const origin = { saleId: 'sale-1', programId: 'points', revision: 1, reason: { code: 'X', params: {} } };
const spent = (parts: { lot: string; amount: number }[], walletId = into): Fact =>
  ({ type: 'ValueSpent', body: { walletId, unit, parts, reservationId: null, ...origin } }) as Fact;
const repaid = (amount: number, debtLot: string): Fact => ({
  type: 'DebtRepaid',
  body: { walletId: into, unit, parts: [{ lot: young, amount }], debtLot },
});

const joining = (lying: Record<string, number>, wallets: readonly string[] = [from, into]) => ({
  drawer: 'till-1',
  walletsOf: (walletId: string) =>
    wallets.includes(walletId) ? [walletId, ...wallets.filter((one) => one !== walletId)] : [walletId],
  amountOf: (holder: string, _unit: string, lot: string) => lying[`${holder} ${lot}`] ?? 0,
});

test('what a wallet lacks comes from the other one, lot by lot, and no more of it', () => {
  const lying = {
    [`wallet:${from} ${old}`]: 80,
    [`wallet:${into} ${old}`]: 30,
    [`wallet:${from} ${young}`]: 9,
  };
  const facts = [
    spent([
      { lot: old, amount: 70 },
      { lot: young, amount: 5 },
    ]),
    spent([{ lot: old, amount: 10 }]),
  ];
  expect(joinMerged(facts, joining(lying))).toEqual([
    {
      type: 'ValueJoined',
      body: {
        ...{ from, into, unit },
        parts: [
          { lot: old, amount: 50 },
          { lot: young, amount: 5 },
        ],
        debts: [],
      },
    },
  ]);
});

test('a wallet that has enough, and one that nobody merged, is left alone', () => {
  const lying = { [`wallet:${from} ${old}`]: 80, [`wallet:${into} ${old}`]: 30 };
  expect(joinMerged([spent([{ lot: old, amount: 30 }])], joining(lying))).toEqual([]);
  expect(joinMerged([spent([{ lot: old, amount: 50 }])], joining(lying, []))).toEqual([]);
});

test('either wallet has what lies in the other, and a third helps with the rest', () => {
  const lying = { [`wallet:${into} ${old}`]: 30, [`wallet:${third} ${old}`]: 30 };
  const joined = joinMerged([spent([{ lot: old, amount: 40 }], from)], joining(lying, [from, into, third]));
  expect(joined.map(({ body }) => body)).toMatchObject([
    { from: into, into: from, parts: [{ lot: old, amount: 30 }] },
    { from: third, into: from, parts: [{ lot: old, amount: 10 }] },
  ]);
});

test('what is earned by the same facts is there for them', () => {
  const awarded = {
    type: 'ValueAwarded',
    body: { walletId: into, unit, drawer: 'till-1', lot: old, amount: 60, ...origin },
  } as unknown as Fact;
  const lying = { [`wallet:${from} ${old}`]: 80 };
  expect(joinMerged([awarded, spent([{ lot: old, amount: 100 }])], joining(lying))).toMatchObject([
    { body: { parts: [{ lot: old, amount: 40 }] } },
  ]);
});

test('a debt of the other wallet moves as far as it is paid', () => {
  const lying = {
    [`debt:${from} ${old}`]: -50,
    [`debt:${into} ${old}`]: -5,
    [`wallet:${into} ${young}`]: 20,
  };
  expect(joinMerged([repaid(20, old)], joining(lying))).toEqual([
    { type: 'ValueJoined', body: { from, into, unit, parts: [], debts: [{ lot: old, amount: 15 }] } },
  ]);
});
