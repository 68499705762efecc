import { describe, expect, test } from 'vitest';
import { postingsOf } from '../ledger/envelope.ts';
import { mainWallet } from '../visit/main-wallet.ts';
import { adjustValue } from './adjust-value.ts';
import { blockCard, unblockCard } from './block-card.ts';
import { eraseMember } from './erase-member.ts';
import { mergeMembers, undoMerge } from './merge-members.ts';

const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(32)) as [string, string, string];
const here = { writer: 'till-1', day: '2026-11-22' };
const wanted = {
  walletId: a,
  unit: 'points:points',
  amount: 20,
  expiryDay: null,
  note: 'counted wrong',
  by: 'anna',
};

describe('putting value right', () => {
  const early = '2026-01-01/2026-12-31';
  const late = '2026-06-01/2027-06-01';
  const lots = [
    { lot: late, amount: 50 },
    { lot: early, amount: 10 },
    { lot: '2020-01-01/2021-01-01', amount: 99 },
  ];

  test('up makes a lot of today', () => {
    const up = adjustValue({ ...wanted, expiryDay: '2027-01-31' }, [], here);
    expect(up).toMatchObject({ value: [{ body: { lot: '2026-11-22/2027-01-31', amount: 20, by: 'anna' } }] });
  });

  test('down takes what expires first out of this drawer, and never what is not there', () => {
    const down = adjustValue({ ...wanted, amount: -30 }, lots, here);
    expect(down).toMatchObject({
      value: [{ body: { lot: early, amount: -10 } }, { body: { lot: late, amount: -20 } }],
    });
    if (!down.ok) throw new Error('refused');
    const taken = down.value.flatMap((fact) => postingsOf(fact, 'till-1')).filter(({ amount }) => amount < 0);
    expect(taken.map(({ holder, drawer }) => [holder, drawer])).toEqual(
      taken.map(() => [`wallet:${a}`, 'till-1']),
    );
    expect(adjustValue({ ...wanted, amount: -61 }, lots, here)).toEqual({
      ok: false,
      error: { code: 'ADJUSTMENT_SHORT', available: 60 },
    });
  });

  test('says why, moves something, and makes nothing that is over already', () => {
    expect(adjustValue({ ...wanted, note: '  ' }, [], here)).toMatchObject({
      error: { code: 'NOTE_MISSING' },
    });
    expect(adjustValue({ ...wanted, amount: 0 }, [], here)).toMatchObject({
      error: { code: 'ADJUSTS_NOTHING' },
    });
    expect(adjustValue({ ...wanted, expiryDay: '2026-11-21' }, [], here)).toMatchObject({
      error: { code: 'ADJUSTMENT_EXPIRED' },
    });
  });
});

test('a card is blocked once, and opened again only when it is blocked', () => {
  const card = { walletId: a, tail: 'NPRS', blocked: false };
  const cardId = 'd'.repeat(64);
  expect(blockCard(cardId, 'lost', card)).toMatchObject({ value: [{ type: 'CardBlocked' }] });
  expect(blockCard(cardId, 'lost', { ...card, blocked: true })).toMatchObject({
    error: { code: 'CARD_ALREADY_BLOCKED' },
  });
  expect(blockCard(cardId, 'lost', undefined)).toMatchObject({ error: { code: 'CARD_UNKNOWN' } });
  expect(unblockCard(cardId, { ...card, blocked: true })).toMatchObject({
    value: [{ body: { tail: 'NPRS' } }],
  });
  expect(unblockCard(cardId, card)).toMatchObject({ error: { code: 'CARD_NOT_BLOCKED' } });
  expect(unblockCard(cardId, { ...card, walletId: null, blocked: true })).toMatchObject({
    error: { code: 'CARD_UNKNOWN' },
  });
});

describe('merging', () => {
  const merged = [{ from: a, into: b }];

  test('makes two wallets one member’s, once', () => {
    expect(mergeMembers({ from: a, into: b, by: 'anna' }, [])).toMatchObject({
      value: [{ type: 'MembersMerged' }],
    });
    expect(mergeMembers({ from: a, into: b, by: 'anna' }, merged)).toMatchObject({
      error: { code: 'MEMBERS_ARE_ONE' },
    });
    expect(mergeMembers({ from: b, into: a, by: 'anna' }, merged)).toMatchObject({
      error: { code: 'MEMBERS_ARE_ONE' },
    });
    expect(mergeMembers({ from: b, into: c, by: 'anna' }, merged).ok).toBe(true);
    expect(mergeMembers({ from: a, into: c, by: 'anna' }, merged).ok).toBe(false);
  });

  test('is undone as it was made', () => {
    expect(undoMerge({ from: a, into: b, by: 'anna' }, merged)).toMatchObject({
      value: [{ type: 'MergeUndone' }],
    });
    expect(undoMerge({ from: a, into: c, by: 'anna' }, merged)).toMatchObject({
      error: { code: 'MEMBERS_ARE_TWO' },
    });
  });

  test('is followed to its end, and tills that merged apart agree', () => {
    expect(mainWallet(a, [])).toBe(a);
    expect(mainWallet(a, [...merged, { from: b, into: c }])).toBe(c);
    const circle = [...merged, { from: b, into: a }];
    expect([mainWallet(a, circle), mainWallet(b, circle)]).toEqual([a, a]);
    expect(mainWallet(a, [{ from: a, into: c }, ...merged])).toBe(b);
  });
});

test('a person is erased once', () => {
  expect(eraseMember(a, { erased: false }, 'anna')).toMatchObject({ value: [{ type: 'MemberErased' }] });
  expect(eraseMember(a, { erased: true }, 'anna')).toMatchObject({
    error: { code: 'MEMBER_ALREADY_ERASED' },
  });
  expect(eraseMember(a, undefined, 'anna')).toMatchObject({ error: { code: 'MEMBER_UNKNOWN' } });
});
