import type { GiftCardView, OutcomeView, VisitView } from '#shared/api/checkout.api.ts';
import { giftCardFault, giftCardHolding, giftCardSelling } from '#shared/visit/gift-cards.ts';
import type { Circumstances } from '#shared/visit/look-up.ts';
import type { SaleOutcome } from '#shared/visit/sale-outcome.ts';
import type { Visit } from '#shared/visit/visit.ts';

/** The gift cards on the counter, with what each holds. */
export const giftCardViews = ({ giftCards }: Visit, here: Circumstances): GiftCardView[] =>
  giftCards.map((card) => {
    const { hereMinor, totalMinor, expiryDay } = giftCardHolding(card, here);
    const fault = giftCardFault(card, here);
    const { giftCardId, tail, newCode } = card;
    return {
      giftCardId,
      tail,
      isNew: newCode !== null,
      hereMinor,
      totalMinor,
      expiryDay,
      fault: fault ? { ...fault } : null,
    };
  });

/** What this shop sells gift cards for; null when it sells none. */
export function giftCardSellingView(here: Circumstances): VisitView['giftCardSelling'] {
  const selling = giftCardSelling(here);
  return selling
    ? { name: selling.name, amountsMinor: [...selling.amountsMinor], freeAmount: selling.freeAmount }
    : null;
}

/** What a sale did with gift cards, each with what it holds after it. */
export const giftCardOutcome = (
  { saleId, giftCards, loaded }: SaleOutcome,
  jobOf: (about: string) => string,
  here: Circumstances,
): Pick<OutcomeView, 'giftCards' | 'loaded'> => ({
  giftCards: giftCards.map(({ giftCardId, amount, vat }) => ({
    tail: here.look.giftCard(giftCardId).tail ?? '',
    paidMinor: amount,
    leftMinor: giftCardHolding({ giftCardId }, here).totalMinor,
    vat,
  })),
  loaded: loaded.map(({ giftCardId, tail, amount, lot }) => ({
    tail,
    amount,
    lot,
    balanceMinor: giftCardHolding({ giftCardId }, here).totalMinor,
    jobId: jobOf(saleId),
  })),
});
