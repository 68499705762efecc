import { describe, expect, test } from 'vitest';
import { seeded, type Chance } from '#test/support/seeded.ts';
import {
  assertBalanced,
  carry,
  GiftUnit,
  Lot,
  lotExpiry,
  lotOf,
  move,
  moveParts,
  Parts,
  sumOf,
  transfer,
  transferParts,
  Unit,
  type Posting,
} from './posting.ts';

const at = { unit: 'points:points', drawer: 'till-1', lot: '2026-11-22/-' };
const wallet = `wallet:${'a'.repeat(32)}`;

test('value that moves leaves one holder and reaches the other', () => {
  expect(transfer('house:issued', wallet, at, 23)).toEqual([
    { ...at, holder: 'house:issued', amount: -23 },
    { ...at, holder: wallet, amount: 23 },
  ]);
});

test.each([0, -1, 0.5, Number.NaN, 2 ** 53])('an amount of %d never moves', (amount) => {
  expect(() => transfer('house:issued', wallet, at, amount)).toThrow('whole, positive');
});

test('postings that do not cancel out are a broken promise', () => {
  const whole = transfer('house:issued', wallet, at, 5);
  expect(() => assertBalanced(whole)).not.toThrow();
  expect(() => assertBalanced([])).not.toThrow();
  expect(() => assertBalanced(whole.slice(1))).toThrow('sum to 5');
});

test('one unit cannot pay for another', () => {
  const crossed = [
    { ...at, holder: wallet, amount: -100 },
    { ...at, unit: 'credit:EUR', holder: wallet, amount: 100 },
  ];
  expect(() => assertBalanced(crossed)).toThrow('points:points sum to -100');
});

test('a lot is named by its days', () => {
  expect(lotOf('2026-11-22', '2027-11-22')).toBe('2026-11-22/2027-11-22');
  expect(lotOf('2026-11-22', null)).toBe('2026-11-22/-');
  expect(lotExpiry('2026-11-22/2027-11-22')).toBe('2027-11-22');
  expect(lotExpiry('2026-11-22/-')).toBeNull();
  expect(Lot.safeParse('2026-11-22').success).toBe(false);
});

test('only known kinds of units exist', () => {
  const known =
    'points:points stamps:stamps credit:EUR gift:EUR coupon:stamps-2 uses:first-500 refund:HUF'.split(' ');
  for (const unit of known) expect(Unit.parse(unit)).toBe(unit);
  for (const unit of ['EUR', 'points:', 'gold:x', 'points:a b', `points:${'x'.repeat(65)}`])
    expect(Unit.safeParse(unit).success, unit).toBe(false);
  expect(known.filter((unit) => GiftUnit.safeParse(unit).success)).toEqual(['gift:EUR']);
});

test('parts are some, and each more than nothing', () => {
  const lot = '2026-11-22/-';
  expect(
    sumOf(
      Parts.parse([
        { lot, amount: 2 },
        { lot, amount: 3 },
      ]),
    ),
  ).toBe(5);
  expect(sumOf([])).toBe(0);
  for (const wrong of [[], [{ lot, amount: 0 }], [{ lot, amount: -1 }], [{ lot: '2026', amount: 1 }]])
    expect(Parts.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
});

test('value that moves to another drawer stays its holder’s, in its lot', () => {
  expect(move(wallet, at.unit, at.lot, 'till-1', 'transit:till-2', 7)).toEqual([
    { ...at, holder: wallet, amount: -7 },
    { ...at, holder: wallet, drawer: 'transit:till-2', amount: 7 },
  ]);
  expect(() => move(wallet, at.unit, at.lot, 'till-1', 'till-2', 0)).toThrow('whole, positive');
});

/** What is where after these postings: no line for what is empty. */
function heldAfter(postings: readonly Posting[]): Record<string, number> {
  const held: Record<string, number> = {};
  for (const { holder, unit, drawer, lot, amount } of postings) {
    const place = [holder, unit, drawer, lot].join(' ');
    held[place] = (held[place] ?? 0) + amount;
  }
  return Object.fromEntries(Object.entries(held).filter(([, amount]) => amount !== 0));
}

describe('whatever moves, however often', () => {
  const holders = [wallet, `voucher:${'0'.repeat(16)}`, 'house:issued', 'reserved:basket'];
  const drawers = ['till-1', 'till-2', 'centre', 'transit:till-1', 'suspense:till-2'];
  const lots = ['2026-11-22/-', '2026-11-22/2027-11-22'];
  const place = (chance: Chance) => ({
    holder: chance.pick(holders),
    drawer: chance.pick(drawers),
    lot: chance.pick(lots),
  });
  const some = (chance: Chance) =>
    Array.from({ length: chance.int(1, 4) }, () => ({ lot: chance.pick(lots), amount: chance.int(1, 900) }));

  test('nothing comes into being, nothing is lost, and the way back ends where it began', () => {
    const chance = seeded(31);
    for (let round = 0; round < 500; round += 1) {
      const [from, to, parts] = [place(chance), place(chance), some(chance)];
      const moving = { holder: from.holder, unit: at.unit, parts };
      const there = [
        ...carry(from, to, at.unit, chance.int(1, 900)),
        ...transferParts(from.holder, to.holder, at.unit, from.drawer, parts),
        ...moveParts(moving, from.drawer, to.drawer),
      ];
      expect(() => assertBalanced(there)).not.toThrow();
      const back = [
        ...carry(to, from, at.unit, there[1]?.amount ?? 0),
        ...transferParts(to.holder, from.holder, at.unit, from.drawer, chance.shuffled(parts)),
        ...moveParts(moving, to.drawer, from.drawer),
      ];
      expect(heldAfter([...there, ...back])).toEqual({});
    }
  });

  test('a transfer leaves drawer and lot alone, a move holder and lot', () => {
    const chance = seeded(32);
    for (let round = 0; round < 500; round += 1) {
      const [from, to, parts] = [place(chance), place(chance), some(chance)];
      const perLot = (of: (posting: Posting) => string, postings: Posting[]) =>
        heldAfter(postings.map((posting) => ({ ...posting, holder: of(posting), drawer: '' })));
      const given = transferParts(from.holder, to.holder, at.unit, from.drawer, parts);
      expect(perLot(({ drawer }) => drawer, given)).toEqual({});
      const moved = moveParts({ holder: from.holder, unit: at.unit, parts }, from.drawer, to.drawer);
      expect(perLot(({ holder }) => holder, moved)).toEqual({});
      const arrived = moved.filter(({ drawer, amount }) => drawer === to.drawer && amount > 0);
      expect(arrived.reduce((sum, { amount }) => sum + amount, 0)).toBe(sumOf(parts));
    }
  });
});
