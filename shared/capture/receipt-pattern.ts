import { z } from 'zod';
import { knownOtherPapers } from './other-papers.ts';

/** A word or two as a register prints them before the total. */
const Label = z.string().trim().min(2).max(40);

const Words = z.array(Label).max(160);

/** How one kind of register writes its total, so that it is read and never guessed. */
export const ReceiptPattern = z.object({
  /** What the owner calls it. */
  name: z.string().min(1).max(40),
  /** What stands at the beginning of the line with the total: `TOTALE`, `FIZETENDŐ`. Case does not matter. */
  labels: z.array(Label).min(1).max(20),
  /** The sign before the cents. A currency without cents has none. */
  decimal: z.enum(['comma', 'point']),
  /** The sign that groups thousands. Without one, `1 250,00` is not read. */
  thousands: z.enum(['none', 'comma', 'point', 'space', 'apostrophe']).default('none'),
  /** What may stand beside the amount, besides the code and the sign of the shop's currency. */
  currencyWords: z.array(z.string().trim().min(1).max(10)).max(10).default([]),
  /** Which one counts when a receipt has several: with `only`, two different ones are none at all. */
  counts: z.enum(['only', 'first', 'last']).default('only'),
  /** Whether the amount may stand alone on the line after the label. */
  nextLine: z.boolean().default(false),
  /** Words of which one stands on every sale's receipt; none where the total alone tells. */
  saleWords: Words.default([]),
  /** How papers begin a line that are no sale's receipt, whatever total stands on them: copies and reports. */
  otherPapers: Words.default(knownOtherPapers),
  /** What stands before the receipt's number, by which one that comes again is known. */
  numbers: Words.default([]),
});
export type ReceiptPattern = z.output<typeof ReceiptPattern>;

/** The registers of our shops. All of them may be tried on one receipt: they agree, or nothing is read. */
export const knownPatterns: readonly ReceiptPattern[] = z.array(ReceiptPattern).parse([
  {
    name: 'it',
    labels: ['TOTALE', 'TOTALE COMPLESSIVO', 'TOTALE EURO', 'TOTALE DOCUMENTO'],
    decimal: 'comma',
    thousands: 'point',
    currencyWords: ['EURO'],
    counts: 'only',
    nextLine: true,
    numbers: ['DOCUMENTO N', 'DOC.N', 'DOC. N', 'SCONTRINO N', 'SCONTRINO NR'],
  },
  {
    name: 'hu',
    labels: ['ÖSSZESEN', 'VÉGÖSSZEG', 'FIZETENDŐ', 'FIZETENDŐ ÖSSZESEN'],
    decimal: 'comma',
    thousands: 'space',
    currencyWords: ['FT'],
    counts: 'only',
    nextLine: true,
    numbers: ['NYUGTASZÁM', 'NYUGTA SZÁMA', 'BIZONYLATSZÁM', 'NYUGTA SORSZÁMA'],
  },
  {
    name: 'en',
    labels: ['TOTAL', 'GRAND TOTAL', 'TOTAL DUE', 'AMOUNT DUE', 'TOTAL TO PAY'],
    decimal: 'point',
    thousands: 'comma',
    currencyWords: [],
    counts: 'only',
    nextLine: true,
    numbers: ['RECEIPT NO', 'RECEIPT #', 'RECEIPT NUMBER', 'RECEIPT NR'],
  },
  {
    name: 'de',
    labels: ['SUMME', 'GESAMT', 'GESAMTBETRAG', 'GESAMTSUMME', 'ZU ZAHLEN'],
    decimal: 'comma',
    thousands: 'point',
    currencyWords: ['EURO'],
    counts: 'only',
    nextLine: true,
    numbers: ['BON-NR', 'BONNR', 'BON NR', 'BELEG-NR', 'BELEGNR', 'BELEG NR'],
  },
  {
    name: 'fr',
    labels: [
      'TOTAL',
      'TOTAL TTC',
      'NET A PAYER',
      'NET À PAYER',
      'A PAYER',
      'À PAYER',
      'MONTANT DU',
      'MONTANT DÛ',
    ],
    decimal: 'comma',
    // With a space, `TOTAL 5 125,00` could as well be five things for 125,00.
    thousands: 'none',
    currencyWords: ['EUROS', 'EURO'],
    counts: 'only',
    nextLine: true,
    numbers: ['TICKET N°', 'TICKET NO', 'TICKET N', 'TICKET NUMERO'],
  },
]);
