import { assert } from '../../base/assert.ts';
import { checkCharacters, hasValidCheck, layoutSafeAlphabet } from '../check-characters.ts';
import type { CodeFormat } from '../format.ts';
import { ScannedAction } from '../scanned-action.ts';

const prefix = 'TK';
const radix = layoutSafeAlphabet.length;

/** What stands on the sheet for an action: `TK`, two letters that say its place in the list, two check letters. */
export function actionCodeOf(action: ScannedAction): string {
  const place = ScannedAction.options.indexOf(action);
  const [first, second] = [layoutSafeAlphabet[Math.trunc(place / radix)], layoutSafeAlphabet[place % radix]];
  assert(first !== undefined && second !== undefined, 'two letters say the place of every action');
  const letters = prefix + first + second;
  return letters + checkCharacters(letters);
}

const actions = new Map(ScannedAction.options.map((action) => [actionCodeOf(action), action]));

/** A line of the sheet that works the counter by scanner alone. It is no card and no voucher, and is worth nothing. */
export const actionCode: CodeFormat = {
  name: 'action-code',
  recognise(text) {
    const code = text.toUpperCase();
    if (code.length !== prefix.length + 4 || !code.startsWith(prefix)) return undefined;
    const action = actions.get(code);
    if (action) return { kind: 'action', action };
    // Words of a shop's own may begin with these letters too: only what looks like ours in every letter is called damaged.
    if ([...code].some((letter) => letter !== 'T' && !layoutSafeAlphabet.includes(letter))) return undefined;
    return hasValidCheck(code)
      ? { kind: 'unreadable', format: 'action-code', reason: 'UNKNOWN_VERSION' }
      : { kind: 'unreadable', format: 'action-code', reason: 'CHECK_CHARACTERS' };
  },
};
