import type { CodeFormat } from '../format.ts';
import { gtin14 } from '../gs1/check-digit.ts';

/** A GS1 Digital Link: the web address on an article that holds its number, `https://id.gs1.org/01/09506000134352/10/ABC`. */
export const gs1DigitalLink: CodeFormat = {
  name: 'gs1-digital-link',
  recognise(text) {
    const path = /^https?:\/\/[^/\s?#]+(\/[^\s?#]*)/i.exec(text)?.[1];
    const digits = path && /\/(?:01|gtin)\/(\d{8}|\d{12,14})(?:\/|$)/.exec(path)?.[1];
    const gtin = digits && gtin14(digits);
    return gtin ? { kind: 'article', what: 'product', gtin, format: 'gs1-digital-link' } : undefined;
  },
};
