import { ok, refuse, type Result } from '../base/result.ts';
import { apportion, proportionDown } from './apportion.ts';
import type { Basket } from './basket.ts';
import { discountsOf, minorOf, reachOf, takenBy, type EffectRefusal, type Reach } from './effect.ts';
import type { AppliedOffer, Candidate, OfferRefusal, Stacked, StackRules } from './offer.ts';
import { openBasket, take, type OpenBasket, type Taken } from './open-basket.ts';

/** A candidate with what can be said of it before any other is used. */
export interface Prepared {
  candidate: Candidate;
  reach: Reach;
  /** What it takes off the basket as it was rung up, or why it never can. */
  alone: Result<Taken[], EffectRefusal | Extract<OfferRefusal, { code: 'BELOW_MINIMUM' }>>;
}

/** Sorts the candidates and looks at each alone. */
export function prepare(basket: Basket, candidates: readonly Candidate[]): Prepared[] {
  const goodsMinor = goodsOf(basket);
  const open = openBasket(basket);
  return [...candidates].sort(byOrder).map((candidate) => {
    const reach = reachOf(candidate.effect, basket);
    const { minimumMinor } = candidate;
    const alone =
      goodsMinor < minimumMinor
        ? refuse({ code: 'BELOW_MINIMUM' as const, minimumMinor, goodsMinor })
        : takenBy(candidate.effect, reach, open);
    return { candidate, reach, alone };
  });
}

/** What stands on the counter while offers are used one after the other. */
export interface Applying {
  open: OpenBasket;
  applied: { candidate: Candidate; offer: AppliedOffer }[];
  refused: Stacked['refused'];
  /** How much may still be taken off. */
  leftMinor: number;
}

/** Nothing is used yet. */
export const startApplying = (basket: Basket, { mostOffBp }: StackRules): Applying => ({
  open: openBasket(basket),
  applied: [],
  refused: [],
  leftMinor: proportionDown(goodsOf(basket), mostOffBp, 10_000),
});

/** Asks one after the other; who comes first stands in the way of the others. */
export function applyInOrder(basket: Basket, prepared: readonly Prepared[], rules: StackRules): Applying {
  const applying = startApplying(basket, rules);
  for (const offer of prepared) {
    const wanted = mayApply(offer, applying, rules);
    if (wanted.ok) apply(offer.candidate, wanted.value, applying);
    else applying.refused.push({ offerId: offer.candidate.offerId, ...wanted.error });
  }
  return applying;
}

/** What an offer takes off after those that are used, before it is cut to what the shop allows; or why it cannot be used. */
export interface Wanted {
  taken: Taken[];
  offMinor: number;
  cutMinor: number;
}

/** Whether an offer may be used after those that are. */
export function mayApply(
  offer: Prepared,
  applying: Applying,
  rules: StackRules,
): Result<Wanted, OfferRefusal> {
  if (!offer.alone.ok) return offer.alone;
  const inTheWay = whoStandsInTheWay(offer.candidate, applying, rules);
  if (inTheWay) return refuse(inTheWay);
  const { effect } = offer.candidate;
  const taken = applying.applied.length === 0 ? offer.alone : takenBy(effect, offer.reach, applying.open);
  return taken.ok ? withinLimit(taken.value, applying.leftMinor, effect.kind) : taken;
}

/** Uses it: `applying` is another afterwards. */
export function apply(candidate: Candidate, { taken, offMinor, cutMinor }: Wanted, applying: Applying): void {
  take(applying.open, taken);
  applying.leftMinor -= offMinor;
  const discounts = discountsOf(taken, applying.open);
  applying.applied.push({ candidate, offer: { offerId: candidate.offerId, discounts, offMinor, cutMinor } });
}

function whoStandsInTheWay(
  { exclusive, group }: Candidate,
  { applied }: Applying,
  { mostOffers, onePerGroup }: StackRules,
): OfferRefusal | undefined {
  const alone = applied.find(({ candidate }) => exclusive || candidate.exclusive);
  if (alone) return { code: 'EXCLUSIVE_WITH', with: alone.offer.offerId };
  const same = onePerGroup && group !== '' && applied.find(({ candidate }) => candidate.group === group);
  if (same) return { code: 'GROUP_TAKEN', with: same.offer.offerId, group };
  return applied.length >= mostOffers ? { code: 'TOO_MANY_OFFERS', most: mostOffers } : undefined;
}

/** Money is cut to what may still be taken off; a thing is given whole or not at all, and stays for another day. */
function withinLimit(
  taken: Taken[],
  leftMinor: number,
  kind: Candidate['effect']['kind'],
): Result<Wanted, OfferRefusal> {
  const offMinor = minorOf(taken);
  if (offMinor <= leftMinor) return ok({ taken, offMinor, cutMinor: 0 });
  const isMoney = kind === 'percent' || kind === 'fixed';
  if (!isMoney || leftMinor === 0) return refuse({ code: 'OVER_CAP', offMinor, leftMinor });
  const shares = apportion(
    leftMinor,
    taken.map(({ minor }) => minor),
  );
  const cut = taken.map((one, place) => ({ ...one, minor: shares[place] ?? 0 }));
  return ok({
    taken: cut.filter(({ minor }) => minor > 0),
    offMinor: leftMinor,
    cutMinor: offMinor - leftMinor,
  });
}

const byOrder = (a: Candidate, b: Candidate): number =>
  a.order - b.order || (a.offerId < b.offerId ? -1 : a.offerId > b.offerId ? 1 : 0);

/** What the goods come to before any offer. Gift cards, tips and fees help nobody over a minimum. */
const goodsOf = ({ lines }: Basket): number =>
  lines.reduce((sum, { kind, totalMinor }) => (kind === 'goods' ? sum + totalMinor : sum), 0);
