import { expect, test } from 'vitest';
import { findTotal } from './find-total.ts';
import { knownPatterns, ReceiptPattern } from './receipt-pattern.ts';

const found = (
  text: string,
  currency = 'EUR',
  patterns: readonly ReceiptPattern[] = knownPatterns,
): number | string => {
  const result = findTotal(text.split('\n'), patterns, currency);
  return result.ok ? result.value.total.minor : result.error.code;
};
const own = (more: Partial<ReceiptPattern>): ReceiptPattern[] => [
  ReceiptPattern.parse({ name: 'own', labels: ['TOTAL'], decimal: 'point', ...more }),
];

test.each([
  ['TOTALE            12,50', 1250],
  ['TOTALE COMPLESSIVO   1.234,50', 123450],
  ['TOTALE EURO: € 12,50', 1250],
  ['T O T A L E     EUR 12,50', 1250],
  ['** Totale ........ 12,50', 1250],
  ['TOTAL DUE  $12.50', 'NO_TOTAL'],
  ['Total  €1,234.50', 123450],
  ['SUMME EUR  8,00', 800],
  ['NET À PAYER 8,00 €', 800],
  ['ZU ZAHLEN\n\n  8,00', 800],
])('%s', (text, expected) => {
  expect(found(text)).toBe(expected);
});

test('forints have no cents, and their thousands may stand apart', () => {
  expect(found('ÖSSZESEN:   12 990 Ft', 'HUF')).toBe(12990);
  expect(found('FIZETENDO\u030b  990 HUF', 'HUF')).toBe(990);
  expect(found('ÖSSZESEN: 12,50', 'HUF')).toBe('NO_TOTAL');
});

test.each([
  ['', 'NO_TEXT'],
  ['SUBTOTALE 10,00', 'NO_TOTAL'],
  ['SUB TOTALE 10,00', 'NO_TOTAL'],
  ['TOTALE IVA 2,25', 'NO_TOTAL'],
  ['TOTALE 12,5', 'NO_TOTAL'],
  ['TOTALE 12.50,00', 'NO_TOTAL'],
  ['TOTALE 3 12,50', 'NO_TOTAL'],
  ['TOTALE 12,50 13,00', 'NO_TOTAL'],
  ['TOTALE USD 12,50', 'NO_TOTAL'],
  ['TOTALI 12,50', 'NO_TOTAL'],
  ['TOTALE', 'NO_TOTAL'],
  ['TOTALE\nRESTO 5,00', 'NO_TOTAL'],
  ['TOTALE -12,50', 'TOTAL_NOT_POSITIVE'],
  ['TOTALE 12,50-', 'TOTAL_NOT_POSITIVE'],
  ['TOTALE 0,00', 'TOTAL_NOT_POSITIVE'],
  ['TOTALE 15,00\nTOTALE COMPLESSIVO 12,50', 'TOTALS_DIFFER'],
  ['TOTAL 12.50\nTOTALE 12,00', 'TOTALS_DIFFER'],
  ['1.250,00', 'NO_TOTAL'],
])('nothing is guessed from "%s"', (text, code) => {
  expect(found(text)).toBe(code);
});

test('the same total said twice is one', () => {
  expect(found('TOTALE 12,50\nGRAZIE\nTOTALE COMPLESSIVO 12,50')).toBe(1250);
});

test('which one counts, what groups thousands and whether the next line counts is the shop’s own choice', () => {
  const twice = 'TOTAL 15.00\nTOTAL 12.50';
  expect(found(twice, 'EUR', own({}))).toBe('TOTALS_DIFFER');
  expect(found(twice, 'EUR', own({ counts: 'first' }))).toBe(1500);
  expect(found(twice, 'EUR', own({ counts: 'last' }))).toBe(1250);
  expect(found("TOTAL 1'250.00", 'CHF', own({}))).toBe('NO_TOTAL');
  expect(found("TOTAL 1'250.00", 'CHF', own({ thousands: 'apostrophe' }))).toBe(125000);
  expect(found('TOTAL\n12.50', 'EUR', own({}))).toBe('NO_TOTAL');
  expect(found('TOTAL\n12.50', 'EUR', own({ nextLine: true }))).toBe(1250);
  expect(found('TOTAL (EUR) 12.50', 'EUR', own({ labels: ['TOTAL (EUR)'] }))).toBe(1250);
});
