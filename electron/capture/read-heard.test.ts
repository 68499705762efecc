import { expect, test } from 'vitest';
import { knownPatterns } from '#shared/capture/receipt-pattern.ts';
import { readHeard } from './read-heard.ts';

const heard = (text: string, isOpen = true, currency = 'HUF') => {
  const { reading, mayChange } = readHeard(
    { lines: text.split('\n'), whole: true, isOpen },
    knownPatterns,
    currency,
  );
  return [reading.ok ? reading.value.total.minor : reading.error.code, mayChange];
};

test.each([
  ['ÖSSZESEN 990\nTEL. 06 1 234', [990, false]],
  ['ÖSSZESEN 990\nÖSSZESEN 990', [990, false]],
  ['ÖSSZESEN 990\nÖSSZESEN 99', ['TOTALS_DIFFER', true]],
  ['TEJ 990\nÖSSZESEN 99', ['NO_TOTAL', true]],
  ['TEJ 990\nKENYÉR 99', ['NO_TOTAL', false]],
  ['ÖSSZESEN 990\nMÁSOLAT 0012', ['OTHER_PAPER', true]],
  // As far as it goes: the copy of a receipt, or a copied sheet.
  ['ÖSSZESEN 990\nMÁSOLAT 2', ['OTHER_PAPER', true]],
  ['ÖSSZESEN 990\nMÁSOLAT A4\n4 x 50   200', ['OTHER_PAPER', true]],
  ['ÖSSZESEN 990\nMÁSOLAT 2\nTEL. 06 1 234', [990, false]],
  ['ÖSSZESEN 990 Ft', [990, false]],
])('a last line without an end that may be half takes no part, or decides: %j', (text, expected) => {
  expect(heard(text)).toEqual(expected);
});

test('with its end, or with cents behind it, a line is whole', () => {
  expect(heard('TEJ 990\nÖSSZESEN 990', false)).toEqual([990, false]);
  expect(heard('LATTE 9,90\nTOTALE 9,90', true, 'EUR')).toEqual([990, false]);
});
