import { byteIn, type CodePage } from '#electron/devices/dots/code-pages.ts';
import type { Chance } from '#test/support/seeded.ts';

/** A receipt as some register sends it, in the pieces it comes in, and the total that stands on it where one can be read. */
export interface DrawnReceipt {
  name: string;
  /** What the shop counts in. */
  currency: 'EUR' | 'HUF';
  bytes: Uint8Array;
  pieces: readonly Uint8Array[];
  /** Minor units; null where nothing may be read. */
  totalMinor: number | null;
}

interface Register {
  country: string;
  currency: 'EUR' | 'HUF';
  page: CodePage;
  /** The number behind ESC t; null for one that trusts the printer's own switch. */
  escT: number | null;
  total: readonly string[];
  /** Lines that look like totals and are none. */
  decoys: readonly string[];
  items: readonly string[];
  amount(minor: number): string;
}

const cents =
  (decimal: string, group: string) =>
  (minor: number): string => {
    const whole = String(Math.floor(minor / 100)).replaceAll(/\B(?=(\d{3})+$)/g, group);
    return `${whole}${decimal}${String(minor % 100).padStart(2, '0')}`;
  };
const forints = (minor: number): string => String(minor).replaceAll(/\B(?=(\d{3})+$)/g, ' ');

const registers: readonly Register[] = [
  {
    country: 'it',
    currency: 'EUR',
    page: 'cp858',
    escT: 19,
    total: ['TOTALE COMPLESSIVO', 'TOTALE EURO', 'TOTALE', 'T O T A L E'],
    decoys: ['SUBTOTALE', 'TOTALE IVA', 'DI CUI IVA', 'PAGAMENTO CONTANTE', 'RESTO', 'TOTALE PEZZI 3 DA'],
    items: ['CAFFÈ', 'CORNETTO', 'PIZZA MARGHERITA', 'ACQUA 0,5L', 'TOTALE RELAX TÈ'],
    amount: cents(',', '.'),
  },
  {
    country: 'hu',
    currency: 'HUF',
    page: 'cp852',
    escT: 18,
    total: ['ÖSSZESEN:', 'FIZETENDŐ', 'VÉGÖSSZEG:'],
    decoys: ['RÉSZÖSSZEG', 'ÁFA 27%', 'KÉSZPÉNZ', 'VISSZAJÁRÓ', 'ÖSSZESEN TÉTEL'],
    items: ['KÁVÉ', 'TÚRÓ RUDI', 'GULYÁSLEVES', 'LÁNGOS SAJTOS-TEJFÖLÖS'],
    amount: forints,
  },
  {
    country: 'en',
    currency: 'EUR',
    page: 'cp437',
    escT: null,
    total: ['TOTAL', 'GRAND TOTAL', 'Amount Due', 'Total to pay:'],
    decoys: ['SUBTOTAL', 'Sub-total', 'TOTAL VAT', 'CASH', 'CHANGE', 'TOTAL ITEMS:'],
    items: ['FLAT WHITE', 'SCONE', 'FISH & CHIPS', 'TOTAL 0% YOGHURT'],
    amount: cents('.', ','),
  },
  {
    country: 'de',
    currency: 'EUR',
    page: 'wpc1252',
    escT: 16,
    total: ['SUMME EUR', 'Gesamtbetrag', 'ZU ZAHLEN', 'Summe'],
    decoys: ['ZWISCHENSUMME', 'MwSt 19%', 'SUMME MWST', 'BAR', 'RÜCKGELD'],
    items: ['BRÖTCHEN', 'KÄSEKUCHEN', 'WEIẞBIER', 'APFELSCHORLE 0,5'],
    amount: cents(',', '.'),
  },
  {
    country: 'fr',
    currency: 'EUR',
    page: 'cp850',
    escT: 2,
    total: ['TOTAL TTC', 'NET À PAYER', 'TOTAL'],
    decoys: ['SOUS-TOTAL', 'TOTAL HT', 'DONT TVA', 'ESPÈCES', 'RENDU'],
    items: ['CAFÉ CRÈME', 'CROISSANT', 'TARTE AUX PÊCHES', 'EAU 50CL'],
    amount: cents(',', ''),
  },
];

const [esc, gs] = [0x1b, 0x1d];

/** A receipt out of chance: its register, its shape, its noise and the pieces it comes in. */
export function drawReceipt(chance: Chance): DrawnReceipt {
  const register = chance.pick(registers);
  const kind = chance.pick([
    'plain',
    'plain',
    'plain',
    'plain',
    'raster',
    'no-total',
    'two-totals',
    'return',
  ] as const);
  const minor = register.currency === 'HUF' ? chance.int(1, 9999) * 5 : chance.int(1, 250_000);
  const out: number[] = [];
  const text = (line: string): void => {
    for (const letter of line) out.push(byteIn(register.page, letter) ?? 0x3f);
  };
  const line = (one: string): void => {
    text(one);
    out.push(...chance.pick([[0x0a], [0x0d, 0x0a], [esc, 0x64, 1]]));
  };
  const wide = (label: string, value: string): string =>
    label + ' '.repeat(Math.max(1, chance.int(32, 42) - label.length - value.length)) + value;
  const noise = (): void => void out.push(...chance.pick(noises)(chance));
  const page = (): void => {
    if (register.escT !== null) out.push(esc, 0x74, register.escT);
  };
  const total = (amount: number): void => {
    const sign = register.currency === 'HUF' ? ' Ft' : chance.pick(['', '', ' EUR']);
    line(wide(chance.pick(register.total), register.amount(amount) + sign));
  };

  if (chance.int(0, 3) > 0) out.push(esc, 0x40);
  page();
  noise();
  if (kind === 'raster') {
    for (let strip = chance.int(1, 4); strip > 0; strip -= 1) out.push(...raster(chance));
  } else {
    line('RISTORANTE KÖRTE');
    for (let count = chance.int(1, 12); count > 0; count -= 1) {
      line(wide(chance.pick(register.items), register.amount(chance.int(1, 2000))));
      if (chance.int(0, 4) === 0) noise();
    }
    line('-'.repeat(32));
    line(wide(chance.pick(register.decoys), register.amount(chance.int(1, 99_999))));
    if (kind === 'two-totals') {
      total(minor);
      total(minor + 5);
    } else if (kind === 'return') line(wide(chance.pick(register.total), `-${register.amount(minor)}`));
    else if (kind !== 'no-total') total(minor);
    line(wide(chance.pick(register.decoys), register.amount(chance.int(1, 99_999))));
  }
  noise();
  out.push(
    ...chance.pick([
      [gs, 0x56, 0],
      [gs, 0x56, 66, 3],
      [esc, 0x69],
      [esc, 0x6d],
    ]),
  );
  const bytes = Uint8Array.from(out);
  const name = `${register.country} ${kind} ${bytes.length} bytes`;
  const totalMinor = kind === 'plain' ? minor : null;
  return { name, currency: register.currency, bytes, pieces: piecesOf(bytes, chance), totalMinor };
}

/** What registers send beside text: sizes, places, drawers, questions, bar codes and pictures, with line ends and totals inside. */
const noises: readonly ((chance: Chance) => number[])[] = [
  () => [],
  () => [esc, 0x21, 0x30],
  () => [gs, 0x21, 0x11],
  () => [esc, 0x61, 1],
  () => [esc, 0x45, 1],
  () => [esc, 0x70, 0, 25, 250],
  () => [0x10, 0x04, 1],
  () => [esc, 0x33, 30],
  () => [gs, 0x6b, 73, 14, ...ascii('{BTOTALE 9,99\n')],
  () => [gs, 0x6b, 4, ...ascii('12345'), 0],
  () => [gs, 0x28, 0x6b, 15, 0, 49, 80, 48, ...ascii('TOTAL 9.99\n\n')],
  (chance) => raster(chance),
];

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

function raster(chance: Chance): number[] {
  const [across, rows] = [chance.int(1, 48), chance.int(1, 40)];
  const dots = [...chance.bytes(across * rows)];
  dots.splice(0, Math.min(dots.length, 13), ...ascii('\nTOTALE 9,99\n').slice(0, dots.length));
  return [gs, 0x76, 0x30, 0, across, 0, rows, 0, ...dots];
}

/** Odd pieces: byte by byte, in two anywhere, or of any length up to what fits a packet. */
function piecesOf(bytes: Uint8Array, chance: Chance): Uint8Array[] {
  const longest = chance.pick([1, 3, 17, 200, 1460, 100_000]);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = chance.int(1, longest);
    pieces.push(bytes.subarray(at, at + length));
    at += length;
  }
  return pieces;
}
