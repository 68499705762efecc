import { applyInOrder, mayApply, prepare } from './applying.ts';
import type { Basket } from './basket.ts';
import { applyBest } from './best-stack.ts';
import type { Candidate, Stacked, StackRules } from './offer.ts';

export type { AppliedOffer, Candidate, OfferRefusal, Stacked, StackRules } from './offer.ts';

/**
 * Uses the offers that may go together, in the order given by `order`, then by `offerId`: who comes first stands in the way of the
 * others. Every candidate is either applied or refused, with the reason that lies in the basket before the one that lies in the
 * other offers.
 */
export function stack(basket: Basket, candidates: readonly Candidate[], rules: StackRules): Stacked {
  const { applied, refused } = applyInOrder(basket, prepare(basket, candidates), rules);
  return { applied: applied.map(({ offer }) => offer), refused };
}

/**
 * The selection of offers with which the customer pays least, used in their order as `stack` does; of equal ones the one with
 * fewest offers (what is not used is kept), then the one with earlier offers. Exact up to twelve offers that apply to this basket at
 * all, greedy beyond; the same in any case, whatever order the candidates come in.
 */
export function bestStack(basket: Basket, candidates: readonly Candidate[], rules: StackRules): Stacked {
  const prepared = prepare(basket, candidates);
  const useful = prepared.filter(({ alone }) => alone.ok);
  const applying = applyBest(basket, useful, rules);
  const used = new Set(applying.applied.map(({ candidate }) => candidate));
  const others = prepared.filter(({ candidate }) => !used.has(candidate));
  return {
    applied: applying.applied.map(({ offer }) => offer),
    refused: others.map((offer) => {
      const { offerId } = offer.candidate;
      const wanted = mayApply(offer, applying, rules);
      return wanted.ok ? { offerId, code: 'WORSE_TOGETHER' as const } : { offerId, ...wanted.error };
    }),
  };
}
