import { describe, expect, test } from 'vitest';
import { decimalsOf, parseAmount } from './money.ts';

const limitMinor = 1_000_000;
const read = (text: string, currency = 'EUR', limit = limitMinor) => {
  const amount = parseAmount(text, currency, limit);
  return amount.ok ? amount.value.minor : amount.error.code;
};

describe('what a cashier types becomes cents', () => {
  test.each([
    ['23.40', 2340],
    ['23,40', 2340],
    ['23.4', 2340],
    ['23,4', 2340],
    ['23', 2300],
    ['5.', 500],
    ['5,', 500],
    ['.5', 50],
    [',5', 50],
    ['.05', 5],
    ['0.01', 1],
    ['007', 700],
    ['00.50', 50],
    ['1.234,50', 123_450],
    ['1,234.50', 123_450],
    ['1 234,50', 123_450],
    ["1'234.50", 123_450],
    ['1’234,50', 123_450],
    ['1\u00a0234,50', 123_450],
    ['1\u202f234,50', 123_450],
    [' 23.40 ', 2340],
    ['\t23.40\n', 2340],
    ['€ 5', 500],
    ['5 €', 500],
    ['5€', 500],
    ['EUR 5', 500],
    ['5 eur', 500],
    ['10000', limitMinor],
    ['9.999,99', 999_999],
  ])('%j is %i', (text, minor) => {
    expect(read(text)).toBe(minor);
  });

  test('the whole amount comes with its currency', () => {
    expect(parseAmount('23.40', 'EUR', limitMinor)).toEqual({
      ok: true,
      value: { minor: 2340, currency: 'EUR' },
    });
  });

  test('millions are read when the shop allows them', () => {
    expect(read('1,234,567.89', 'EUR', 1e12)).toBe(123_456_789);
    expect(read('1.234.567,89', 'EUR', 1e12)).toBe(123_456_789);
  });
});

describe('what is not clearly an amount is refused, never guessed or rounded', () => {
  test.each([
    ['', 'AMOUNT_NOT_A_NUMBER'],
    [' ', 'AMOUNT_NOT_A_NUMBER'],
    ['.', 'AMOUNT_NOT_A_NUMBER'],
    [',', 'AMOUNT_NOT_A_NUMBER'],
    ['-', 'AMOUNT_NOT_A_NUMBER'],
    ['€', 'AMOUNT_NOT_A_NUMBER'],
    ['abc', 'AMOUNT_NOT_A_NUMBER'],
    ['1e5', 'AMOUNT_NOT_A_NUMBER'],
    ['0x10', 'AMOUNT_NOT_A_NUMBER'],
    ['1_000', 'AMOUNT_NOT_A_NUMBER'],
    ['Infinity', 'AMOUNT_NOT_A_NUMBER'],
    ['NaN', 'AMOUNT_NOT_A_NUMBER'],
    ['٣', 'AMOUNT_NOT_A_NUMBER'],
    ['２３', 'AMOUNT_NOT_A_NUMBER'],
    ['½', 'AMOUNT_NOT_A_NUMBER'],
    ['1.234', 'AMOUNT_NOT_A_NUMBER'],
    ['1,234', 'AMOUNT_NOT_A_NUMBER'],
    ['23.405', 'AMOUNT_NOT_A_NUMBER'],
    ['0.001', 'AMOUNT_NOT_A_NUMBER'],
    ['1.2.3', 'AMOUNT_NOT_A_NUMBER'],
    ['1..2', 'AMOUNT_NOT_A_NUMBER'],
    ['1.,2', 'AMOUNT_NOT_A_NUMBER'],
    ['12.34,50', 'AMOUNT_NOT_A_NUMBER'],
    ['1,23.40', 'AMOUNT_NOT_A_NUMBER'],
    ['1,234,50', 'AMOUNT_NOT_A_NUMBER'],
    ['.123,45', 'AMOUNT_NOT_A_NUMBER'],
    ['5+5', 'AMOUNT_NOT_A_NUMBER'],
    ['5-', 'AMOUNT_NOT_A_NUMBER'],
    ['--5', 'AMOUNT_NOT_A_NUMBER'],
    ['−5', 'AMOUNT_NOT_A_NUMBER'],
    ['+5', 'AMOUNT_NOT_A_NUMBER'],
    ['€€5', 'AMOUNT_NOT_A_NUMBER'],
    ['5 USD', 'AMOUNT_NOT_A_NUMBER'],
    ['$5', 'AMOUNT_NOT_A_NUMBER'],
    ['£ 5', 'AMOUNT_NOT_A_NUMBER'],
    ['500 Ft', 'AMOUNT_NOT_A_NUMBER'],
    ['abc5', 'AMOUNT_NOT_A_NUMBER'],
    ['0', 'AMOUNT_ZERO'],
    ['0.00', 'AMOUNT_ZERO'],
    ['-0', 'AMOUNT_ZERO'],
    ['-5', 'AMOUNT_NEGATIVE'],
    ['-0,01', 'AMOUNT_NEGATIVE'],
    ['10000.01', 'AMOUNT_TOO_LARGE'],
    ['4006381333931', 'AMOUNT_TOO_LARGE'],
    ['2000000000008', 'AMOUNT_TOO_LARGE'],
    ['99999999999999999999', 'AMOUNT_TOO_LARGE'],
    ['9'.repeat(400), 'AMOUNT_TOO_LARGE'],
  ])('%j: %s', (text, code) => {
    expect(read(text)).toBe(code);
  });

  test('too large says how large it may be', () => {
    expect(parseAmount('10000.01', 'EUR', limitMinor)).toEqual({
      ok: false,
      error: { code: 'AMOUNT_TOO_LARGE', limitMinor },
    });
  });
});

describe('a currency has the decimals it has', () => {
  test.each([
    ['EUR', 2],
    ['HUF', 0],
    ['JPY', 0],
    ['KWD', 3],
  ])('%s has %i', (currency, decimals) => {
    expect(decimalsOf(currency)).toBe(decimals);
  });

  test.each([
    ['500 Ft', 'HUF', 500],
    ['500 HUF', 'HUF', 500],
    ['2 340 Ft', 'HUF', 2340],
    ['500,50', 'HUF', 'AMOUNT_NOT_A_NUMBER'],
    ['1.234', 'JPY', 1234],
    ['1,234', 'JPY', 1234],
    ['¥5', 'JPY', 5],
    ['12.34', 'JPY', 'AMOUNT_NOT_A_NUMBER'],
    ['0.5', 'JPY', 'AMOUNT_NOT_A_NUMBER'],
    ['1.234', 'KWD', 1234],
    ['1.2345', 'KWD', 'AMOUNT_NOT_A_NUMBER'],
    ['$5', 'USD', 500],
  ])('%j in %s is %s', (text, currency, minor) => {
    expect(read(text, currency)).toBe(minor);
  });
});

test('every amount of cents is read back as it was written, with either sign', () => {
  for (let minor = 1; minor <= 30_000; minor += 7) {
    const text = (minor / 100).toFixed(2);
    expect(read(text)).toBe(minor);
    expect(read(text.replace('.', ','))).toBe(minor);
  }
});
