import type { BaseLine } from '../basket/earn-base.ts';
import { taxByRate, taxedNow, type RateDue } from '../basket/tax.ts';
import type { Money } from '../money/money.ts';
import { judgeSale, moneyPaid, purseOf } from './judge-sale.ts';
import { paidWithGiftCards, type GiftCardPayment } from './gift-cards.ts';
import type { Circumstances } from './look-up.ts';
import { readTotal } from './record-sale.ts';
import type { CounterOffer } from './counter-offers.ts';
import { reduce, type NotHad } from './reductions.ts';
import type { Visit } from './visit.ts';

/** An offer with what it does to this sale: what it takes off, or would, and why it does not. */
export interface SeenOffer {
  offer: CounterOffer;
  state: 'used' | 'open' | 'not-now';
  /** In minor units; for an open one what it would take off now, beside those that are used. */
  offMinor: number;
  because: NotHad | null;
}

/** What a sale of an amount would come to, and every offer, the best for the customer first. */
export interface OffersAtCounter {
  /** As typed, or null while it is no amount; then offers say nothing of money. */
  full: Money | null;
  /** What is left to pay after offers, vouchers and gift cards. */
  dueMinor: number;
  giftCards: GiftCardPayment[];
  /** Where tax falls, rate by rate, after offers and gift cards; nothing for an amount that was only typed. */
  taxes: RateDue[];
  offers: SeenOffer[];
  /** What of it may earn, line by line. */
  earnBase: BaseLine[];
}

/** What the cashier sees while an amount is typed. Decides nothing; confirming works the same out once more. */
export function offersAtCounter(visit: Visit, amountText: string, here: Circumstances): OffersAtCounter {
  const typed = readTotal(visit, amountText, here);
  const full = typed.ok ? typed.value : null;
  const money = full ?? { minor: 0, currency: here.settings.currency };
  const { basket, offers, asking, reduced, choose, giftCards, earnBase } = judgeSale(visit, money, here);
  const vouchersMinor = Math.min(money.minor, moneyPaid(visit, money.currency));
  const seen = offers.map((offer): SeenOffer => {
    const used = reduced.used.find((one) => one.offer === offer);
    if (used) return { offer, state: 'used', offMinor: used.offMinor, because: null };
    const refused = reduced.refused.find((one) => one.offer === offer);
    if (refused) return { offer, state: 'not-now', offMinor: 0, because: refused.because };
    const tried = { ...offer, wanted: true };
    const beside = offers.map((one) => (one === offer ? tried : one));
    const would = reduce(basket, beside, purseOf(visit, asking, here), vouchersMinor, choose);
    const off = would.used.find((one) => one.offer === tried)?.offMinor;
    const because = would.refused.find((one) => one.offer === tried)?.because ?? null;
    if (off !== undefined) return { offer, state: 'open', offMinor: off, because: null };
    // Without an amount nobody knows yet what goes with it; what cannot be afforded is known.
    return full === null && because?.code !== 'NOT_ENOUGH'
      ? { offer, state: 'open', offMinor: 0, because: null }
      : { offer, state: 'not-now', offMinor: 0, because };
  });
  const rank = { used: 0, open: 1, 'not-now': 2 };
  const order = ({ state, offMinor, offer }: SeenOffer): [number, number, string] => [
    rank[state],
    -offMinor,
    offer.offerId,
  ];
  return {
    full,
    dueMinor: Math.max(0, reduced.dueMinor - vouchersMinor - paidWithGiftCards(giftCards)),
    giftCards,
    taxes: visit.lines === null ? [] : taxedNow(taxByRate(basket, reduced.discounts), taxedBefore(giftCards)),
    offers: seen.sort((a, b) => compare(order(a), order(b))),
    earnBase: full ? earnBase : [],
  };
}

/** What single-purpose gift cards paid, by their rates. */
const taxedBefore = (payments: readonly GiftCardPayment[]) =>
  payments.flatMap(({ vat, amountMinor }) =>
    vat.kind === 'spv' ? [{ taxBp: vat.taxBp, minor: amountMinor }] : [],
  );

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [index, one] of a.entries()) {
    const other = b[index];
    if (other !== undefined && one !== other) return one < other ? -1 : 1;
  }
  return 0;
}
