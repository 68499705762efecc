import { assert } from '../base/assert.ts';

/** How long a voucher's number is: 99, the id in decimal, two check digits. As a Code 128 it fits on 58 mm paper. */
export const voucherNumberDigits = 24;
const prefix = '99';
const idDigits = 20;

/**
 * A voucher's id as digits alone, for the bars on its paper. It carries no signature: whoever reads it has to know the voucher. GS1
 * leaves what begins with 99 to each company.
 */
export function voucherNumber(voucherId: string): string {
  assert(/^[0-9a-f]{16}$/.test(voucherId), 'ids of a voucher are hex');
  const id = BigInt(`0x${voucherId}`).toString().padStart(idDigits, '0');
  return `${prefix}${id}${checkOf(id)}`;
}

/** The id behind a number; undefined when the text is none, null when a digit is wrong. */
export function voucherIdOf(number: string): string | null | undefined {
  if (number.length !== voucherNumberDigits || !/^99[01]\d+$/.test(number)) return undefined;
  const [id, check] = [number.slice(2, 2 + idDigits), number.slice(2 + idDigits)];
  const value = BigInt(id);
  return checkOf(id) === check && value < 2n ** 64n ? value.toString(16).padStart(16, '0') : null;
}

/** The rest to 98 of a hundred times the number, as account numbers have it: no single slip, and no two swapped digits, pass. */
const checkOf = (digits: string): string => String(98n - ((BigInt(digits) * 100n) % 97n)).padStart(2, '0');
