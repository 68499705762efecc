import { expect, test } from 'vitest';
import { printable, wrap, wrapEvenly, wrapPair } from './printable-text.ts';

test('control characters become boxes, so that they are seen and never obeyed', () => {
  expect(printable('a\x1b@b\x00\x7f\x9b')).toBe('a\ufffd@b\ufffd\ufffd\ufffd');
});

test('line breaks and tabs are spaces, accents are composed, invisible marks are gone', () => {
  expect(printable('  one\ttwo\r\nthree  ')).toBe('one two three');
  expect(printable('Perche\u0301')).toBe('Perché');
  expect(printable('a\u200bb\u00adc\u202ed\ufeff')).toBe('abcd');
});

test('half of a character is a box', () => {
  expect(printable('\ud83d x')).toBe('\ufffd x');
});

test('texts break between words, and within a word only where it is longer than the paper', () => {
  expect(wrap('Good for one purchase', 10)).toEqual(['Good for', 'one', 'purchase']);
  expect(wrap('a bottomless well', 5)).toEqual(['a', 'botto', 'mless', 'well']);
  expect(wrap('exactly ten', 11)).toEqual(['exactly ten']);
  expect(wrap('', 10)).toEqual(['']);
});

test('an amount and its currency stay on one line', () => {
  expect(wrap('only 12\u00a0000\u00a0Ft', 9)).toEqual(['only', '12 000 Ft']);
  expect(wrap('for 10,00\u202f€', 9)).toEqual(['for', '10,00 €']);
});

test('no line is ever longer than the paper, and no letter is lost', () => {
  const long =
    'Őszi Sütőház – fűszeres, gyümölcsös sütőtökös pite hétfőn és szerdán 漢字漢字漢字漢字漢字漢字';
  for (let columns = 1; columns <= 48; columns += 1) {
    const lines = wrap(long, columns);
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(columns);
    expect(lines.join('').replaceAll(' ', '')).toBe(long.replaceAll(' ', ''));
  }
});

test('a centred text leaves no lost word below', () => {
  expect(wrap('See you soon at the corner bakery!', 32)).toEqual(['See you soon at the corner', 'bakery!']);
  expect(wrapEvenly('See you soon at the corner bakery!', 32)).toEqual([
    'See you soon at',
    'the corner bakery!',
  ]);
  expect(wrapEvenly('unbreakableword', 10)).toEqual(['unbreakabl', 'eword']);
  expect(wrapEvenly('one line', 32)).toEqual(['one line']);
});

test('a pair ends at the right edge, beside the left text or below it', () => {
  expect(wrapPair('Total', '23.40', 16)).toEqual(['Total      23.40']);
  expect(wrapPair('A long name of a cake', '23.40', 16)).toEqual(['A long', 'name of a', 'cake       23.40']);
  expect(wrapPair('Left', 'a right text', 16)).toEqual(['Left', '    a right text']);
  expect(wrapPair('', '5', 4)).toEqual(['   5']);
});
