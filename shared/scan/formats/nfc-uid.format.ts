import type { CodeFormat } from '../format.ts';

/**
 * A card known only by the number of its chip, as NFC readers say it: `NFC` and 4, 7 or 10 bytes in hex. Anybody can read and copy
 * that number, so who is recognised by it may do less than with a card's code. Four bytes that begin with 08 are drawn anew at
 * each tap, as phones do: no card at all.
 */
export const nfcUid: CodeFormat = {
  name: 'nfc-uid',
  recognise(text) {
    const code = text.replaceAll(/[\s:-]/g, '').toUpperCase();
    if (!/^NFC[\dA-F]{6,22}$/.test(code)) return undefined;
    if (![8, 14, 20].includes(code.length - 3))
      return { kind: 'unreadable', format: 'nfc-uid', reason: 'WRONG_LENGTH' };
    return code.length === 11 && code.startsWith('NFC08')
      ? { kind: 'unreadable', format: 'nfc-uid', reason: 'CHANGING_NUMBER' }
      : { kind: 'member-card', code, format: 'nfc-uid' };
  },
};
