import { escapePattern } from '../base/escape-pattern.ts';
import { decimalsOf, type Currency } from '../money/money.ts';
import { printedDay } from './printed-day.ts';
import { labelReader, type PlainLine } from './label-reader.ts';
import type { ReceiptPattern } from './receipt-pattern.ts';

/** What a pattern makes of a paper's plain lines, beside the total. */
export interface PaperReader {
  /**
   * What a copy's or a report's word at the beginning of a line, with the line below, says of the paper: `perhaps` where it may as well be
   * a thing that is sold, `no` where it surely is one; undefined without such a word. `decimals`: the signs that this paper's amounts have.
   */
  isOther(
    line: PlainLine,
    below: PlainLine | undefined,
    decimals: ReadonlySet<DecimalSign>,
  ): 'surely' | 'perhaps' | 'no' | undefined;
  /** Whether a sale's receipt may have these lines. */
  isSale(lines: readonly PlainLine[]): boolean;
  /** What the register calls the receipt; null where nothing or two things are read. */
  number(lines: readonly PlainLine[]): string | null;
}

type DecimalSign = ReceiptPattern['decimal'];

/** A word of a sentence, or a name: `COPIA CLIENTE` is the slip of a card payment, and no copy of a receipt. */
const moreWords = /\p{L}{4}/u;
/** What a copy or a report says of itself: `N. 0012`, `2 OF 3`, `DEL 12/03/26`. A size as `A4` is a thing's. */
const ofNumbering = /^(?:\d*|n|nº|no|nr|num|of|di|del|du|de|von|vom|sz)$/iu;
/** A day, or the word before or behind an hour: what is numbered there was printed then, and nothing is sold on it. */
const someDay = new RegExp(printedDay, 'u');
const wordsOfTime = /(?<!\p{L})(?:alle|ore|data|uhr|datum|zeit|date|time)(?!\p{L})/giu;
/** An hour as it is written with a point. A thing may cost as much. */
const hourWithPoint = /^(?:[01]\d|2[0-3])\.[0-5]\d$/u;
const onlyNumbers = (rest: string): boolean =>
  rest.split(/[\p{P}\p{S}\s]+/u).every((piece) => ofNumbering.test(piece));
/** Marks on both sides or several before it, or letters that are set apart. */
const isEmphasised = /^(?:[*#=>-].*[*#=<-]$|[*#=>-]{2}|(?:\p{L} ){3})/u;
const timesOf = /\d ?[x×*] ?\d/iu;
const someNumber = /^[\s:.#°º=*-]*((?=\S*\d)[\p{L}\d][\p{L}\d/.-]{0,29})/u;

const isOfTime = (text: string): boolean => someDay.test(text) || text.search(wordsOfTime) !== -1;

/** Reads papers by a pattern, in this currency. */
export function paperReader(pattern: ReceiptPattern, currency: Currency): PaperReader {
  const decimals = decimalsOf(currency);
  const other = labelReader(pattern.otherPapers);
  const sale = labelReader(pattern.saleWords, 'anywhere');
  const called = labelReader(pattern.numbers, 'anywhere');
  // Something that is sold may be called so: `COPIA  0,20`. Without cents what begins with a nought is a report's number.
  const priceWith = (sign: string): RegExp =>
    decimals === 0 ? /^[1-9]\d*$/ : new RegExp(String.raw`^\d+${sign}\d{${decimals}}$`);
  const prices = { comma: priceWith(','), point: priceWith(String.raw`\.`) };
  const money = new RegExp(
    String.raw`\d ?(?:${[currency, ...pattern.currencyWords].map(escapePattern).join('|')})(?!\p{L})`,
    'iu',
  );
  const pricesIn = (text: string, signs: ReadonlySet<DecimalSign>): string[] =>
    isOfTime(text) ? [] : text.split(' ').filter((one) => [...signs].some((sign) => prices[sign].test(one)));
  /** Whether a price stands there, or what may be an hour. */
  const priced = (text: string, signs: ReadonlySet<DecimalSign>): 'surely' | 'perhaps' | 'no' => {
    const numbers = pricesIn(text, signs);
    if (numbers.length === 0) return 'no';
    if (money.test(text) || timesOf.test(text)) return 'surely';
    if (decimals === 0) return 'no';
    return numbers.every((one) => hourWithPoint.test(one)) ? 'perhaps' : 'surely';
  };
  return {
    isOther(line, below, signs) {
      const rest = other(line);
      if (rest === undefined) return undefined;
      if (moreWords.test(rest.replace(wordsOfTime, ''))) return 'no';
      if (isEmphasised.test(line.text)) return 'surely';
      const beside = priced(rest, signs);
      if (beside !== 'no') return beside === 'surely' ? 'no' : 'perhaps';
      const under = below === undefined || moreWords.test(below.text) ? 'no' : priced(below.text, signs);
      if (!onlyNumbers(rest.replace(wordsOfTime, ''))) return under === 'surely' ? 'no' : 'perhaps';
      const mayBePriced = decimals === 0 && pricesIn(rest, signs).length > 0;
      return under !== 'no' || mayBePriced ? 'perhaps' : 'surely';
    },
    isSale: (lines) => pattern.saleWords.length === 0 || lines.some((line) => sale(line) !== undefined),
    number(lines) {
      const read = lines.flatMap((line) => someNumber.exec(called(line) ?? '')?.[1] ?? []);
      const [first, ...others] = new Set(read);
      return first === undefined || others.length > 0 ? null : first;
    },
  };
}
