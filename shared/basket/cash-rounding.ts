import type { Money } from '../money/money.ts';

/** How a shop rounds what is paid in cash. Forints always are; euros only where country and shop chose it. */
export interface CashRules {
  euroToFiveCents: boolean;
}

/** What is handed over in cash for an amount: `differenceMinor` is what was added to it (below zero: left out). */
export interface CashAmount {
  payMinor: number;
  differenceMinor: number;
}

/**
 * The smallest coin is five forints, or five cents where nobody hands out smaller ones: 1 and 2 go down, 3 and 4 up, whether
 * paid or given back. It changes no price, no tax and nothing that is earned, only the coins.
 */
export function roundCash({ minor, currency }: Money, rules: CashRules): CashAmount {
  const rounds = currency === 'HUF' || (currency === 'EUR' && rules.euroToFiveCents);
  if (!rounds) return { payMinor: minor, differenceMinor: 0 };
  const size = Math.abs(minor);
  const rounded = Math.round(size / 5) * 5;
  const payMinor = minor < 0 && rounded > 0 ? -rounded : rounded;
  return { payMinor, differenceMinor: payMinor - minor };
}
