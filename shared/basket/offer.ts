import type { Effect, EffectRefusal } from './effect.ts';
import type { LineDiscount } from './line-discount.ts';

/** An offer that could be used with this basket. Whoever asks has already seen that the member may have it now. */
export interface Candidate {
  offerId: string;
  effect: Effect;
  /** Offers of one group stand for each other; empty for none. */
  group: string;
  /** Goes with no other offer. */
  exclusive: boolean;
  /** Lower ones are applied first; then by `offerId`. */
  order: number;
  /** What the goods of the basket must come to, before any offer; 0 for any. */
  minimumMinor: number;
}

/** What a shop allows to go together. */
export interface StackRules {
  mostOffers: number;
  onePerGroup: boolean;
  /** How much of what the goods come to may be taken off, in hundredths of a percent; 10 000 is all. */
  mostOffBp: number;
}

/** An offer that was used. `cutMinor` is what it would have taken off beyond what the shop allows of a basket. */
export interface AppliedOffer {
  offerId: string;
  discounts: LineDiscount[];
  offMinor: number;
  cutMinor: number;
}

/**
 * Why an offer was not used. `with` is the offer that stands in its way. `OVER_CAP` says what it would take off and what the
 * shop still allows: money is cut to it, a thing is given whole or not at all. `WORSE_TOGETHER`: it could be used, and the
 * customer would pay more.
 */
export type OfferRefusal =
  | EffectRefusal
  | { code: 'BELOW_MINIMUM'; minimumMinor: number; goodsMinor: number }
  | { code: 'EXCLUSIVE_WITH'; with: string }
  | { code: 'GROUP_TAKEN'; with: string; group: string }
  | { code: 'TOO_MANY_OFFERS'; most: number }
  | { code: 'OVER_CAP'; offMinor: number; leftMinor: number }
  | { code: 'WORSE_TOGETHER' };

/** Every candidate once: used, in the order in which they were, or refused with the reason. */
export interface Stacked {
  applied: AppliedOffer[];
  refused: ({ offerId: string } & OfferRefusal)[];
}
