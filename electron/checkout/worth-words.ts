import type { LanguageTag, Say } from '#shared/base/language.ts';
import { formatMoney } from '#shared/money/format-money.ts';

/** An amount of a unit. */
export interface Worth {
  unit: string;
  amount: number;
}

/** What points, stamps or credit come to, in words: "23 points", "€2.00". */
export function worthWords({ unit, amount }: Worth, say: Say, language: LanguageTag): string {
  const [kind = '', currency = ''] = unit.split(':');
  return kind === 'credit'
    ? formatMoney({ minor: amount, currency }, language)
    : say(`holding.${kind}`, { count: amount, pointsOf: unit });
}

/** Pieces of one unit are one thing to people. */
export function inAll(pieces: readonly Worth[]): Worth[] {
  const sums = new Map<string, number>();
  for (const { unit, amount } of pieces) sums.set(unit, (sums.get(unit) ?? 0) + amount);
  return [...sums].map(([unit, amount]) => ({ unit, amount }));
}
