import { checkCharacters, hasValidCheck, lettersFrom } from '../check-characters.ts';
import type { CodeFormat } from '../format.ts';

const prefix = 'TC';
const randomLetters = 10;
const length = prefix.length + randomLetters + 2;

/** A new card's code: `TC`, ten random letters (41 bits), two check letters. `bytes` should hold at least 32 random bytes. */
export function newMemberCardCode(bytes: Uint8Array): string {
  const letters = prefix + lettersFrom(bytes, randomLetters);
  return letters + checkCharacters(letters);
}

/** The code as people read it: `TCBC DEFG HJKL NP`. */
export const groupedCardCode = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1 ');

/** A web address that ends in a card's code, as a chip or an app's QR code says it. */
const inAddress = /^https?:\/\/[^/\s]+\/(?:[\w-]+\/)?(TC[A-Z]{12})$/;

/** Our own card, printed as Code 128 or QR, or written on a chip. Small letters and spaces between groups are fine. */
export const memberCard: CodeFormat = {
  name: 'member-card',
  recognise(text) {
    const code = (inAddress.exec(text)?.[1] ?? text).replaceAll(/[\s-]/g, '').toUpperCase();
    if (!/^TC[A-Z]+$/.test(code)) return undefined;
    if (code.length < length - 4 || code.length > length + 4) return undefined;
    if (code.length !== length) return { kind: 'unreadable', format: 'member-card', reason: 'WRONG_LENGTH' };
    return hasValidCheck(code)
      ? { kind: 'member-card', code, format: 'member-card' }
      : { kind: 'unreadable', format: 'member-card', reason: 'CHECK_CHARACTERS' };
  },
};
