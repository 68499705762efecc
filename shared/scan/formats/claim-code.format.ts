import { checkCharacters, hasValidCheck, layoutSafeAlphabet } from '../check-characters.ts';
import type { CodeFormat } from '../format.ts';

const prefix = 'RC';
const letters = 12;
const length = prefix.length + letters + 2;
const radix = BigInt(layoutSafeAlphabet.length);
const largest = 2n ** 48n;

/** A claim's id as it stands on a receipt for typing: `RC`, twelve letters that say the 48 bits, two check letters. */
export function claimCodeOf(claimId: string): string {
  let rest = BigInt(`0x${claimId}`);
  let said = '';
  for (let place = 0; place < letters; place += 1) {
    said = (layoutSafeAlphabet[Number(rest % radix)] ?? '') + said;
    rest /= radix;
  }
  return prefix + said + checkCharacters(prefix + said);
}

/** The short form of a receipt's claim code. Nobody signed it: it counts for a claim that is known here, and for no other. */
export const claimCode: CodeFormat = {
  name: 'claim-code',
  recognise(text) {
    const code = text.replaceAll(/[\s-]/g, '').toUpperCase();
    if (!/^RC[A-Z]+$/.test(code)) return undefined;
    if (code.length < length - 4 || code.length > length + 4) return undefined;
    if (code.length !== length) return { kind: 'unreadable', format: 'claim-code', reason: 'WRONG_LENGTH' };
    const number = hasValidCheck(code) ? numberOf(code.slice(prefix.length, -2)) : undefined;
    return number === undefined || number >= largest
      ? { kind: 'unreadable', format: 'claim-code', reason: 'CHECK_CHARACTERS' }
      : { kind: 'claim', claimId: number.toString(16).padStart(12, '0'), proof: null };
  },
};

const numberOf = (said: string): bigint =>
  [...said].reduce((number, letter) => number * radix + BigInt(layoutSafeAlphabet.indexOf(letter)), 0n);
