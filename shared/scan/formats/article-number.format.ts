import type { CodeFormat } from '../format.ts';
import { gtin14 } from '../gs1/check-digit.ts';

/**
 * What stands on every article: EAN-8, UPC-A, EAN-13 and ITF-14. It is no card, and saying so beats "unknown". Thirteen digits that begin
 * with 2 are each company's own and belong to ean13-card.
 */
export const articleNumber: CodeFormat = {
  name: 'article-number',
  recognise(text) {
    if (!/^\d{8}$|^\d{12}$|^[013-9]\d{12}$|^\d{14}$/.test(text)) return undefined;
    const gtin = gtin14(text);
    return gtin === undefined
      ? undefined
      : { kind: 'article', what: 'product', gtin, format: 'article-number' };
  },
};
