import { checkCharacters, hasValidCheck, lettersFrom } from '../check-characters.ts';
import type { CodeFormat } from '../format.ts';

const prefix = 'GC';
const randomLetters = 16;
const length = prefix.length + randomLetters + 2;

/** A new gift card's code: `GC`, sixteen random letters (66 bits), two check letters. `bytes` should hold at least 48 random bytes. */
export function newGiftCardCode(bytes: Uint8Array): string {
  const letters = prefix + lettersFrom(bytes, randomLetters);
  return letters + checkCharacters(letters);
}

/** Our own gift card, of plastic or paper, as Code 128 or QR. Small letters and spaces between groups are fine. */
export const giftCard: CodeFormat = {
  name: 'gift-card',
  recognise(text) {
    const code = text.replaceAll(/[\s-]/g, '').toUpperCase();
    if (!/^GC[A-Z]+$/.test(code)) return undefined;
    if (code.length < length - 4 || code.length > length + 4) return undefined;
    if (code.length !== length) return { kind: 'unreadable', format: 'gift-card', reason: 'WRONG_LENGTH' };
    return hasValidCheck(code)
      ? { kind: 'gift-card', code }
      : { kind: 'unreadable', format: 'gift-card', reason: 'CHECK_CHARACTERS' };
  },
};
