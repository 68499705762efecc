import { z } from 'zod';
import { ok, refuse, type Result } from '../base/result.ts';

/** An ISO 4217 code, three capital letters. */
export const Currency = z.string().regex(/^[A-Z]{3}$/);
export type Currency = z.infer<typeof Currency>;

/** An amount in whole minor units (cents). Never a fraction, never a float. */
export const Money = z.object({ minor: z.int(), currency: Currency });
export type Money = z.infer<typeof Money>;

const digits = new Map<Currency, number>();

/** How many decimals a currency has (EUR 2, JPY 0), from the CLDR data of the runtime. */
export function decimalsOf(currency: Currency): number {
  let known = digits.get(currency);
  if (known === undefined) {
    const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
    known = options.maximumFractionDigits ?? 2;
    digits.set(currency, known);
  }
  return known;
}

/** Why a typed amount was not understood. `AMOUNT_TOO_LARGE` carries the limit in minor units. */
export type AmountRefusal =
  | { code: 'AMOUNT_NOT_A_NUMBER' }
  | { code: 'AMOUNT_ZERO' }
  | { code: 'AMOUNT_NEGATIVE' }
  | { code: 'AMOUNT_TOO_LARGE'; limitMinor: number };

/**
 * Reads what a cashier typed: `23.40`, `23,4`, `1 234,50`, `1.234,50`, `€ 5`. The last separator is the decimal one if at
 * most the currency's decimals follow it; more decimals than the currency has are refused, never rounded. `limitMinor` is
 * the largest amount accepted, in minor units.
 */
export function parseAmount(
  text: string,
  currency: Currency,
  limitMinor: number,
): Result<Money, AmountRefusal> {
  const decimals = decimalsOf(currency);
  const bare = text.replaceAll(/[\s\u00a0\u202f'’]|€|\$|£|Ft/giu, '').replace(/^[A-Z]{3}|[A-Z]{3}$/i, '');
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
