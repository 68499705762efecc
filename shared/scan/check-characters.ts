import { assert } from '../base/assert.ts';

/**
 * The letters that sit on the same key of US, UK, Italian, Hungarian, German, French and Spanish keyboards, less I and O,
 * which people read as 1 and 0. A, M, Q, W, Y and Z move.
 */
export const layoutSafeAlphabet = 'BCDEFGHJKLNPRSTUVX';

const radix = layoutSafeAlphabet.length;
/** The largest prime below radix squared, so that two characters hold every remainder. */
const modulus = 317;

/**
 * Two check characters over layout-safe letters, in the manner of the pure systems of ISO/IEC 7064: because the modulus is
 * prime and larger than the alphabet, every single wrong letter and every swap of two neighbours is noticed.
 */
export function checkCharacters(letters: string): string {
  let remainder = 0;
  for (const letter of letters) remainder = (remainder * radix + valueOf(letter)) % modulus;
  const check = (modulus - ((remainder * radix * radix) % modulus)) % modulus;
  return letterOf(Math.trunc(check / radix)) + letterOf(check % radix);
}

/** Whether `letters` ends in its own check characters. Anything outside the alphabet is simply not valid. */
export function hasValidCheck(letters: string): boolean {
  if (letters.length < 3 || [...letters].some((letter) => !layoutSafeAlphabet.includes(letter))) return false;
  return checkCharacters(letters.slice(0, -2)) === letters.slice(-2);
}

/** Letters drawn from random bytes, one byte each, without bias: bytes beyond a multiple of the alphabet are passed over. */
export function lettersFrom(bytes: Uint8Array, count: number): string {
  const fair = [...bytes].filter((byte) => byte < Math.trunc(256 / radix) * radix).slice(0, count);
  assert(fair.length === count, 'enough random bytes for the letters wanted');
  return fair.map((byte) => letterOf(byte % radix)).join('');
}

function valueOf(letter: string): number {
  const value = layoutSafeAlphabet.indexOf(letter);
  assert(value >= 0, 'only letters of the layout-safe alphabet have a check');
  return value;
}

function letterOf(value: number): string {
  const letter = layoutSafeAlphabet[value];
  assert(letter !== undefined, 'a value of the alphabet');
  return letter;
}
