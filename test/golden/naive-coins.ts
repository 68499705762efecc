/** All together. */
export const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

/** Half up, of whole numbers. */
export const halfUp = (above: number, below: number): number => Math.floor((2 * above + below) / (2 * below));

/** Everybody's share rounded down; then one to whoever misses most, until all is gone. */
export function naiveSplit(amount: number, weights: readonly number[]): number[] {
  const sum = total(weights);
  if (amount === 0) return weights.map(() => 0);
  const shares = weights.map((weight) => Math.floor((amount * weight) / sum));
  const missing = weights.map((weight, place) => amount * weight - (shares[place] ?? 0) * sum);
  while (total(shares) < amount) {
    const most = missing.indexOf(Math.max(...missing));
    shares[most] = (shares[most] ?? 0) + 1;
    missing[most] = -1;
  }
  return shares;
}
