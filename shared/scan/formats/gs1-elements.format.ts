import type { CodeFormat } from '../format.ts';
import { gtin14 } from '../gs1/check-digit.ts';
import { readElements } from '../gs1/element-string.ts';

/** North American coupons and the global coupon number: other companies' promises, which are not ours to keep. */
const coupons = new Set(['255', '8110', '8111', '8112']);

/** A GS1 DataMatrix, GS1-128 or DataBar: an article with its batch or weight, or a manufacturer's coupon. */
export const gs1Elements: CodeFormat = {
  name: 'gs1-elements',
  recognise(text) {
    // Shorter ones are plain numbers, and a hundred digits and more are a voucher of ours, whole or damaged.
    if (text.length < 16 || /^\d{100,}$/.test(text)) return undefined;
    const elements = readElements(text);
    if (!elements) return undefined;
    if (elements.some(({ ai }) => coupons.has(ai)))
      return { kind: 'article', what: 'coupon', gtin: null, format: 'gs1-elements' };
    const item = elements.find(({ ai }) => ai === '01' || ai === '02');
    const gtin = item && gtin14(item.value);
    return gtin === undefined
      ? undefined
      : { kind: 'article', what: 'product', gtin, format: 'gs1-elements' };
  },
};
