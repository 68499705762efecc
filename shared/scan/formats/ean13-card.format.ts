import type { CodeFormat } from '../format.ts';
import { hasGs1Check } from '../gs1/check-digit.ts';

/**
 * A card that the shop had before us: an EAN-13 of the restricted range 20-29, which GS1 leaves to each company. Other
 * EAN-13 codes are articles, not cards, and stay unknown.
 */
export const ean13Card: CodeFormat = {
  name: 'ean13-card',
  recognise(text) {
    if (!/^2\d{12}$/.test(text)) return undefined;
    return hasGs1Check(text)
      ? { kind: 'member-card', code: text, format: 'ean13-card' }
      : { kind: 'unreadable', format: 'ean13-card', reason: 'CHECK_CHARACTERS' };
  },
};
