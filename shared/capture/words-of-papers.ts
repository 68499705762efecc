import { reportNames } from './other-papers.ts';

/** Letters without their accents, as half of all registers print them; and words with a hyphen as two. */
export const bareText = (text: string): string =>
  isBare.test(text)
    ? text
    : text
        .normalize('NFD')
        .replaceAll(/\p{M}/gu, '')
        .replaceAll(/(?<=\p{L})-(?=\p{L})/gu, ' ');
const isBare = /^[\x20-\x2c\x2e-\x7e]*$/;

/** What a register gives to who buys. A copy of one is sold nowhere. */
export const receiptWords: readonly string[] = [
  ...['scontrino', 'ricevuta', 'receipt', 'kassenbon', 'bon', 'beleg', 'belegs', 'quittung', 'kassenzettel'],
  ...['nyugta', 'bizonylat', 'blokk', 'ticket', 'recu'],
];
/** What a copy is called in front of what it is a copy of. */
export const copyWords: readonly string[] = [
  'copia',
  'duplicato',
  'ristampa',
  'copy',
  'duplicate',
  'reprint',
  'kopie',
];
const ofPapers = new Set([
  ...copyWords,
  ...receiptWords,
  // Other papers. A shop may sell copies of these.
  ...[
    'documento',
    'commerciale',
    'fiscale',
    'gestionale',
    'conforme',
    'fattura',
    'originale',
    'bill',
    'invoice',
  ],
  ...['original', 'rechnung', 'szamla', 'facture'],
  ...[
    'numero',
    'progressivo',
    'number',
    'nummer',
    'szam',
    'szama',
    'szamu',
    'sorszam',
    'sorszama',
    'peldany',
  ],
  ...[
    'stampato',
    'stampata',
    'emesso',
    'emessa',
    'printed',
    'issued',
    'dated',
    'gedruckt',
    'nyomtatva',
    'kelt',
  ],
]);
const ofReports = new Set([
  ...reportNames.flatMap((name) => bareText(name).toLowerCase().split(' ')),
  ...[
    'operatore',
    'turno',
    'totale',
    'euro',
    'giorno',
    'incasso',
    'vendite',
    'matricola',
    'terminale',
    'till',
  ],
  ...[
    'terminal',
    'register',
    'shift',
    'operator',
    'cashier',
    'store',
    'total',
    'kasse',
    'bediener',
    'filiale',
  ],
  ...['summe', 'gesamt', 'umsatz', 'penztar', 'penztaros', 'kassza', 'uzlet', 'osszesen', 'forint', 'caisse'],
]);

/** Words that say which paper it is, its number or when it was printed; of a report, also whose till and which sums. */
export const isOfPapers = (word: string, isReport: boolean): boolean => {
  const one = word.toLowerCase();
  return ofPapers.has(one) || (isReport && ofReports.has(one)) || calendar().days.has(one);
};

interface Calendar {
  /** The days of a week. */
  days: ReadonlySet<string>;
  /** A day with its month in letters: `12 MARZO`, `MARCH 12`; a shortened month has a year too: `12-MAR-26`. */
  day: RegExp;
}

let made: Calendar | undefined;
/** Made when a paper asks for it: hardly any does. */
const calendar = (): Calendar => (made ??= calendarIn(['it', 'en', 'hu', 'de', 'fr']));

/** The first year there is to ask for names has every month and day. */
const dayMs = 24 * 3_600_000;

function calendarIn(languages: readonly string[]): Calendar {
  const named = (options: Intl.DateTimeFormatOptions, dates: readonly number[]): string[] =>
    languages.flatMap((language) => {
      const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
      return dates.map((date) => bareText(format.format(date)).toLowerCase().replaceAll('.', ''));
    });
  const months = Array.from({ length: 12 }, (_, month) => (15 + 30.4 * month) * dayMs);
  const week = Array.from({ length: 7 }, (_, day) => day * dayMs);
  const long = [...named({ month: 'long' }, months), 'maerz'].join('|');
  const short = [...named({ month: 'short' }, months), 'sept'].join('|');
  const [noPrice, apart] = [String.raw`(?!\d|[.,]\d)`, String.raw`[ ./'-]*`];
  const day = String.raw`(?<![\d.,])\d{1,2}(?:st|nd|rd|th|er|[°º])?`;
  const year = String.raw`(?:\d{4}|\d{2})${noPrice}`;
  const shapes = [
    String.raw`${day}${apart}(?:(?:di|de|of) )?(?:${long})(?!\p{L})`,
    String.raw`(?<!\p{L})(?:${long}) \d{1,2}(?:st|nd|rd|th)?${noPrice}`,
    String.raw`${day}${apart}(?:${short})(?!\p{L})${apart}${year}`,
    String.raw`(?<!\p{L})(?:${short})[ .]+\d{1,2},? \d{4}(?!\d)`,
    String.raw`(?<!\d)\d{4}${apart}(?:${short})(?!\p{L})${apart}\d{1,2}${noPrice}`,
  ];
  return { days: new Set(named({ weekday: 'long' }, week)), day: new RegExp(shapes.join('|'), 'giu') };
}

/** The text without the days whose months stand there in letters. */
export const withoutDaysInLetters = (text: string): string => text.replaceAll(calendar().day, ' ');
