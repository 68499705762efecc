import { expect, test } from 'vitest';
import { roundCash } from './cash-rounding.ts';

const forints = (minor: number) => roundCash({ minor, currency: 'HUF' }, { euroToFiveCents: false });

test('what is given back is rounded as what is paid', () => {
  expect(forints(-1_233)).toEqual({ payMinor: -1_235, differenceMinor: -2 });
  expect(forints(-1_232)).toEqual({ payMinor: -1_230, differenceMinor: 2 });
  for (const minor of [1, 2, 3, 4, 5, 1_236, 1_239])
    expect(forints(-minor).payMinor + forints(minor).payMinor).toBe(0);
});

test('nothing is nothing, with no sign before it', () => {
  expect(forints(-2)).toEqual({ payMinor: 0, differenceMinor: 2 });
  expect(Object.is(forints(-2).payMinor, 0)).toBe(true);
});
