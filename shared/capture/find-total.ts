import { escapePattern } from '../base/escape-pattern.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { decimalsOf, type Currency, type Money } from '../money/money.ts';
import { labelReader, plainLine, type PlainLine } from './label-reader.ts';
import type { ReceiptPattern } from './receipt-pattern.ts';
import { paperReader, type PaperReader } from './what-paper.ts';

/** Why no total is taken from a receipt. Each code has a sentence under `capture.why.<code>` in every language. */
export type TotalRefusal =
  | { code: 'NO_TEXT' }
  | { code: 'NO_TOTAL' }
  /** A copy or a report, by this line of it. */
  | { code: 'OTHER_PAPER'; line: string }
  /** A total, and none of the words that stand on a sale's receipt. */
  | { code: 'NO_SALE_WORD' }
  /** Two places say different things, in minor units. */
  | { code: 'TOTALS_DIFFER'; oneMinor: number; otherMinor: number }
  /** A return, or nothing to pay. */
  | { code: 'TOTAL_NOT_POSITIVE' }
  /** More than a receipt can be: something before may have been forgotten. */
  | { code: 'RECEIPT_TOO_LONG' };

/** The codes by name, so that a test can demand a sentence for each. The compiler keeps it complete. */
export const totalRefusalCodes = Object.keys({
  NO_TEXT: 0,
  NO_TOTAL: 0,
  OTHER_PAPER: 0,
  NO_SALE_WORD: 0,
  TOTALS_DIFFER: 0,
  TOTAL_NOT_POSITIVE: 0,
  RECEIPT_TOO_LONG: 0,
} satisfies Record<TotalRefusal['code'], 0>) as TotalRefusal['code'][];

/**
 * A total that was read: by which pattern, and from which line, its gaps closed; and what the register calls the receipt, where that is
 * read. `doubt` is a line that perhaps says that the paper is a copy or a report: nothing follows from such a total by itself.
 */
export interface FoundTotal {
  total: Money;
  pattern: string;
  line: string;
  number: string | null;
  doubt: string | null;
}

type Hit = Pick<FoundTotal, 'pattern' | 'line'> & { minor: number };

/**
 * The total of a receipt, by patterns of which each may find one. Nothing is guessed: where none fits there is no total, and
 * where two say different amounts there is none either.
 */
export function findTotal(
  lines: readonly string[],
  patterns: readonly ReceiptPattern[],
  currency: Currency,
): Result<FoundTotal, TotalRefusal> {
  const plain = lines.map(plainLine).filter(({ text }) => text !== '');
  if (plain.length === 0) return refuse({ code: 'NO_TEXT' });
  const all = patterns.map((pattern) => ({ pattern, ...readersOf(pattern, currency) }));
  const read = all.map(({ pattern, paper }) => {
    return {
      pattern,
      hits: chosen(hitsOf(plain, pattern, currency), pattern.counts),
      isSale: paper.isSale(plain),
    };
  });
  const decimals = decimalsOn(read);
  const doubts: string[] = [];
  for (const [index, line] of plain.entries()) {
    const said = all.map(({ paper }) => paper.isOther(line, plain[index + 1], decimals));
    if (said.includes('surely')) return refuse({ code: 'OTHER_PAPER', line: line.text });
    if (said.includes('perhaps') && !said.includes('no')) doubts.push(line.text);
  }
  const hits = read.flatMap((one) => (one.isSale ? one.hits : []));
  const [first] = hits;
  if (!first) return refuse({ code: read.some((one) => one.hits.length > 0) ? 'NO_SALE_WORD' : 'NO_TOTAL' });
  const other = hits.find(({ minor }) => minor !== first.minor);
  if (other) return refuse({ code: 'TOTALS_DIFFER', oneMinor: first.minor, otherMinor: other.minor });
  if (first.minor <= 0) return refuse({ code: 'TOTAL_NOT_POSITIVE' });
  const { minor, ...where } = first;
  return ok({ ...where, number: numberOf(plain, all), doubt: doubts[0] ?? null, total: { minor, currency } });
}

/** The signs before the cents on this paper: those of the patterns that read a total on it. Where none does, of all. */
function decimalsOn(
  read: readonly { pattern: ReceiptPattern; hits: readonly Hit[] }[],
): ReadonlySet<ReceiptPattern['decimal']> {
  const reading = read.filter(({ hits }) => hits.length > 0);
  return new Set((reading.length > 0 ? reading : read).map(({ pattern }) => pattern.decimal));
}

/** What the register calls the receipt, where its patterns agree. */
function numberOf(lines: readonly PlainLine[], all: readonly Readers[]): string | null {
  const [first, ...others] = new Set(all.flatMap(({ paper }) => paper.number(lines) ?? []));
  return first === undefined || others.length > 0 ? null : first;
}

function chosen(hits: readonly Hit[], counts: ReceiptPattern['counts']): readonly Hit[] {
  if (counts === 'only') return hits;
  const hit = counts === 'first' ? hits[0] : hits.at(-1);
  return hit ? [hit] : [];
}

function hitsOf(lines: readonly PlainLine[], pattern: ReceiptPattern, currency: Currency): Hit[] {
  const { label, amount } = readersOf(pattern, currency);
  return lines.flatMap((line, index) => {
    const rest = label(line);
    if (rest === undefined) return [];
    const alone = pattern.nextLine && /^[\s:=.*-]*$/.test(rest);
    const minor = amount(alone ? (lines[index + 1]?.text ?? '') : rest);
    return minor === undefined ? [] : [{ minor, pattern: pattern.name, line: line.text }];
  });
}

interface Readers {
  currency: Currency;
  label: (line: PlainLine) => string | undefined;
  amount: (text: string) => number | undefined;
  paper: PaperReader;
}

/** A pattern's readers are made once: making them costs more than a receipt. */
const readers = new WeakMap<ReceiptPattern, Readers>();

function readersOf(pattern: ReceiptPattern, currency: Currency): Readers {
  const known = readers.get(pattern);
  if (known?.currency === currency) return known;
  const made = {
    currency,
    label: labelReader(pattern.labels),
    amount: amountReader(pattern, currency),
    paper: paperReader(pattern, currency),
  };
  readers.set(pattern, made);
  return made;
}

const signs = { none: '', comma: ',', point: '.', space: ' ', apostrophe: "['’]" } as const;

/** Reads a text that is an amount and nothing else, in minor units. Half of one, or two of them, are none. */
function amountReader(pattern: ReceiptPattern, currency: Currency): (text: string) => number | undefined {
  const decimals = decimalsOf(currency);
  const group =
    pattern.thousands === 'apostrophe' ? signs.apostrophe : escapePattern(signs[pattern.thousands]);
  const whole = group === '' ? String.raw`\d{1,9}` : String.raw`\d{1,3}(?:${group}\d{3}){1,3}|\d{1,9}`;
  const tail = decimals === 0 ? '' : String.raw`${escapePattern(signs[pattern.decimal])}(\d{${decimals}})`;
  const beside = [currency, signOf(currency), ...pattern.currencyWords].map(escapePattern).join('|');
  const filling = String.raw`(?:[\s:=*]|(?:${beside})(?![\p{L}])\.?)*`;
  const reader = new RegExp(String.raw`^${filling}(-? ?)(${whole})${tail}( ?-)?${filling}$`, 'iu');
  return (text) => {
    const match = reader.exec(text.replace(/^\s*\.{2,}\s*/, ''));
    if (!match) return undefined;
    const digits = `${match[2] ?? ''}`.replaceAll(/\D/g, '') + (decimals === 0 ? '' : (match[3] ?? ''));
    const isNegative = `${match[1]}${match.at(-1) ?? ''}`.includes('-');
    return isNegative ? -Number(digits) : Number(digits);
  };
}

const signOf = (currency: Currency): string => {
  const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const parts = new Intl.NumberFormat('en', options).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
};
