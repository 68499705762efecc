import type { OffersView, OfferView } from '#shared/api/checkout.api.ts';
import { liveCell, type Live } from '../../client/live.ts';
import { keepAlike } from '../../client/keep-alike.ts';
import type { Till } from '../../client/till.ts';

/** What the till says that a sale of the amount being typed comes to; undefined while nobody is at the counter. */
export type Offers = Live<OffersView | undefined>;

/**
 * Asks again whenever the amount changes or the till tells of the counter, also when the visit reads the same: a program that was saved
 * meanwhile changes what is to be paid. An answer to an older question than the last one is passed over.
 */
export function watchOffers(till: Till, amountText: Live<string>): Offers {
  const offers = liveCell<OffersView | undefined>(undefined);
  let asked = 0;
  const ask = (): void => {
    const question = (asked += 1);
    const visit = till.visit.get();
    const anybody =
      visit && (visit.member !== null || visit.vouchers.length > 0 || visit.giftCards.length > 0);
    if (!anybody || till.state.get() !== 'open') return offers.set(undefined);
    till.call('checkout.offers', { amountText: amountText.get() }).then(
      (answer) => question === asked && offers.set(keepAlike(offers.get(), answer)),
      // The line is gone, or the till is busy closing: what is shown would be a guess.
      () => question === asked && offers.set(undefined),
    );
  };
  amountText.subscribe(ask);
  till.news.subscribe(ask);
  // A screen that was locked forgets who was there, and no news says so.
  till.visit.subscribe(() => till.visit.get() === undefined && ask());
  till.state.subscribe(ask);
  ask();
  return offers;
}

/** The offer behind the nth key: those that can be had or taken back, in the order in which they are shown. */
export const offerAt = (view: OffersView | undefined, index: number): OfferView | undefined =>
  view?.offers.filter(({ state, fixed }) => state !== 'not-now' && !fixed)[index];
