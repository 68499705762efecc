import { escapePattern } from '../base/escape-pattern.ts';
import { decimalsOf, type Currency } from '../money/money.ts';
import { printedDay } from './printed-day.ts';
import { labelReader, type PlainLine } from './label-reader.ts';
import { nameReader, type PaperName } from './paper-names.ts';
import type { ReceiptPattern } from './receipt-pattern.ts';
import { bareText, isOfPapers, receiptWords, withoutDaysInLetters } from './words-of-papers.ts';

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
const longWords = /\p{L}{4,}/gu;
const ofReceipts = new RegExp(String.raw`(?<!\p{L})(?:${receiptWords.join('|')})(?!\p{L})`, 'iu');
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
/** A number that is neither an amount nor a part of a word. */
const aloneNumber = /(?<![\p{L}\d.,])\d+(?![\d.,]*[\p{L}\d])/u;
const timesOf = /\d ?[x×*] ?\d/iu;
const someNumber = /^[\s:.#°º=*-]*((?=\S*\d)[\p{L}\d][\p{L}\d/.-]{0,29})/u;

const isOfTime = (text: string): boolean => someDay.test(text) || text.search(wordsOfTime) !== -1;

/** Reads papers by a pattern, in this currency. */
export function paperReader(pattern: ReceiptPattern, currency: Currency): PaperReader {
  const decimals = decimalsOf(currency);
  const named = nameReader(pattern.otherPapers);
  const sale = labelReader(pattern.saleWords, 'anywhere');
  const called = labelReader(pattern.numbers, 'anywhere');
  // Something that is sold may be called so: `COPIA  0,20`. Without cents what begins with a nought is a report's number.
  const priceWith = (sign: string): RegExp =>
    decimals === 0 ? /^[1-9]\d*$/ : new RegExp(String.raw`^\d+${sign}\d{${decimals}}$`);
  const prices = { comma: priceWith(','), point: priceWith(String.raw`\.`) };
  const currencies = [currency, ...pattern.currencyWords].map(escapePattern).join('|');
  const money = new RegExp(String.raw`\d ?(?:${currencies})(?!\p{L})`, 'iu');
  const ofMoney = new RegExp(String.raw`(?<!\p{L})(?:${currencies})(?!\p{L})`, 'giu');
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
  /** Whether no shop sells what is called so, at whatever price: a report, or a copy of a receipt. A thing's name may begin as a report's. */
  const isOfRegister = (line: PlainLine, { isReport, isOnlyReport }: PaperName, said: string): boolean =>
    isReport
      ? isOnlyReport || onlyNumbers(said.replaceAll(longWords, '').replaceAll(ofMoney, ''))
      : ofReceipts.test(bareText(line.text));
  return {
    isOther(line, below, signs) {
      const name = named(line);
      if (name === undefined) return undefined;
      const rest = withoutDaysInLetters(name.rest);
      const isDated = rest !== name.rest;
      const said = rest.replaceAll(wordsOfTime, '');
      const words = said.match(longWords) ?? [];
      const beside = isDated ? 'no' : priced(rest, signs);
      const under = below === undefined || moreWords.test(below.text) ? 'no' : priced(below.text, signs);
      if (words.some((word) => !isOfPapers(word, name.isReport))) return name.isOnlyReport ? 'perhaps' : 'no';
      if (isEmphasised.test(line.text)) return 'surely';
      const isSold = !isOfRegister(line, name, said);
      if (beside !== 'no') return beside === 'surely' && isSold ? 'no' : 'perhaps';
      if (words.length > 0 || !onlyNumbers(said)) {
        const isNumbered = words.length > 0 && aloneNumber.test(rest);
        return under === 'surely' && isSold && !isNumbered ? 'no' : 'perhaps';
      }
      const mayBePriced = decimals === 0 && pricesIn(rest, signs).length > 0;
      return under !== 'no' || mayBePriced || isDated ? 'perhaps' : 'surely';
    },
    isSale: (lines) => pattern.saleWords.length === 0 || lines.some((line) => sale(line) !== undefined),
    number(lines) {
      const read = lines.flatMap((line) => someNumber.exec(called(line) ?? '')?.[1] ?? []);
      const [first, ...others] = new Set(read);
      return first === undefined || others.length > 0 ? null : first;
    },
  };
}
