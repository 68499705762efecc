import { checkCharacters, hasValidCheck, layoutSafeAlphabet } from '../check-characters.ts';
import type { CodeFormat } from '../format.ts';

const prefix = 'TR';
const letters = 8;
const hexDigits = 8;
const length = prefix.length + letters + 2;
const radix = layoutSafeAlphabet.length;

/**
 * A member's code for friends: `TR`, eight letters that say how their wallet's id begins, two check letters. Follows from the wallet, so
 * nothing has to be kept or handed out, and says nothing of the person.
 */
export function referralCodeOf(walletId: string): string {
  let rest = Number.parseInt(walletId.slice(0, hexDigits), 16);
  let said = '';
  for (let place = 0; place < letters; place += 1) {
    said = (layoutSafeAlphabet[rest % radix] ?? '') + said;
    rest = Math.trunc(rest / radix);
  }
  return prefix + said + checkCharacters(prefix + said);
}

/** What a member tells a friend, as letters or as a QR code. Small letters and spaces between groups are fine. */
export const referralCode: CodeFormat = {
  name: 'referral-code',
  recognise(text) {
    const code = text.replaceAll(/[\s-]/g, '').toUpperCase();
    if (!/^TR[A-Z]+$/.test(code)) return undefined;
    if (code.length < length - 4 || code.length > length + 4) return undefined;
    if (code.length !== length)
      return { kind: 'unreadable', format: 'referral-code', reason: 'WRONG_LENGTH' };
    const start = hasValidCheck(code) ? numberOf(code.slice(prefix.length, -2)) : undefined;
    return start === undefined || start >= 16 ** hexDigits
      ? { kind: 'unreadable', format: 'referral-code', reason: 'CHECK_CHARACTERS' }
      : { kind: 'referral', walletStart: start.toString(16).padStart(hexDigits, '0') };
  },
};

const numberOf = (said: string): number =>
  [...said].reduce((number, letter) => number * radix + layoutSafeAlphabet.indexOf(letter), 0);
