import { numberFormat } from '../base/intl-formats.ts';
import { locales, type LanguageTag } from '../base/language.ts';
import { decimalsOf, type Money } from './money.ts';

/** Money as people of a language write it: `€2.00`, `2,00 €`, `2,00 EUR`. Exact for any safe integer. */
export function formatMoney(money: Money, language: LanguageTag): string {
  const decimals = decimalsOf(money.currency);
  const format = numberFormat(locales[language], {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const sign = money.minor < 0 ? '-' : '';
  const digits = String(Math.abs(money.minor)).padStart(decimals + 1, '0');
  const plain = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return format.format(`${sign}${plain}` as Intl.StringNumericLiteral);
}
