import type { Projection } from '../projection.ts';

/** Every gift card that was ever loaded: how to name it, what it is to the tax, and which card has its money now. What it holds stands in the balances. */
export const giftCards: Projection = {
  name: 'gift-cards',
  version: 2,
  forTills: true,
  table: {
    name: 'gift_cards',
    key: { gift_card_id: 'text' },
    columns: {
      tail: { type: 'text', merge: 'max' },
      /** The hybrid clock of its first load, a space, and `mpv` or `spv` with its rate: two tills that made it apart agree. */
      issued_as: { type: 'text', merge: 'min' },
      loaded: { type: 'integer', merge: 'sum' },
      last_loaded_day: { type: 'text', merge: 'max' },
      /** The hybrid clock of its last replacement, a space, and the card that its money was put on. */
      replaced_by: { type: 'text', merge: 'max' },
    },
  },
  rowsOf(fact, { hlc, day }) {
    if (fact.type !== 'GiftCardLoaded') return [];
    const { giftCardId, tail, amount, vat, replaces } = fact.body;
    const issuedAs = `${hlc} ${vat.kind}${vat.kind === 'spv' ? ` ${vat.taxBp}` : ''}`;
    const row = { gift_card_id: giftCardId, tail, issued_as: issuedAs, loaded: amount, last_loaded_day: day };
    return replaces === undefined
      ? [row]
      : [row, { gift_card_id: replaces, replaced_by: `${hlc} ${giftCardId}` }];
  },
};

/** The card in `replaced_by`. */
export const cardIn = (replacedBy: string): string => replacedBy.split(' ')[1] ?? '';

/** The class in `issued_as`. */
export function vatIn(issuedAs: string): { kind: 'mpv' } | { kind: 'spv'; taxBp: number } {
  const [, kind, taxBp] = issuedAs.split(' ');
  return kind === 'spv' ? { kind, taxBp: Number(taxBp) } : { kind: 'mpv' };
}

/**
 * The card that has the money of this one now. A new card was never there before, so each is asked for once; were a till to say that cards
 * replace each other in a circle, it is the last of them.
 */
export function lastCard(
  giftCardId: string,
  replacedBy: (giftCardId: string) => string | null | undefined,
): string {
  const seen = new Set<string>();
  let now = giftCardId;
  for (let next = replacedBy(now); next && !seen.has(now); next = replacedBy(now)) {
    seen.add(now);
    now = cardIn(next);
  }
  return now;
}
