import type { CodeFormat } from '../format.ts';

/** The GS1 check digit of the digits before it (GS1 General Specifications, section 7.9): weights 3 and 1 from the right. */
export function gs1CheckDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/**
 * A card that the shop had before us: an EAN-13 of the restricted range 20-29, which GS1 leaves to each company. Other
 * EAN-13 codes are articles, not cards, and stay unknown.
 */
export const ean13Card: CodeFormat = {
  name: 'ean13-card',
  recognise(text) {
    if (!/^2\d{12}$/.test(text)) return undefined;
    return gs1CheckDigit(text.slice(0, 12)) === Number(text[12])
      ? { kind: 'member-card', code: text, format: 'ean13-card' }
      : { kind: 'unreadable', format: 'ean13-card', reason: 'CHECK_CHARACTERS' };
  },
};
