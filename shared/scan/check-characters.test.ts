import { expect, test } from 'vitest';
import { seeded } from '#test/support/seeded.ts';
import { checkCharacters, hasValidCheck, layoutSafeAlphabet, lettersFrom } from './check-characters.ts';

const chance = seeded(21);
const codes = Array.from({ length: 300 }, () => {
  const letters = chance.text(layoutSafeAlphabet, chance.int(1, 12));
  return letters + checkCharacters(letters);
});

test('a code with its own check letters is valid', () => {
  for (const code of codes) expect(hasValidCheck(code), code).toBe(true);
});

test('cards printed long ago stay valid', () => {
  for (const card of ['TCBCDEFGHJKLNN', 'TCXXXXXXXXXXHL', 'TCNPRSTUVXBCGR'])
    expect(hasValidCheck(card)).toBe(true);
});

test('every single wrong letter is noticed, in every place', () => {
  for (const code of codes.slice(0, 60)) {
    for (let place = 0; place < code.length; place += 1) {
      for (const letter of layoutSafeAlphabet) {
        if (letter === code[place]) continue;
        const wrong = code.slice(0, place) + letter + code.slice(place + 1);
        expect(hasValidCheck(wrong), `${code} read as ${wrong}`).toBe(false);
      }
    }
  }
});

test('every swap of two neighbours is noticed', () => {
  for (const code of codes) {
    for (let place = 0; place + 1 < code.length; place += 1) {
      if (code[place] === code[place + 1]) continue;
      const swapped = code.slice(0, place) + code[place + 1] + code[place] + code.slice(place + 2);
      expect(hasValidCheck(swapped), `${code} read as ${swapped}`).toBe(false);
    }
  }
});

test.each(['', 'B', 'BB', 'bcdefg', 'TC12', 'TCB!', 'TCÀB', 'OIOI'])('%j is simply not valid', (text) => {
  expect(hasValidCheck(text)).toBe(false);
});

test('check letters are of the alphabet too', () => {
  const outside = new RegExp(`[^${layoutSafeAlphabet}]`);
  expect(codes.filter((code) => outside.test(code))).toEqual([]);
});

test('the alphabet has no letter that people read as a digit, or that other keyboards keep elsewhere', () => {
  expect(layoutSafeAlphabet).not.toMatch(/[AIMOQWYZ]/);
});

test('every letter is drawn equally often from fair bytes, and bytes that would favour some are passed over', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const letters = lettersFrom(all, 252);
  const counts = [...layoutSafeAlphabet].map((letter) => letters.split(letter).length - 1);
  expect(new Set(counts)).toEqual(new Set([14]));
  expect(() => lettersFrom(all, 253)).toThrow('enough random bytes');
});

test('a letter outside the alphabet has no check', () => {
  expect(() => checkCharacters('TCA')).toThrow('layout-safe');
});
