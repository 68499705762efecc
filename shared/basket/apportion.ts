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
  const shares = weights.map(() => 0);
  if (amount === 0) return shares;
  const missing: { index: number; remainder: number }[] = [];
  let left = amount;
  for (let index = 0; index < weights.length; index += 1) {
    const { share, remainder } = shareOf(amount, weights[index] ?? 0, sum);
    shares[index] = share;
    left -= share;
    if (remainder > 0) missing.push({ index, remainder });
  }
  if (left === 0) return shares;
  missing.sort((a, b) => b.remainder - a.remainder);
  for (const { index } of missing.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}

const isWhole = (amount: number): boolean => Number.isSafeInteger(amount) && amount >= 0;

interface Part {
  share: number;
  remainder: number;
}

/** Rounded down, and what is missing. The product may be larger than a number holds; the remainder is below `of` and fits again. */
function shareOf(amount: number, by: number, of: number): Part {
  const product = amount * by;
  if (product <= Number.MAX_SAFE_INTEGER) {
    const remainder = product % of;
    return { share: (product - remainder) / of, remainder };
  }
  const exact = BigInt(amount) * BigInt(by);
  return { share: Number(exact / BigInt(of)), remainder: Number(exact % BigInt(of)) };
}

/** `amount * by / of`, rounded half up and exact however large the product. `of` is above zero, nothing is negative. */
export function proportion(amount: number, by: number, of: number): number {
  const { share, remainder } = wholeShareOf(amount, by, of);
  return remainder * 2 >= of ? share + 1 : share;
}

/** `amount * by / of`, rounded down: for limits, which nothing may exceed. */
export const proportionDown = (amount: number, by: number, of: number): number =>
  wholeShareOf(amount, by, of).share;

function wholeShareOf(amount: number, by: number, of: number): Part {
  assert(isWhole(amount) && isWhole(by) && isWhole(of) && of > 0, 'a proportion is of whole amounts');
  return shareOf(amount, by, of);
}
