import { expect, test } from 'vitest';
import { pressAmountKey, shownAmount, type AmountKey } from './amount-text.ts';

const shown = (text: string, currency = 'EUR', language: 'en' | 'it' | 'hu' = 'en') =>
  shownAmount(text, currency, language)
    .map((piece) => (piece.ghost ? `[${piece.text}]` : piece.text))
    .join('');
const press = (...keys: AmountKey[]) => keys.reduce(pressAmountKey, '');

test.each([
  ['', '[€0.00]'],
  ['2', '€2[.00]'],
  ['23.', '€23.[00]'],
  ['23,4', '€23.4[0]'],
  ['23.40', '€23.40'],
  ['1234,5', '€1,234.5[0]'],
  ['0', '€0[.00]'],
  ['0,0', '€0.0[0]'],
])('the amount %s is shown as money, and what was not typed as a ghost: %s', (text, screen) => {
  expect(shown(text)).toBe(screen);
});

test('the amount is written as the shop writes money', () => {
  expect(shown('23,4', 'EUR', 'it')).toBe('23,4[0]\u00a0€');
  expect(shown('2340', 'HUF', 'hu')).toBe('2340\u00a0Ft');
  expect(shown('980', 'JPY')).toBe('JP¥980');
});

test('what the till will refuse is shown as it was typed', () => {
  expect(shown('1.2.3')).toBe('1.2.3');
  expect(shown('-5')).toBe('-5');
});

test('keys add to the text as typed, backspace takes one away, and it never grows past a sale', () => {
  expect(press('2', '3', ',', '4', '0')).toBe('23,40');
  expect(press('5', '00', 'backspace')).toBe('50');
  expect(press('00')).toBe('0');
  expect(press('5', '-')).toBe('5');
  expect(press(...Array.from({ length: 40 }, () => '9' as const))).toHaveLength(14);
});
