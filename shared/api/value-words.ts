import { formatMoney } from '../money/format-money.ts';
import type { Speech } from './sentences.ts';

/** So much value in words: `3 points`, `€2.00`. A coupon that lies in a wallet is money that waits to become a voucher. */
export function valueWords(
  { unit, amount }: { unit: string; amount: number },
  { say, language }: Speech,
  shopCurrency: string,
): string {
  const [kind = '', rest = ''] = unit.split(':');
  if (kind === 'points' || kind === 'stamps')
    return say(`holding.${kind}`, { count: amount, pointsOf: unit });
  const currency = kind === 'coupon' ? shopCurrency : rest;
  return formatMoney({ minor: amount, currency }, language);
}
