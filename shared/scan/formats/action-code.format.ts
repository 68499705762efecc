import type { Machine } from '../../base/machine.ts';
import { checkCharacters, hasValidCheck, layoutSafeAlphabet, lettersFrom } from '../check-characters.ts';
import type { CodeFormat } from '../format.ts';
import type { ScannedAction } from '../scanned-action.ts';

const prefix = 'TK';
/** 33 bits: nobody tries them all in front of a scanner. */
const keyedLetters = 8;

/**
 * What stands on a till's sheet for an action: `TK`, eight letters that follow from the sheet's secret and the action, two check
 * letters. Whoever has not seen that line of that sheet cannot make it, and a line says nothing of the others.
 */
export function actionCodeOf(action: ScannedAction, secret: string, sha256: Machine['sha256']): string {
  const keyed = sha256(`action:${secret}:${action}`).match(/../g) ?? [];
  const bytes = Uint8Array.from(keyed, (pair) => Number.parseInt(pair, 16));
  const letters = prefix + lettersFrom(bytes, keyedLetters);
  return letters + checkCharacters(letters);
}

/** A line of a sheet that works a counter by scanner alone: which action, and whether of a sheet in use, only the till knows. */
export const actionCode: CodeFormat = {
  name: 'action-code',
  recognise(text) {
    const code = text.toUpperCase();
    if (code.length !== prefix.length + keyedLetters + 2 || !code.startsWith(prefix)) return undefined;
    // Words of a shop's own may begin with these letters too: only what looks like ours in every letter is called damaged.
    if ([...code].some((letter) => letter !== 'T' && !layoutSafeAlphabet.includes(letter))) return undefined;
    return hasValidCheck(code)
      ? { kind: 'action', code }
      : { kind: 'unreadable', format: 'action-code', reason: 'CHECK_CHARACTERS' };
  },
};
