import { z } from 'zod';

/** A word or two as a register prints them before the total. */
const Label = z.string().trim().min(2).max(40);

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
});
export type ReceiptPattern = z.output<typeof ReceiptPattern>;

/** The registers of our shops. All of them may be tried on one receipt: they agree, or nothing is read. */
export const knownPatterns: readonly ReceiptPattern[] = [
  {
    name: 'it',
    labels: ['TOTALE', 'TOTALE COMPLESSIVO', 'TOTALE EURO', 'TOTALE DOCUMENTO'],
    decimal: 'comma',
    thousands: 'point',
    currencyWords: ['EURO'],
    counts: 'only',
    nextLine: true,
  },
  {
    name: 'hu',
    labels: ['ÖSSZESEN', 'VÉGÖSSZEG', 'FIZETENDŐ', 'FIZETENDŐ ÖSSZESEN'],
    decimal: 'comma',
    thousands: 'space',
    currencyWords: ['FT'],
    counts: 'only',
    nextLine: true,
  },
  {
    name: 'en',
    labels: ['TOTAL', 'GRAND TOTAL', 'TOTAL DUE', 'AMOUNT DUE', 'TOTAL TO PAY'],
    decimal: 'point',
    thousands: 'comma',
    currencyWords: [],
    counts: 'only',
    nextLine: true,
  },
  {
    name: 'de',
    labels: ['SUMME', 'GESAMT', 'GESAMTBETRAG', 'GESAMTSUMME', 'ZU ZAHLEN'],
    decimal: 'comma',
    thousands: 'point',
    currencyWords: ['EURO'],
    counts: 'only',
    nextLine: true,
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
  },
];
