import { expect, test } from 'vitest';
import { startOfNext } from './reverse-share.ts';

const taken = (...stretches: [fromMinor: number, toMinor: number][]) =>
  stretches.map(([fromMinor, toMinor]) => ({ fromMinor, toMinor }));

test('the next refund begins where those before it ended', () => {
  const sale = { totalMinor: 1_000, amountMinor: 100 };
  expect(startOfNext([], { ...sale, heldMinor: 1_000 })).toBe(0);
  expect(startOfNext(taken([202, 303], [0, 202]), { ...sale, heldMinor: 697 })).toBe(303);
  expect(startOfNext(taken([0, 900]), { ...sale, heldMinor: 100 })).toBe(900);
});

test('what was forgotten goes into the gap it left: the one it fills, else the first that is large enough', () => {
  const known = taken([202, 303], [353, 400]);
  const sale = { totalMinor: 1_000, heldMinor: 852 };
  expect(startOfNext(known, { ...sale, amountMinor: 202 })).toBe(0);
  expect(startOfNext(known, { ...sale, amountMinor: 50 })).toBe(303);
  expect(startOfNext(known, { ...sale, amountMinor: 60 })).toBe(0);
  expect(startOfNext(known, { ...sale, amountMinor: 250 })).toBe(400);
});

test('where what is held does not agree with what is known, it alone counts', () => {
  expect(startOfNext(taken([202, 303]), { totalMinor: 1_000, heldMinor: 700, amountMinor: 10 })).toBe(300);
  expect(
    startOfNext(taken([0, 500], [700, 1_000]), { totalMinor: 1_000, heldMinor: 200, amountMinor: 201 }),
  ).toBe(800);
});
