import { assert } from '../base/assert.ts';

/**
 * Splits a whole, non-negative amount in proportion to whole, non-negative weights, so that the shares sum to it exactly:
 * everybody gets the share rounded down, and what is left goes one by one to the largest remainders, the earlier first. No
 * share is more than one away from the exact one, and none exceeds its weight while the amount does not exceed their sum.
 * Nothing has no shape: an amount above zero needs a weight above zero.
 */
export function apportion(amount: number, weights: readonly number[]): number[] {
  assert(isWhole(amount) && weights.every(isWhole), 'apportion splits whole amounts by whole weights');
  const sum = weights.reduce((total, weight) => total + weight, 0);
  assert(Number.isSafeInteger(sum) && (sum > 0 || amount === 0), 'an amount needs a weight to go to');
  if (amount === 0) return weights.map(() => 0);
  const parts = weights.map((weight) => shareOf(amount, weight, sum));
  const shares = parts.map(({ share }) => share);
  const left = amount - shares.reduce((total, share) => total + share, 0);
  const byRemainder = parts
    .map((_, index) => index)
    .sort((a, b) => remainderAt(parts, b) - remainderAt(parts, a));
  for (const index of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}

const isWhole = (amount: number): boolean => Number.isSafeInteger(amount) && amount >= 0;

interface Part {
  share: number;
  remainder: number;
}

const remainderAt = (parts: readonly Part[], index: number): number => parts[index]?.remainder ?? 0;

function splitSmall(amount: number, weight: number, sum: number): Part {
  const remainder = (amount * weight) % sum;
  return { share: (amount * weight - remainder) / sum, remainder };
}

/** The product may be larger than a number holds; the remainder is below the sum and fits again. */
function splitLarge(amount: number, weight: number, sum: number): Part {
  const product = BigInt(amount) * BigInt(weight);
  return { share: Number(product / BigInt(sum)), remainder: Number(product % BigInt(sum)) };
}

/** `amount * by / of`, rounded half up and exact however large the product. `of` is above zero, nothing is negative. */
export function proportion(amount: number, by: number, of: number): number {
  const { share, remainder } = shareOf(amount, by, of);
  return remainder * 2 >= of ? share + 1 : share;
}

/** `amount * by / of`, rounded down: for limits, which nothing may exceed. */
export const proportionDown = (amount: number, by: number, of: number): number =>
  shareOf(amount, by, of).share;

function shareOf(amount: number, by: number, of: number): Part {
  assert(isWhole(amount) && isWhole(by) && isWhole(of) && of > 0, 'a proportion is of whole amounts');
  return amount <= Number.MAX_SAFE_INTEGER / Math.max(1, by)
    ? splitSmall(amount, by, of)
    : splitLarge(amount, by, of);
}
