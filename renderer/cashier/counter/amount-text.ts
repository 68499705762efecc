import { numberFormat } from '#shared/base/intl-formats.ts';
import { locales, type LanguageTag } from '#shared/base/language.ts';
import { decimalsOf, parseAmount } from '#shared/money/money.ts';

/** What the keyboard and the keypad may add to an amount. */
export type AmountKey =
  | '0'
  | '1'
  | '2'
  | '3'
  | '4'
  | '5'
  | '6'
  | '7'
  | '8'
  | '9'
  | '00'
  | '.'
  | ','
  | '-'
  | 'backspace';

/** No sale of any currency needs more keys. */
const longest = 14;

/** Whether a key of the keyboard belongs to an amount. */
export const isAmountKey = (key: string): key is AmountKey => /^[0-9.,-]$/.test(key);

/** The text after one more key. What makes no sense is kept: the till says what is wrong with it, in words. */
export function pressAmountKey(text: string, key: AmountKey): string {
  if (key === 'backspace') return text.slice(0, -1);
  if (key === '-' && text !== '') return text;
  if (key === '00' && text === '') return '0';
  return text.length + key.length > longest ? text : text + key;
}

/** A piece of the amount on the screen; `ghost` pieces were not typed, they only show what will be understood. */
export interface AmountPiece {
  text: string;
  ghost: boolean;
}

/**
 * The amount as money of the shop: `23,4` becomes `€23.4` and a ghostly `0`. It shows what the till will understand, and the
 * plain text where the till will refuse it.
 */
export function shownAmount(text: string, currency: string, language: LanguageTag): AmountPiece[] {
  const decimals = decimalsOf(currency);
  const understood = text === '' ? undefined : parseAmount(text, currency, Number.MAX_SAFE_INTEGER);
  const isZero = understood?.ok === false && understood.error.code === 'AMOUNT_ZERO';
  if (understood && !understood.ok && !isZero) return [{ text, ghost: false }];
  const minor = understood?.ok ? understood.value.minor : 0;
  const typed = text === '' ? 0 : typedDecimals(text, decimals);
  const plain = String(minor).padStart(decimals + 1, '0');
  const number = decimals === 0 ? plain : `${plain.slice(0, -decimals)}.${plain.slice(-decimals)}`;
  const format = numberFormat(locales[language], {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const pieces = format
    .formatToParts(number as Intl.StringNumericLiteral)
    .flatMap(({ type, value }): AmountPiece[] => {
      if (type === 'decimal') return [{ text: value, ghost: typed === undefined || text === '' }];
      if (type !== 'fraction') return [{ text: value, ghost: text === '' }];
      const solid = value.slice(0, typed ?? 0);
      return [
        { text: solid, ghost: text === '' },
        { text: value.slice(solid.length), ghost: true },
      ];
    });
  return pieces.filter((piece) => piece.text !== '').reduce(joinAlike, []);
}

/** How many decimals were typed; undefined when not even the decimal sign was. */
function typedDecimals(text: string, decimals: number): number | undefined {
  const tail = /[.,](\d*)$/.exec(text)?.[1];
  return tail === undefined || tail.length > decimals ? undefined : tail.length;
}

function joinAlike(pieces: AmountPiece[], next: AmountPiece): AmountPiece[] {
  const last = pieces.at(-1);
  if (last?.ghost !== next.ghost) return [...pieces, next];
  return [...pieces.slice(0, -1), { text: last.text + next.text, ghost: next.ghost }];
}
