import { labelReader, type PlainLine } from './label-reader.ts';
import type { ReceiptPattern } from './receipt-pattern.ts';

/** What a pattern makes of a paper's plain lines, beside the total. */
export interface PaperReader {
  /** Whether this line says that the paper is a copy or a report. */
  isOther(line: PlainLine): boolean;
  /** Whether a sale's receipt may have these lines. */
  isSale(lines: readonly PlainLine[]): boolean;
  /** What the register calls the receipt; null where nothing or two things are read. */
  number(lines: readonly PlainLine[]): string | null;
}

/** A word of a sentence, or a name: `COPIA CLIENTE` is the slip of a card payment, and no copy of a receipt. */
const moreWords = /\p{L}{4}/u;
const someNumber = /^[\s:.#°º=*-]*((?=\S*\d)[\p{L}\d][\p{L}\d/.-]{0,29})/u;

/** Reads papers by a pattern, in a currency with so many decimals. */
export function paperReader(pattern: ReceiptPattern, decimals: number): PaperReader {
  const other = labelReader(pattern.otherPapers);
  const sale = labelReader(pattern.saleWords, 'anywhere');
  const called = labelReader(pattern.numbers, 'anywhere');
  // Something that is sold may be called so: `COPIA  0,20`. Without cents what begins with a nought is a report's number.
  const price = decimals === 0 ? /^[1-9]\d*$/ : new RegExp(String.raw`^\d+[.,]\d{${decimals}}$`);
  const isPriced = (rest: string): boolean => rest.split(' ').some((piece) => price.test(piece));
  return {
    isOther(line) {
      const rest = other(line);
      return rest !== undefined && !moreWords.test(rest) && !isPriced(rest);
    },
    isSale: (lines) => pattern.saleWords.length === 0 || lines.some((line) => sale(line) !== undefined),
    number(lines) {
      const read = lines.flatMap((line) => someNumber.exec(called(line) ?? '')?.[1] ?? []);
      const [first, ...others] = new Set(read);
      return first === undefined || others.length > 0 ? null : first;
    },
  };
}
