import type { HeldLot } from '#shared/visit/look-up.ts';

/** Value by unit, wherever and in whatever lots it lies. */
export function groupLots(lots: readonly HeldLot[]): { unit: string; amount: number }[] {
  const sums = new Map<string, number>();
  for (const { unit, amount } of lots) sums.set(unit, (sums.get(unit) ?? 0) + amount);
  return [...sums].map(([unit, amount]) => ({ unit, amount })).sort((a, b) => (a.unit < b.unit ? -1 : 1));
}
