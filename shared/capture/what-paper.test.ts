import { expect, test } from 'vitest';
import { findTotal } from './find-total.ts';
import { knownOtherPapers } from './other-papers.ts';
import { knownPatterns, ReceiptPattern } from './receipt-pattern.ts';

/** The line by which a paper may be another one, or why no total is taken from it; null for a sale's receipt. */
const doubtOf = (lines: readonly string[], currency = 'EUR', patterns = knownPatterns): string | null => {
  const found = findTotal(lines, patterns, currency);
  return found.ok ? found.value.doubt : found.error.code;
};
const it = (...lines: string[]) => doubtOf(['BAR ROMA', ...lines, 'CAFFE 1,00', 'TOTALE 923,40']);
const en = (...lines: string[]) => doubtOf(['CORNER SHOP', ...lines, 'TEA 1.00', 'TOTAL 923.40']);
const de = (...lines: string[]) => doubtOf(['LADEN', ...lines, 'TEE 1,00', 'SUMME 923,40']);
const hu = (...lines: string[]) => doubtOf(['BOLT', ...lines, 'TEJ 300', 'ÖSSZESEN: 45 000 Ft'], 'HUF');

/** Whose receipt, and lines that stand on it. */
type Receipt = [of: (...lines: string[]) => string | null, ...lines: string[]];

test.each([
  'CHIUSURA GIORNALIERA 923,40',
  'CHIUSURA GIORNALIERA EUR 923,40',
  'Chiusura giornaliera cassa 1 operatore 2   923,40',
  'CHIUSURA GIORNALIERA BAR ROMA 923,40',
  'CHIUSURA 923,40',
  'CHIUSURA DI CASSA EURO 923,40',
  'LETTURA 923,40',
  'LETTURA X 923,40',
  'RAPPORTO Z N. 12 923,40',
  'RAPPORTO Z DEL 12 MARZO 2026 923,40',
  'CORRISPETTIVI 923,40',
  'CORRISPETTIVI TELEMATICI',
  'TOTALE CORRISPETTIVI GIORNO 923,40',
  'COPIA DEL 12 MARZO 2026',
  'COPIA DI MARTEDÌ 3 MARZO 2026 14,05',
  'COPIA 12-MAR-26 14,05',
  'COPIA NUMERO 2',
  'COPIA CONFORME',
  'COPIA DOCUMENTO COMMERCIALE N. 0012-0034',
  'COPIA SCONTRINO 12,50',
  'RISTAMPA SCONTRINO N. 12',
  'RISTAMPA SCONTRINO N. 12 DEL 12/03/26',
  'RISTAMPA DI SCONTRINO N. 12',
  'RISTAMPA CHIUSURA GIORNALIERA 923,40',
  'SCONTRINO N. 12 - COPIA NUMERO 2',
  'SCONTRINO N. 12 - COPIA',
  '2. COPIA DOCUMENTO',
])('of an Italian register, "%s" is asked about', (line) => {
  expect(it(line)).toBe(line.replaceAll(/ +/g, ' '));
});

test.each([
  'END OF DAY 923.40',
  'End of day total 923.40',
  'END OF DAY REPORT TILL 1 923.40',
  'DAILY REPORT 923.40',
  'Daily report, Tuesday 3 March',
  'X REPORT 923.40',
  'Z-REPORT NO. 12 923.40',
  'Z READING 12 MAR 2026 923.40',
  'COPY OF 12 MARCH 2026',
  'COPY MARCH 12, 2026 14.05',
  'COPY NUMBER 2',
  'COPY OF RECEIPT NO. 12',
  'REPRINT RECEIPT 12.50',
  'RECEIPT COPY 12.50',
  'RECEIPT NO. 12 COPY NUMBER 2',
  'DUPLICATE INVOICE 12',
  'RECEIPT 12 - COPY',
])('of an English register, "%s" is asked about', (line) => {
  expect(en(line)).toBe(line.replaceAll(/ +/g, ' '));
});

test.each([
  'TAGESABSCHLUSS 923,40',
  'Tagesabschluss Filiale Köln',
  'KASSENABSCHLUSS SUMME EUR 923,40',
  'Z-BERICHT NUMMER 12',
  'Z BERICHT 0012 923,40',
  'X-ABSCHLAG 923,40',
  'KOPIE VOM 12. MÄRZ 2026',
  'KOPIE VOM 12. MAERZ 2026 14,05',
  'KOPIE NUMMER 2',
  'NACHDRUCK BELEG NR. 12',
  'BON NR. 12 KOPIE NUMMER 2',
])('of a German register, "%s" is asked about', (line) => {
  expect(de(line)).toBe(line.replaceAll(/ +/g, ' '));
});

test.each([
  'NAPI ZÁRÁS 45 000 Ft',
  'NAPI ZÁRÁS ÖSSZESEN 45 000 Ft',
  'NAPI ZARAS 45000 FT',
  'NAPI JELENTÉS 45 000 Ft',
  'Napi jelentés, pénztár 1, március 12.',
  'Z-JELENTÉS 45 000 Ft',
  'ZÁRÁS 45 000 Ft',
  'PÉNZTÁRZÁRÁS 45 000',
  'MÁSOLAT 2026. MÁRCIUS 12.',
  'MÁSOLAT 2026. MÁRC. 12. 14 05',
  'MÁSOLAT SORSZÁMA 2',
  'NYUGTA MÁSOLAT 990 Ft',
  'NYUGTA 0012 MÁSOLAT SZÁMA 2',
  'MASOLAT NYUGTA 12',
])('of a Hungarian register, "%s" is asked about', (line) => {
  expect(hu(line)).toBe(line.replaceAll(/ +/g, ' '));
});

test.each<Receipt>([
  [it, '*** RISTAMPA SCONTRINO N. 12 ***'],
  [it, '** CHIUSURA GIORNALIERA CASSA 1'],
  [it, 'N. 2 COPIA'],
  [en, '=== END OF DAY 923.40 ==='],
  [en, 'Z REPORT 0012', 'PRINTED 12/03/26 22.10'],
  [de, 'Z BERICHT 0012', 'FILIALE KÖLN'],
  [hu, 'NAPI ZARAS 0012'],
  [hu, '2. MÁSOLAT'],
])('set off by marks, or with nothing but numbers, it is another paper: %#', (of, ...lines) => {
  expect(of(...lines)).toBe('OTHER_PAPER');
});

test.each<Receipt>([
  [it, 'COPIA CLIENTE'],
  [it, '*** COPIA CLIENTE ***'],
  [it, 'COPIA CLIENTE N. 2'],
  [it, 'COPIA ESERCENTE 12 MARZO 2026'],
  [it, 'COPIA CASSA'],
  [it, 'COPIA DI CORTESIA'],
  [it, 'COPISTERIA 12'],
  [it, 'COPIA DOCUMENTO 0,50'],
  [it, 'COPIA DOCUMENTO', '10 x 0,10   1,00'],
  [it, 'COPIA MARZO 2,00'],
  [it, 'COPIE N. 10 1,00'],
  [it, '2 COPIE'],
  [it, 'RISTAMPA FOTO 2,00'],
  [it, 'DUPLICATO CHIAVE 5,00'],
  [it, 'CHIUSURA LAMPO 3,00'],
  [it, 'LETTURA SERALE'],
  [it, 'RIPORTO 45,00'],
  [en, 'COPY SHOP 3.00'],
  [en, 'COPY SHOP, 12 MARCH ROAD'],
  [en, 'COPY FOR CUSTOMER'],
  [en, 'CUSTOMER COPY'],
  [en, 'DUPLICATE RECEIPT BOOK 4.99'],
  [en, 'END OF DAY BAG', '1.00'],
  [en, 'END OF DAY SPECIALS FROM 6PM'],
  [en, 'DAILY REPORTER 2.00'],
  [hu, 'PÉNZTÁRJELENTÉS NYOMTATVÁNY 600 Ft'],
  [en, 'EX REPORT'],
  [de, 'KOPIE HÄNDLER'],
  [de, 'KOPIE FARBE 0,50'],
  [de, 'KASSENBERICHT BLOCK 3,49'],
  [de, 'BON APPETIT'],
  [hu, 'MÁSOLAT ÜGYFÉL'],
  [hu, 'MÁSOLAT 200 Ft'],
  [hu, 'ZÁRÁSI AKCIÓ 200 Ft'],
  [hu, 'NYUGTASZÁM 0012'],
])('a sale’s receipt may have such a line: %#', (of, ...lines) => {
  expect(of(...lines)).toBeNull();
});

const wholeReports: [currency: string, ...lines: string[]][] = [
  ['EUR', 'BAR ROMA', 'DOCUMENTO GESTIONALE', 'TOTALE GIORNALIERO 923,40', 'TOTALE 923,40'],
  ['EUR', 'BAR ROMA', 'AZZERAMENTO FISCALE N. 0123', 'REPARTO 1  923,40', 'TOTALE 923,40'],
  ['EUR', 'BAR ROMA', 'RIEPILOGO GIORNALIERO', 'CONTANTI 500,00', 'POS 423,40', 'TOTALE 923,40'],
  ['EUR', 'BAR ROMA', 'CORRISPETTIVI DEL 12/03/26 923,40', 'TOTALE', '923,40'],
  ['EUR', 'CORNER SHOP', 'End of Day', 'Cash 500.00', 'Card 423.40', 'Total 923.40'],
  ['EUR', 'CORNER SHOP', 'EOD REPORT 12 MAR 2026 22.10', 'TOTAL 923.40'],
  ['EUR', 'CORNER SHOP', '*Z1 REPORT 0012', 'TEA 100 x 1.00', 'TOTAL 923.40'],
  ['EUR', 'CORNER SHOP', 'Sales report till 1 shift 2  923.40', 'GRAND TOTAL 923.40'],
  ['EUR', 'CAFÉ KÖRTE', 'Tagesabschluss vom Dienstag, 3. März 2026', 'BAR 500,00', 'SUMME EUR 923,40'],
  ['EUR', 'CAFÉ KÖRTE', 'Kassenbericht Kasse 1  923,40', 'GESAMT 923,40'],
  ['EUR', 'CAFÉ KÖRTE', 'X-Abschlag', 'Umsatz 923,40', 'Gesamtbetrag 923,40'],
  ['EUR', 'CAFÉ KÖRTE', 'Bedienerbericht Anna', 'SUMME 923,40'],
  ['HUF', 'BOLT', 'NAPI ZARAS', 'FORGALOM 45 000', 'OSSZESEN', 'ÖSSZESEN: 45 000 Ft'],
  ['HUF', 'BOLT', 'Napi jelentés 2026. március 12. 45 000 Ft', 'ÖSSZESEN: 45 000 Ft'],
  ['HUF', 'BOLT', 'Műszakzárás, pénztáros: Éva', 'FIZETENDŐ 45 000 Ft'],
  ['HUF', 'BOLT', 'PÉNZTÁRJELENTÉS PÉNZTÁR 1 45 000 Ft', 'ÖSSZESEN 45 000 Ft'],
];

test.each(wholeReports)('no report in %s is a sale’s receipt without a word: %#', (currency, ...lines) => {
  expect(doubtOf(lines, currency)).not.toBeNull();
  expect(doubtOf(lines, currency)).not.toBe('NO_TOTAL');
});

test('a word that only this shop knows is a thing’s with a price, as ever, and one of ours stays a report’s in its list', () => {
  const own = (otherPapers: string[]) => [
    ReceiptPattern.parse({ name: 'own', labels: ['TOTAL'], decimal: 'point', otherPapers }),
  ];
  const read = (line: string, words: string[]) => doubtOf([line, 'TOTAL 5.00'], 'EUR', own(words));
  expect(read('INTERNAL 12', ['INTERNAL'])).toBe('OTHER_PAPER');
  expect(read('INTERNAL 5.00', ['INTERNAL'])).toBeNull();
  expect(read('INTERNAL USE ONLY', ['INTERNAL'])).toBeNull();
  expect(read('Z REPORT 5.00', ['INTERNAL', 'Z REPORT'])).toBe('Z REPORT 5.00');
  expect(read('Z REPORT 5.00', ['INTERNAL'])).toBeNull();
});

test('what is known stays within what a shop may write in its own list', () => {
  const pattern = { name: 'own', labels: ['TOTAL'], decimal: 'point', otherPapers: knownOtherPapers };
  expect(ReceiptPattern.parse(pattern).otherPapers).toEqual(knownOtherPapers);
  expect(new Set(knownOtherPapers).size).toBe(knownOtherPapers.length);
  expect(knownOtherPapers.join(', ').length).toBeLessThan(3_000);
});
