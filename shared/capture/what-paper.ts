import { escapePattern } from '../base/escape-pattern.ts';
import { decimalsOf, type Currency } from '../money/money.ts';
import { labelReader, type PlainLine } from './label-reader.ts';
import type { ReceiptPattern } from './receipt-pattern.ts';

/** What a pattern makes of a paper's plain lines, beside the total. */
export interface PaperReader {
  /**
   * What a copy's or a report's word at the beginning of a line, with the line below, says of the paper: `perhaps` where it may as well be
   * a thing that is sold, `no` where it surely is one; undefined without such a word.
   */
  isOther(line: PlainLine, below: PlainLine | undefined): 'surely' | 'perhaps' | 'no' | undefined;
  /** Whether a sale's receipt may have these lines. */
  isSale(lines: readonly PlainLine[]): boolean;
  /** What the register calls the receipt; null where nothing or two things are read. */
  number(lines: readonly PlainLine[]): string | null;
}

/** A word of a sentence, or a name: `COPIA CLIENTE` is the slip of a card payment, and no copy of a receipt. */
const moreWords = /\p{L}{4}/u;
/** What a copy or a report says of itself: `N. 0012`, `2 OF 3`, `DEL 12/03/26`. A size as `A4` is a thing's. */
const ofNumbering = /^(?:\d*|n|nº|no|nr|num|of|di|del|du|de|von|vom|sz)$/iu;
const onlyNumbers = (rest: string): boolean =>
  rest.split(/[\p{P}\p{S}\s]+/u).every((piece) => ofNumbering.test(piece));
/** Marks on both sides or several before it, or letters that are set apart. */
const isEmphasised = /^(?:[*#=>-].*[*#=<-]$|[*#=>-]{2}|(?:\p{L} ){3})/u;
const timesOf = /\d ?[x×*] ?\d/iu;
const someNumber = /^[\s:.#°º=*-]*((?=\S*\d)[\p{L}\d][\p{L}\d/.-]{0,29})/u;

/** Reads papers by a pattern, in this currency. */
export function paperReader(pattern: ReceiptPattern, currency: Currency): PaperReader {
  const decimals = decimalsOf(currency);
  const other = labelReader(pattern.otherPapers);
  const sale = labelReader(pattern.saleWords, 'anywhere');
  const called = labelReader(pattern.numbers, 'anywhere');
  // Something that is sold may be called so: `COPIA  0,20`. Without cents what begins with a nought is a report's number.
  const price = decimals === 0 ? /^[1-9]\d*$/ : new RegExp(String.raw`^\d+[.,]\d{${decimals}}$`);
  const isNumbered = (rest: string): boolean => rest.split(' ').some((piece) => price.test(piece));
  const money = new RegExp(
    String.raw`\d ?(?:${[currency, ...pattern.currencyWords].map(escapePattern).join('|')})(?!\p{L})`,
    'iu',
  );
  const isPriced = (rest: string): boolean =>
    isNumbered(rest) && (decimals > 0 || money.test(rest) || timesOf.test(rest));
  return {
    isOther(line, below) {
      const rest = other(line);
      if (rest === undefined) return undefined;
      if (moreWords.test(rest) || isPriced(rest)) return 'no';
      if (isEmphasised.test(line.text)) return 'surely';
      const isAbovePrice = below !== undefined && !moreWords.test(below.text) && isPriced(below.text);
      if (!onlyNumbers(rest)) return isAbovePrice ? 'no' : 'perhaps';
      return isAbovePrice || (isNumbered(rest) && decimals === 0) ? 'perhaps' : 'surely';
    },
    isSale: (lines) => pattern.saleWords.length === 0 || lines.some((line) => sale(line) !== undefined),
    number(lines) {
      const read = lines.flatMap((line) => someNumber.exec(called(line) ?? '')?.[1] ?? []);
      const [first, ...others] = new Set(read);
      return first === undefined || others.length > 0 ? null : first;
    },
  };
}
