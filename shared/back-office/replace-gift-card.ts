import { ok, refuse, type Result } from '../base/result.ts';
import type { Fact } from '../ledger/events.ts';
import { sumOf, type Part, type Unit } from '../ledger/posting.ts';
import type { VatClass } from '../ledger/vat-class.ts';
import type { GiftCardId } from '../members/wallet.ts';

/** Why a gift card is to be replaced. */
export type GiftCardGone = 'lost' | 'stolen' | 'damaged';

/** A gift card that its holder cannot use any more, and the new one. */
export interface GiftCardReplacement {
  /** What the facts call it, as a sale is called. */
  replacementId: string;
  old: { giftCardId: GiftCardId; vat: VatClass };
  next: { giftCardId: GiftCardId; tail: string };
  because: GiftCardGone;
  unit: Unit;
  /** The good money on the old one, in this till's drawer. */
  here: readonly Part[];
  /** How much of it lies with somebody else, who could not be asked. */
  elsewhere: number;
  program: { programId: string; revision: number };
}

export type ReplacementRefusal =
  | { code: 'GIFT_CARD_AT_CENTRE'; amountMinor: number }
  | { code: 'GIFT_CARD_EMPTY'; tail: string };

/**
 * Moves all that a gift card holds onto a new one, lot by lot: it ends on the same day, is the same to the tax, and what the shop owes is
 * the same before and after. The old one holds nothing from then on. Nothing is moved while some of it lies where it could be spent.
 */
export function replaceGiftCard(
  { replacementId, old, next, because, unit, here, elsewhere, program }: GiftCardReplacement,
  { drawer, tail }: { drawer: string; tail: string },
): Result<Fact[], ReplacementRefusal> {
  if (elsewhere > 0) return refuse({ code: 'GIFT_CARD_AT_CENTRE', amountMinor: elsewhere });
  if (sumOf(here) === 0) return refuse({ code: 'GIFT_CARD_EMPTY', tail });
  const { giftCardId, vat } = old;
  const parts = here.map(({ lot, amount }) => ({ lot, amount }));
  return ok([
    {
      type: 'GiftCardVoided',
      body: { giftCardId, unit, parts, saleId: null, reversalId: null, because },
    },
    ...parts.map(({ lot, amount }): Fact => {
      const value = { unit, drawer, lot, amount, vat, saleId: replacementId, ...program };
      return { type: 'GiftCardLoaded', body: { ...next, ...value, replaces: giftCardId } };
    }),
  ]);
}
