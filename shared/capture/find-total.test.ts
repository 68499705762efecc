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

const papers = (head: string): string => `BAR ROMA\n${head}\nCAFFE 1,00\nTOTALE 12,50\nGRAZIE`;

test.each([
  'COPIA',
  '*** C O P I A ***',
  'Copia n. 2',
  'DUPLICATO N. 0012-0034',
  '# RISTAMPA #',
  'MÁSOLAT',
  'NYUGTA MA\u0301SOLAT 1',
  'DUPLICATE 2 OF 3',
  'Kopie',
  'Z-REPORT 0012',
  'X REPORT',
  'CHIUSURA GIORNALIERA N. 0123 DEL 12/03/26',
  'RIPORTO',
  'NAPI ZÁRÁS',
  'ZÁRÁS 0012',
  'RAPPORT Z N° 12',
  'COPIA 12/03/26 14.05',
  'COPIA DEL 12/03/26 ALLE 14.05',
  'DUPLICATO DEL 12/03/26 ORE 14,05',
  'Ristampa 14.05',
  '*** COPIA 12/03/26 14.05 ***',
  'RAPPORTO Z 0012 14.05',
  'CHIUSURA GIORNALIERA 12/03/26 23.59',
  'KOPIE 12.03.2026 14.05 Uhr',
  'Z-REPORT 2026-03-12 14,05',
])('a total on a paper that says "%s" is no sale’s', (head) => {
  expect(found(papers(head))).toBe('OTHER_PAPER');
});

test.each([
  'COPIA CLIENTE',
  'COPIA PER IL CLIENTE',
  'CUSTOMER COPY',
  'COPIA   0,20',
  'COPIE 10 x 0,10',
  'COPYSHOP ROMA',
  'LETTURA SERALE 9,90',
  'ZUCCHERO COPIA',
])('a sale’s receipt may say "%s"', (head) => {
  expect(found(papers(head))).toBe(1250);
});

test('in forints, whose amounts have no cents, a thing called so is a thing and a report’s number begins with a nought', () => {
  const paper = (head: string) => found(`${head}\nÖSSZESEN: 990 Ft`, 'HUF');
  expect(paper('MÁSOLAT 200 Ft')).toBe(990);
  expect(paper('ZÁRÁS 0012')).toBe('OTHER_PAPER');
});

const doubtOf = (text: string, currency = 'EUR'): string | null => {
  const result = findTotal(text.split('\n'), knownPatterns, currency);
  return result.ok ? result.value.doubt : result.error.code;
};
/** Lines on a receipt of an Italian shop, and below what was sold before. */
const withLines = (...lines: string[]): string =>
  ['COPISTERIA ROMA', 'PENNA 1,00', ...lines, 'TOTALE 12,50'].join('\n');

test.each([
  [['COPIE A4', '10 x 0,10          1,00']],
  [['COPIE B/N', '  1,00']],
  [['Copy A3', '2 x 0,50  1,00 B']],
])('a thing that is called so, with its price below it, makes no copy of a receipt: %j', (lines) => {
  expect(found(withLines(...lines))).toBe(1250);
  expect(doubtOf(withLines(...lines))).toBeNull();
});

test.each([
  [['COPIE', '10 x 0,10   1,00'], 'COPIE'],
  [['COPIE A4', 'FORMATO GRANDE', '1,00'], 'COPIE A4'],
  [['COPIA PV 2'], 'COPIA PV 2'],
])('what may be a thing or a copy is read and said: %j', (lines, line) => {
  expect(found(withLines(...lines))).toBe(1250);
  expect(doubtOf(withLines(...lines))).toBe(line);
});

test.each([
  [['*** COPIA A4 ***', '10 x 0,10   1,00']],
  [['C O P I A', '12-03-26 14.05']],
  [['-- DUPLICATE RT', '1,00']],
  [['COPIE A4', '10 x 0,10  1,00', 'COPIA']],
  [['COPIA', '12-03-26 14.05']],
  [['COPIA', '14.05']],
  [['*** COPIA 12,50 ***']],
])('marks of emphasis and a line of its own make a copy, whatever is sold on it: %j', (lines) => {
  expect(doubtOf(withLines(...lines))).toBe('OTHER_PAPER');
});

test('a price has the sign of the amounts on its paper, and where that is a point it may be an hour', () => {
  const read = (...lines: string[]) => doubtOf([...lines, 'TOTAL 12.50'].join('\n'));
  expect(read('COPY 0.20')).toBeNull();
  expect(read('COPY 2 x 14.05')).toBeNull();
  expect(read('COPY 14.05 EUR')).toBeNull();
  expect(read('COPY A4', '0.20')).toBeNull();
  expect(read('COPY 14.05')).toBe('COPY 14.05');
  expect(read('COPY A4', '14.05')).toBe('COPY A4');
  expect(read('COPY 03/12/26 14.05')).toBe('OTHER_PAPER');
  expect(read('COPY 0,20')).toBe('OTHER_PAPER');
});

test('in forints a number behind the word may be a price or the copy’s own', () => {
  const read = (...lines: string[]) => doubtOf([...lines, 'ÖSSZESEN 990 Ft'].join('\n'), 'HUF');
  expect(read('MÁSOLAT 2')).toBe('MÁSOLAT 2');
  expect(read('MÁSOLAT 200 Ft')).toBeNull();
  expect(read('NAPI ZÁRÁS 2026. 03. 12. 14 05')).toBe('OTHER_PAPER');
  expect(read('MÁSOLAT A4', '4 x 50   200')).toBeNull();
  expect(read('MÁSOLAT', 'TEL 06 1 234 5678')).toBe('OTHER_PAPER');
});

test('a long line of numbers behind a copy’s word is read at once', () => {
  expect(doubtOf(withLines(`COPIA ${'1.'.repeat(5_000)}A4`))).toContain('COPIA 1.1.');
});

test('a shop tells its copies and reports, and what every receipt of a sale has', () => {
  const own1 = own({ otherPapers: ['INTERNAL'], saleWords: ['FISCAL RECEIPT', 'TAX INVOICE'] });
  const read = (text: string) => found(text, 'EUR', own1);
  expect(read('INTERNAL 12\nFISCAL RECEIPT\nTOTAL 5.00')).toBe('OTHER_PAPER');
  expect(read('COPY\nno. 7, fiscal  receipt\nTOTAL 5.00')).toBe(500);
  expect(read('PREVIEW\nTOTAL 5.00')).toBe('NO_SALE_WORD');
  expect(read('PREVIEW\nUNFISCAL RECEIPTS\nTOTAL 5.00')).toBe('NO_SALE_WORD');
  expect(read('PREVIEW')).toBe('NO_TOTAL');
  // One pattern asks for a word, another for none: what the other finds counts.
  expect(found('PREVIEW\nTOTAL 5.00', 'EUR', [...own1, ...own({})])).toBe(500);
});

test.each([
  ['12-03-2026 14:05   DOC.N. 0123-0045', '0123-0045'],
  ['DOCUMENTO N. 0001-0002', '0001-0002'],
  ['NYUGTASZÁM: 0123/00045', '0123/00045'],
  ['Receipt # A-77', 'A-77'],
  ['RECEIPT NO: 000123 CASHIER 4', '000123'],
  ['Bon-Nr.: 4711', '4711'],
  ['DOC.N. 1\nDOC.N. 2', null],
  ['DOC.N. 1\nDOC.N. 1', '1'],
  ['DOC.N. ABC', null],
  ['GRAZIE', null],
])('of "%s" the number is %s', (line, number) => {
  const result = findTotal(`${line}\nTOTALE 12,50`.split('\n'), knownPatterns, 'EUR');
  expect(result.ok && result.value.number).toBe(number);
});
