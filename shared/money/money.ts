import { z } from 'zod';
import { ok, refuse, type Result } from '../base/result.ts';

/** An ISO 4217 code, three capital letters. */
export const Currency = z.string().regex(/^[A-Z]{3}$/);
export type Currency = z.infer<typeof Currency>;

/** An amount in whole minor units (cents). Never a fraction, never a float. */
export const Money = z.object({ minor: z.int(), currency: Currency });
export type Money = z.infer<typeof Money>;

const withoutDecimals = 'BIF CLP DJF GNF HUF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ');
const withThreeDecimals = 'BHD IQD JOD KWD LYD OMR TND'.split(' ');

/**
 * How many decimals a currency has (EUR 2, JPY 0), by ISO 4217, but for the forint, which has none in any purse. A table of
 * our own: runtimes disagree and change their minds, and an amount written down must mean the same for ever.
 */
export function decimalsOf(currency: Currency): number {
  if (withoutDecimals.includes(currency)) return 0;
  return withThreeDecimals.includes(currency) ? 3 : 2;
}

/** Takes the currency's own code or sign off an amount: `EUR 5`, `5 €`, `500 Ft`. Another currency's stays, to be refused. */
function withoutSign(text: string, currency: Currency): string {
  if (/^[\d.,-]*$/.test(text)) return text; // what cashiers type all day
  const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const parts = new Intl.NumberFormat('en', options).formatToParts(0);
  const sign = parts.find(({ type }) => type === 'currency')?.value ?? currency;
  for (const mark of [currency, sign.toUpperCase()]) {
    if (text.startsWith(mark)) return text.slice(mark.length);
    if (text.endsWith(mark)) return text.slice(0, -mark.length);
  }
  return text;
}

/** Why a typed amount was not understood. `AMOUNT_TOO_LARGE` carries the limit in minor units. */
export type AmountRefusal =
  | { code: 'AMOUNT_NOT_A_NUMBER' }
  | { code: 'AMOUNT_ZERO' }
  | { code: 'AMOUNT_NEGATIVE' }
  | { code: 'AMOUNT_TOO_LARGE'; limitMinor: number };

/**
 * Reads what a cashier typed: `23.40`, `23,4`, `1 234,50`, `1.234,50`, `€ 5`, never another currency's `$ 5`. The last separator is the decimal one if at
 * most the currency's decimals follow it; more decimals than the currency has are refused, never rounded. `limitMinor` is
 * the largest amount accepted, in minor units.
 */
export function parseAmount(
  text: string,
  currency: Currency,
  limitMinor: number,
): Result<Money, AmountRefusal> {
  const decimals = decimalsOf(currency);
  const bare = withoutSign(text.replaceAll(/[\s\u00a0\u202f'’]/gu, '').toUpperCase(), currency);
  const match = /^(-?)(\d[\d.,]*|[.,]\d+)$/.exec(bare);
  if (!match) return refuse({ code: 'AMOUNT_NOT_A_NUMBER' });
  const number = match[2] ?? '';
  const last = Math.max(number.lastIndexOf('.'), number.lastIndexOf(','));
  const tail = last < 0 ? '' : number.slice(last + 1);
  const hasDecimals = last >= 0 && tail.length <= decimals;
  const whole = (hasDecimals ? number.slice(0, last) : number).trim();
  // `1.234` alone may be a slip for 1.23, so with a currency that has cents it is not read as a thousand.
  const ambiguous = last >= 0 && !hasDecimals && decimals > 0;
  if (ambiguous || !groupsOfThree(whole, hasDecimals ? number[last] : undefined))
    return refuse({ code: 'AMOUNT_NOT_A_NUMBER' });
  const wholeDigits = whole.replaceAll(/[.,]/g, '') || '0';
  if (wholeDigits.length > 12) return refuse({ code: 'AMOUNT_TOO_LARGE', limitMinor });
  const minor =
    Number(wholeDigits) * 10 ** decimals + Number((hasDecimals ? tail : '').padEnd(decimals, '0') || '0');
  if (match[1] === '-' && minor > 0) return refuse({ code: 'AMOUNT_NEGATIVE' });
  if (minor === 0) return refuse({ code: 'AMOUNT_ZERO' });
  if (minor > limitMinor) return refuse({ code: 'AMOUNT_TOO_LARGE', limitMinor });
  return ok({ minor, currency });
}

/** `1.234` and `1,234,567` group thousands; `1.23.4` does not. The grouping sign is never the decimal one. */
function groupsOfThree(whole: string, decimalSign: string | undefined): boolean {
  const sign = /[.,]/.exec(whole)?.[0];
  if (!sign) return true;
  if (sign === decimalSign) return false;
  return new RegExp(`^\\d{1,3}(\\${sign}\\d{3})+$`).test(whole);
}

/** An amount as a cashier would type it: `12.50`, or `990` where there are no cents. `parseAmount` reads it back. */
export function typedAmount({ minor, currency }: Money): string {
  const decimals = decimalsOf(currency);
  const digits = String(minor).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
