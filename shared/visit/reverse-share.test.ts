import { expect, test } from 'vitest';
import { seeded } from '#test/support/seeded.ts';
import { before, freeStretches, nextStretch, piecesOf, type Stretch } from './reverse-share.ts';

const taken = (...stretches: [fromMinor: number, toMinor: number][]): Stretch[] =>
  stretches.map(([fromMinor, toMinor]) => ({ fromMinor, toMinor }));
type Asked = Parameters<typeof freeStretches>[1] & { amountMinor: number };
const next = (known: readonly Stretch[], { amountMinor, ...sale }: Asked): Stretch =>
  nextStretch(freeStretches(known, sale), amountMinor);
const startOf = (...asked: Parameters<typeof next>): number => next(...asked).fromMinor;

test('the next refund begins where those before it ended', () => {
  const sale = { totalMinor: 1_000, amountMinor: 100 };
  expect(next([], { ...sale, heldMinor: 1_000 })).toEqual({ fromMinor: 0, toMinor: 100 });
  expect(startOf(taken([202, 303], [0, 202]), { ...sale, heldMinor: 697 })).toBe(303);
  expect(startOf(taken([0, 900]), { ...sale, heldMinor: 100 })).toBe(900);
});

test('what was forgotten goes into the gap it left: the one it fills, else the first that is large enough', () => {
  const known = taken([202, 303], [353, 400]);
  const sale = { totalMinor: 1_000, heldMinor: 852 };
  expect(startOf(known, { ...sale, amountMinor: 202 })).toBe(0);
  expect(startOf(known, { ...sale, amountMinor: 50 })).toBe(303);
  expect(startOf(known, { ...sale, amountMinor: 60 })).toBe(0);
  expect(startOf(known, { ...sale, amountMinor: 250 })).toBe(400);
});

test('what fits in no gap fills several, and whoever comes then knows what it took', () => {
  const sale = { totalMinor: 1_000 };
  const known = taken([0, 100], [200, 300], [400, 1_000]);
  const first = next(known, { ...sale, heldMinor: 200, amountMinor: 150 });
  expect(piecesOf(first)).toEqual(taken([100, 200], [300, 350]));
  const after = [...known, { fromMinor: first.fromMinor, toMinor: first.fromMinor + 150 }];
  expect(next(after, { ...sale, heldMinor: 50, amountMinor: 50 })).toEqual({
    fromMinor: 350,
    toMinor: 400,
  });
});

test('where what is held does not agree with what is known, it alone counts', () => {
  expect(startOf(taken([202, 303]), { totalMinor: 1_000, heldMinor: 700, amountMinor: 10 })).toBe(300);
});

/** A sale in random parts, of which some are forgotten by the centre and settled anew in another order and in other sizes. */
function refundedAnew(seed: number): number[] {
  const chance = seeded(seed);
  const totalMinor = chance.int(1, 60);
  const known: Stretch[] = [];
  const forgotten: number[] = [];
  for (let at = 0; at < totalMinor;) {
    const length = Math.min(totalMinor - at, chance.int(1, 12));
    if (chance.int(0, 1) === 0) known.push({ fromMinor: at, toMinor: at + length });
    else forgotten.push(length);
    at += length;
  }
  const times = Array.from({ length: totalMinor }, () => 0);
  const count = (piece: Stretch): void => {
    for (let minor = piece.fromMinor; minor < piece.toMinor; minor += 1)
      times[minor] = (times[minor] ?? 0) + 1;
  };
  known.forEach(count);
  let heldMinor = forgotten.reduce((sum, length) => sum + length, 0);
  const rows = chance.shuffled(known);
  const parts = chance.shuffled(forgotten.flatMap((length) => (length > 3 ? [length - 2, 2] : [length])));
  for (const amountMinor of parts) {
    const anew = next(rows, { totalMinor, heldMinor, amountMinor });
    piecesOf(anew).forEach(count);
    rows.push({ fromMinor: anew.fromMinor, toMinor: anew.fromMinor + amountMinor });
    heldMinor -= amountMinor;
  }
  return times;
}

test('in whatever order and sizes a sale goes back, each minor unit does once', () => {
  for (let seed = 1; seed <= 3_000; seed += 1)
    expect(
      refundedAnew(seed).filter((times) => times !== 1),
      `seed ${seed}`,
    ).toEqual([]);
});

test('what lies before the vouchers that paid is cut off where they begin', () => {
  const free = freeStretches(taken([22, 900]), { totalMinor: 1_000, heldMinor: 122 });
  expect(free).toEqual(taken([0, 22], [900, 1_000]));
  expect(before(free, 950)).toEqual(taken([0, 22], [900, 950]));
  expect(before(free, 800)).toEqual(taken([0, 22]));
});
